"""What every report says of how often scans are wrong: the page's figures as a data file of the package."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.calibration.bars import all_bars
from benchmarks.calibration.outcome import EXPLAINED, Line
from benchmarks.calibration.playbooks import playbooks_of, with_playbook
from benchmarks.calibration.program import ROOT
from benchmarks.calibration.rates import Count, false_members, false_networks, false_pairs, recall
from unisono.worlds.settings import LEVELS

SUMMARY = ROOT / "src" / "unisono" / "exports" / "report" / "frames" / "calibration.json"

UNDATED = "2026-11-22"
"""When outcomes that do not say it were made."""

Summary = dict[str, object]


def write_summary(lines: Sequence[Line], path: Path = SUMMARY) -> None:
    """Write what reports show of these outcomes."""
    path.write_text(json.dumps(summary_of(lines), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def summary_of(lines: Sequence[Line]) -> Summary:
    """Return the figures: with which program, of how many scans, what had to be reached, what is false, who is missed.

    decoys: accounts that nobody planted, by kind; `wrong` counts those in networks that no explanation fits, and
    `scans_wrong` the scans with such a one.
    """
    days = sorted(str(line.get("measured_on") or UNDATED) for line in lines)
    programs = Counter((str(line["program"]), str(line.get("version") or "")) for line in lines)
    return {
        "measured_from": days[0],
        "measured_to": days[-1],
        "programs": [
            {"program": program, "version": version, "scans": scans}
            for (program, version), scans in sorted(programs.items())
        ],
        "scans": len(lines),
        "worlds": len({line["world"] for line in lines}),
        "bars": [{"asks": bar.asks, "measured": bar.measured, "reached": bar.reached} for bar in all_bars(lines)],
        "false": [
            _summed(of, [count(line) for line in lines])
            for of, count in (("networks", false_networks), ("members", false_members), ("pairs", false_pairs))
        ],
        "decoys": _decoys(lines),
        "playbooks": _playbooks(lines),
    }


def _summed(of: str, counts: Sequence[Count]) -> Summary:
    return {"of": of, "false": sum(one.part for one in counts), "all": sum(one.whole for one in counts)}


def _decoys(lines: Sequence[Line]) -> list[Summary]:
    there: Counter[str] = Counter()
    scans: Counter[str] = Counter()
    sides: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    wrong: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lines):
        there.update(line["kinds"])
        scans.update(line["kinds"].keys())
        for network in line["networks"]:
            is_explained = network["verdict"] == EXPLAINED
            sides[is_explained].update(network["kinds"])
            for kind, count in network["kinds"].items():
                if count and not is_explained:
                    wrong[kind].add(number)
    return [
        {
            "kind": kind,
            "accounts": there[kind],
            "explained": sides[True][kind],
            "wrong": sides[False][kind],
            "scans": scans[kind],
            "scans_wrong": len(wrong[kind]),
        }
        for kind in sorted(there)
        if not kind.startswith("planted ")
    ]


def _playbooks(lines: Sequence[Line]) -> list[Summary]:
    """Return how many planted accounts were found, by playbook and level, in worlds without a special shape."""
    rows: list[Summary] = []
    for playbook in playbooks_of(lines):
        for level in LEVELS:
            own = with_playbook(lines, playbook, level)
            counts = [recall(line, "found", playbook=playbook, level=level) for line in own]
            if counts:
                found, accounts = sum(one.part for one in counts), sum(one.whole for one in counts)
                rows.append({"playbook": playbook, "level": level, "found": found, "accounts": accounts})
    return rows
