"""Which accounts fell silent for months, far longer than their own rhythm has it, and then posted again?"""

from typing import Any

import numpy as np
import orjson
import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.accounts.read_posts import PostsRead
from unisono.accounts.returns import LONGER_TIMES
from unisono.accounts.silences import FEWEST_POSTS, Bool, Float64, Silences
from unisono.accounts.timelines import DAY
from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.model.findings import finding_id, likelihood_word
from unisono.model.names import POST_NAME
from unisono.model.tables import FINDINGS, conform, empty
from unisono.significance.combination import false_discovery_rates

NAME = "dormancy"

LEAST_DAYS = 90
LEVEL = 0.01
MOST_FINDINGS = 1_000
"""Accounts beyond these, the most unusual silences coming first, have no finding."""

INNOCENT = (
    "quiet person who came back",
    "posts deleted or made private",
    "posts not collected",
    "account handed on or sold openly",
    "seasonal account",
)

CAVEAT = (
    "What is silent here may have posted: posts can have been deleted, made private or left out of the collection, for "
    "instance one of a single hashtag."
)


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each account that was silent for months, by its own rhythm unusually long, and woke.

    It says what the case holds and no more: that an account rested is not that it acted with anybody.
    """
    return find_dormant(scene.known)


def find_dormant(known: KnownAccounts) -> pl.DataFrame:
    """Return the findings of `find`, strongest first."""
    silences = known.silences
    rates, slept = judge_silences(silences)
    tested = int((~np.isnan(rates)).sum())
    chosen = np.flatnonzero(slept)
    if not len(chosen):
        return empty(FINDINGS)
    order = np.lexsort((chosen, -silences.longest[chosen], rates[chosen]))
    chosen = chosen[order[:MOST_FINDINGS]]
    rows = _rows(silences, known.source, chosen).with_columns(pl.Series("q", rates[chosen]))
    return _as_findings(rows, tested)


def judge_silences(silences: Silences) -> tuple[Float64, Bool]:
    """Return q of each account's longest silence (NaN where its rhythm is not known), and whether it slept.

    q is among all accounts whose rhythm is known: those never silent for so long could have been.
    """
    tested = ~np.isnan(silences.tail)
    rates = np.full(len(tested), np.nan)
    rates[tested] = false_discovery_rates(silences.tail[tested], int(tested.sum()))
    slept = (silences.longest >= LEAST_DAYS * DAY) & (rates <= LEVEL)
    return rates, slept & (silences.longest >= LONGER_TIMES * silences.next_longest)


def _rows(silences: Silences, posts: PostsRead, chosen: np.ndarray[Any, np.dtype[np.int64]]) -> pl.DataFrame:
    """Return SILENCES rows of these accounts with their handle, days not counted, and the posts around the silence."""
    timelines = silences.timelines
    around = np.concatenate([timelines.rows[silences.place[chosen] - 1], timelines.rows[silences.place[chosen]]])
    told = posts.at(around, ["platform", "post_id", "handle"]).select(POST_NAME, "handle")
    last, first = told.head(len(chosen)), told.tail(len(chosen))
    dark = (silences.ended - silences.began - silences.longest)[chosen] / DAY
    own = silences.frame().select(pl.all().gather(chosen))
    return own.with_columns(
        first["handle"],
        last["post"].alias("last_before"),
        first["post"].alias("first_after"),
        pl.Series("dark_days", dark),
    )


def _because(row: dict[str, Any]) -> str:  # Any: a row of a table
    name = f"@{row['handle']}" if row["handle"] else row["account"]
    dark = (
        f" The {row['dark_days']:,.0f} days in between of which the case has hardly anything are not counted."
        if row["dark_days"] >= 1
        else ""
    )
    return (
        f"The case has no post of {name} for {row['days']:,.0f} days, from {row['began_at']:%Y-%m-%d} to "
        f"{row['ended_at']:%Y-%m-%d}; its next longest silence was {row['next_longest_days']:,.1f} days. It has "
        f"{row['before']:,} posts up to then and {row['after']:,} from then on.{dark} {CAVEAT}"
    )


def _as_findings(rows: pl.DataFrame, tested: int) -> pl.DataFrame:
    findings = [
        {
            "finding": finding_id(NAME, "account", row["account"], "silent days"),
            "detector": NAME,
            "subject_kind": "account",
            "subject": row["account"],
            "measure": "silent_days",
            "value": row["days"],
            "expected": row["next_longest_days"],
            "expected_basis": "measured",
            "n": tested,
            "p": row["p"],
            "q": row["q"],
            "because": _because(row),
            "posts_count": 2,
            "likelihood": likelihood_word(1.0 - row["q"]),
            "evidence": orjson.dumps({"kind": "posts", "posts": [row["last_before"], row["first_after"]]}).decode(),
        }
        for row in rows.iter_rows(named=True)
    ]
    return conform(pl.DataFrame(findings), FINDINGS)


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("account",),
    question=f"Which accounts with {FEWEST_POSTS} posts or more were silent for {LEAST_DAYS} days or more, far longer "
    "than their own rhythm has it, and then posted again?",
    columns=("account_id", "created_at"),
    innocent=INNOCENT,
    find=find,
)
