"""Which accounts became somebody else, by handle or by several things at once, though few here do?"""

from typing import Any

import numpy as np
import orjson
import polars as pl

from unisono.accounts.identities import FIELDS, identities_of, identity_changes
from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.model.findings import finding_id, likelihood_word
from unisono.model.tables import FINDINGS, conform, empty

NAME = "identity_change"

FEWEST_ACCOUNTS = 20
"""Accounts with two dated profiles below which nobody can say how often identities change here."""

SEVERAL = 3
"""Things that must change at once where the handle stays."""

LEVEL = 0.05
MOST_FINDINGS = 1_000
MOST_LETTERS = 40

INNOCENT = (
    "new name after a marriage or a new job",
    "new brand of a firm or a show",
    "protection from harassment",
    "name for a season, a campaign or a joke",
    "an account that was handed on or sold",
)


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each account that changed its handle, or three things at once, where few do as much."""
    return find_changed_identities(scene.known.snapshots)


def find_changed_identities(snapshots: pl.DataFrame) -> pl.DataFrame:
    """Return the findings in snapshots in ACCOUNTS columns, those that changed most first.

    An account is ranked by how much changed at once, then by its changes of handle; p is the share of accounts with
    two dated profiles or more that changed as much, itself included, counted as one more than there are.
    """
    changes = identity_changes(snapshots)
    if changes.height == 0:
        return empty(FINDINGS)
    identities = identities_of(snapshots, changes)
    if identities.height < FEWEST_ACCOUNTS:
        return empty(FINDINGS)
    much = identities["at_once"].to_numpy() * 1_000 + np.minimum(identities["renames"].to_numpy(), 999)
    as_much = len(much) - np.searchsorted(np.sort(much), much, side="left")
    ranked = identities.with_columns(
        pl.Series("as_much", as_much), pl.Series("p", np.minimum(1.0, (as_much + 1) / (len(much) + 1)))
    )
    found = (
        ranked.filter(((pl.col("renames") > 0) | (pl.col("at_once") >= SEVERAL)) & (pl.col("p") <= LEVEL))
        .sort("p", "renames", "account", descending=[False, True, False])
        .head(MOST_FINDINGS)
    )
    return _as_findings(found, changes, identities)


def _as_findings(found: pl.DataFrame, changes: pl.DataFrame, identities: pl.DataFrame) -> pl.DataFrame:
    own = changes.join(found, on="account", how="semi").partition_by("account", as_dict=True)
    usual = float(str(identities["at_once"].mean()))
    findings = [
        {
            "finding": finding_id(NAME, "account", row["account"], "changes"),
            "detector": NAME,
            "subject_kind": "account",
            "subject": row["account"],
            "measure": "changes",
            "value": float(row["at_once"]),
            "expected": usual,
            "expected_basis": "measured",
            "n": identities.height,
            "p": row["p"],
            "q": row["p"],
            "because": _because(row, own[(row["account"],)], identities.height),
            "posts_count": 0,
            "likelihood": likelihood_word(1.0 - row["p"]),
            "evidence": orjson.dumps({"kind": "profiles", "accounts": [row["account"]]}).decode(),
        }
        for row in found.iter_rows(named=True)
    ]
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


def _because(row: dict[str, Any], changes: pl.DataFrame, observed: int) -> str:  # Any: a row of a table
    steps = changes.group_by("at", maintain_order=True).agg(pl.len().alias("changed"))
    biggest = steps.sort("changed", descending=True, maintain_order=True)["at"][0]
    step = changes.filter(pl.col("at") == biggest)
    changed = [FIELDS[name] for name in step["field"]]
    told = [
        f"{'@' * (field == 'handle')}{_short(before)} became {'@' * (field == 'handle')}{_short(after)}"
        for field, before, after in step.select("field", "before", "after").iter_rows()
        if field in ("handle", "display_name")
    ]
    names = f" ({', '.join(told)})" if told else ""
    renames = f" Changes of handle among its {row['profiles']:,} dated profiles: {row['renames']:,}."
    return (
        f"Between {_day(step['seen_at'])} and {biggest:%Y-%m-%d} the account's {_listed(changed)} "
        f"changed{names}.{renames} Of {observed:,} accounts with two dated profiles or more, {row['as_much']:,} "
        "changed as much, this one included. Marriages, new jobs, new brands and fear of harassment change names, too."
    )


def _day(moments: pl.Series) -> str:
    return str(moments.dt.strftime("%Y-%m-%d").sort()[0])


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + "…"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("account",),
    question="Which accounts became somebody else, by handle or by several things at once, though few here do?",
    columns=("account_id", "handle", "display_name", "bio", "avatar_url", "observed_at"),
    innocent=INNOCENT,
    find=find,
)
