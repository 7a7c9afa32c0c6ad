"""What differs between two runs: settings, files, numbers, and who is in which network."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from unisono.cases import Run

Row = dict[str, Any]  # Any: JSON
NUMBERS = (
    *("posts", "accounts", "first_at", "last_at", "pairs_tested", "pairs", "networks", "findings", "twin_pairs"),
    *("twin_networks", "version", "seed"),
)


def compare_runs(before: Run, after: Run) -> Row:
    """Return settings and numbers that differ [{name, before, after}], files [{file, sha256, only_in}], and networks.

    networks: {same, changed, new, gone}; a network is matched to that of the other run with which it shares most
    members; `same` has the same members.
    """
    first, second = before.record, after.record
    return {
        "settings": _differing(first.get("settings", {}), second.get("settings", {})),
        "numbers": _differing(
            {name: first.get(name) for name in NUMBERS}, {name: second.get(name) for name in NUMBERS}
        ),
        "files": _files(first, second),
        "networks": match_networks(members_of(before), members_of(after)),
    }


def members_of(run: Run) -> dict[int, frozenset[str]]:
    """Return the accounts of each network of a run."""
    if "members" not in run.table_names:
        return {}
    members = run.table("members").group_by("network").agg(pl.col("account")).sort("network")
    return {int(network): frozenset(accounts) for network, accounts in members.iter_rows()}


def match_networks(before: Mapping[int, frozenset[str]], after: Mapping[int, frozenset[str]]) -> dict[str, list[Row]]:
    """Return which networks have the same members in both, which changed, which are new and which are gone.

    >>> match_networks({1: frozenset("ab")}, {4: frozenset("abc")})["changed"]
    [{'before': 1, 'after': 4, 'shared': 2, 'joined': 1, 'left': 0}]
    """
    shared = ((len(old & new), -number, -other) for number, old in before.items() for other, new in after.items())
    matched: dict[int, int] = {}
    for both, number, other in sorted(shared, reverse=True):
        if both and -number not in matched and -other not in matched.values():
            matched[-number] = -other
    told: dict[str, list[Row]] = {"same": [], "changed": [], "new": [], "gone": []}
    for number, other in sorted(matched.items(), key=lambda pair: pair[1]):
        old, new = before[number], after[other]
        row = {"before": number, "after": other, "shared": len(old & new)}
        told["same" if old == new else "changed"].append({**row, "joined": len(new - old), "left": len(old - new)})
    known = set(matched.values())
    told["new"] = [{"after": number, "accounts": len(one)} for number, one in after.items() if number not in known]
    told["gone"] = [{"before": number, "accounts": len(one)} for number, one in before.items() if number not in matched]
    return told


def _numbers(record: Row) -> Row:
    return {name: record.get(name) for name in NUMBERS}


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:  # Any: JSON
    names = dict.fromkeys((*before, *after))
    return [
        {"name": name, "before": before.get(name), "after": after.get(name)}
        for name in names
        if before.get(name) != after.get(name)
    ]


def _files(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:  # Any: JSON
    """Return the files that only one of two runs knows, by their SHA-256."""
    known = [{source["sha256"]: source for source in record.get("sources") or ()} for record in (before, after)]
    only = [(sha, source, "before") for sha, source in known[0].items() if sha not in known[1]]
    only += [(sha, source, "after") for sha, source in known[1].items() if sha not in known[0]]
    return [{"file": source["file"], "sha256": sha, "only_in": where} for sha, source, where in only]
