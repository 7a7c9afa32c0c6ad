"""In which minutes did many accounts delete posts, though hardly any usually do?"""

from typing import Any

import orjson
import polars as pl

from unisono.accounts.deletions import shared_minutes
from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.model.findings import finding_id, likelihood_word
from unisono.model.tables import FINDINGS, conform, empty
from unisono.networks.innocent.delays import duration

NAME = "co_deletion"

INNOCENT = (
    "a clean-up by the platform",
    "a service that deletes old posts",
    "a post that everybody regretted",
    "the collector's second look",
    "an account that was closed took its reposts along",
)


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each minute in which surprisingly many accounts deleted; none where no times are known."""
    rows = shared_minutes(scene.posts)
    findings = [_finding(row) for row in rows.iter_rows(named=True)]
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
    subject_kinds=("cohort",),
    question="In which minutes did many accounts delete posts, though hardly any usually do?",
    columns=("account_id", "post_id", "created_at", "collected_at", "is_deleted"),
    innocent=INNOCENT,
    find=find,
)
