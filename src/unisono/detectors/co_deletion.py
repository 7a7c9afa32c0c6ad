"""Where did many accounts delete posts, though hardly any usually do: in one minute, or in one network?"""

from typing import Any

import orjson
import polars as pl

from unisono.accounts.deletions import shared_minutes
from unisono.accounts.second_looks import find_lost_networks
from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.model.findings import finding_id, likelihood_word, network_finding_id
from unisono.model.tables import FINDINGS, conform, empty
from unisono.networks.innocent.delays import duration

NAME = "co_deletion"

INNOCENT = (
    "a clean-up by the platform",
    "a service that deletes old posts",
    "a post that everybody regretted",
    "the collector's second look",
    "an account that was closed took its reposts along",
    "a later collection that asked for something else",
)

LEVEL = 0.01


def find(scene: Scene) -> pl.DataFrame:
    """Return a finding for each minute in which surprisingly many deleted, and each network whose members lost posts.

    The first needs to be told when posts were noted as deleted, the second a later file with the same accounts' posts.
    """
    minutes = shared_minutes(scene.source)
    findings = [_finding(row) for row in minutes.iter_rows(named=True)]
    members = dict(scene.networks.select("network", "accounts").iter_rows())
    if members:
        named = scene.networks.select("network", pl.col("accounts").alias("account")).explode("account")
        lost = find_lost_networks(named, scene.known.looks).filter(pl.col("q") <= LEVEL)
        findings += [_of_network(row, members[row["network"]]) for row in lost.iter_rows(named=True)]
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


def _finding(row: dict[str, Any]) -> dict[str, object]:  # Any: a row of a table
    subject = f"deleted:{row['at']:%Y-%m-%dT%H:%M}"
    evidence = {"kind": "cohort", "accounts": row["accounts"], "posts": row["posts"]}
    return {
        "finding": finding_id(NAME, "cohort", subject, "accounts"),
        "detector": NAME,
        "subject_kind": "cohort",
        "subject": subject,
        "measure": "accounts",
        "value": float(len(row["accounts"])),
        "expected": row["expected"],
        "expected_basis": "measured",
        "n": row["minutes"],
        "p": row["p"],
        "q": row["q"],
        "because": _because(row),
        "posts_count": len(row["posts"]),
        "likelihood": likelihood_word(1.0 - row["q"]),
        "evidence": orjson.dumps(evidence).decode(),
    }


def _of_network(row: dict[str, Any], members: list[str]) -> dict[str, object]:  # Any: a row of a table
    evidence = {"kind": "cohort", "accounts": row["accounts"], "posts": row["posts"]}
    return {
        "finding": network_finding_id(NAME, members, "accounts"),
        "detector": NAME,
        "subject_kind": "network",
        "subject": str(row["network"]),
        "measure": "accounts",
        "value": float(len(row["accounts"])),
        "expected": row["expected"],
        "expected_basis": "measured",
        "n": row["tested"],
        "p": row["p"],
        "q": row["q"],
        "because": (
            f"{len(row['posts']):,} of {row['looked_for']:,} posts of its members are not in a later file that has "
            f"posts of the same accounts from before and from after them; {len(row['accounts']):,} of "
            f"{row['tested']:,} members lost some, where {row['expected']:.2g} would if they were like the accounts "
            "outside. Platforms take posts down, too, and a later collection may have asked for something else."
        ),
        "posts_count": len(row["posts"]),
        "likelihood": likelihood_word(1.0 - row["q"]),
        "evidence": orjson.dumps(evidence).decode(),
    }


def _because(row: dict[str, Any]) -> str:  # Any: a row of a table
    stood = row["median_life_s"]
    life = "" if stood is None or stood < 0 else f" Half of these posts had stood for at most {duration(stood)}."
    return (
        f"{len(row['posts']):,} posts of {len(row['accounts']):,} accounts were noted as deleted in the minute of "
        f"{row['at']:%Y-%m-%d %H:%M} UTC; going by the minutes around it, {row['expected']:.2g} accounts usually "
        f"delete.{life} When a post was deleted is known only by when that was noted. Platforms that clean up and "
        "services that delete old posts do so for many accounts at once, too."
    )


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("cohort", "network"),
    question="Where did many accounts delete posts, though hardly any usually do: in one minute, or in one network?",
    columns=("account_id", "post_id", "created_at", "collected_at", "is_deleted"),
    innocent=INNOCENT,
    find=find,
)
