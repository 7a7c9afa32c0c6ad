"""Which accounts changed their subject, on a date, by more than others did and than their own days vary?"""

from typing import Any

import orjson
import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.accounts.mixes import READ_FROM
from unisono.accounts.subjects import posts_around, subjects_around
from unisono.accounts.turning import LEVEL, rate_turns
from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.model.findings import finding_id, likelihood_word
from unisono.model.tables import FINDINGS, conform, empty

NAME = "turn"

MOST_FINDINGS = 500
"""Accounts beyond these, the least likely by chance coming first, have no finding."""

MOST_NAMED = 4
MOST_POSTS = 10
"""Posts of either side that a finding shows: those nearest to the date that hold what changed most."""

INNOCENT = (
    "news that concerns the account",
    "new job, hobby or place",
    "account handed on or sold openly",
    "account of several people",
    "end of a season or a campaign",
    "posts deleted or not collected",
)

CAVEAT = "People change their subject for many reasons: a new job, an election, a new editor."


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each account that changed its subject beyond what others did and chance gives."""
    return find_turned(scene.known)


def find_turned(known: KnownAccounts) -> pl.DataFrame:
    """Return the findings of `find`, strongest first."""
    turns = known.turns
    tested = turns.table.height
    found = rate_turns(turns).filter(pl.col("beyond_others") & (pl.col("q") <= LEVEL)).drop("beyond_others")
    found = found.sort("q", pl.col("p"), "account").head(MOST_FINDINGS)
    if found.height == 0:
        return empty(FINDINGS)
    around = posts_around(known.source, turns.mixes, found)
    subjects = subjects_around(around)
    of_account = subjects.partition_by("account", as_dict=True)
    posts_of = around.partition_by("account", as_dict=True)
    findings = []
    for row in found.iter_rows(named=True):
        own = of_account.get((row["account"],), subjects.clear())
        posts = telling_posts(posts_of[(row["account"],)], own)
        findings.append(_finding(row, own, posts, tested))
    return conform(pl.DataFrame(findings), FINDINGS)


def telling_posts(around: pl.DataFrame, subjects: pl.DataFrame) -> list[str]:
    """Return the posts nearest to the date on either side that hold an item which went or came; else the nearest."""
    chosen: list[str] = []
    for after in (False, True):
        side = around.filter(pl.col("after") == after)
        items = subjects.filter((pl.col("z") > 0) == after)["item"].str.strip_chars_start("#").head(MOST_NAMED)
        text = pl.concat_str(pl.col("text"), pl.col("hashtags").list.join(" "), separator=" ", ignore_nulls=True)
        telling = side.filter(text.str.to_lowercase().str.contains_any(items.to_list())) if len(items) else side.clear()
        nearest = telling if telling.height else side
        chosen += (nearest.head(MOST_POSTS) if after else nearest.tail(MOST_POSTS))["post"].to_list()
    return chosen


def in_words(subjects: pl.DataFrame, *, after: bool) -> str:
    """Return what came (or went) most, each with its shares of the posts on both sides."""
    items = subjects.filter((pl.col("z") > 0) == after).head(MOST_NAMED)
    return ", ".join(
        f"{row['item']} ({row['before']:.0%} of its posts before, {row['after']:.0%} after)"
        for row in items.iter_rows(named=True)
    )


def _because(row: dict[str, Any], subjects: pl.DataFrame) -> str:  # Any: a row of a table
    went, came = in_words(subjects, after=False), in_words(subjects, after=True)
    changed = "".join(f" {word}: {items}." for word, items in (("Less of", went), ("More of", came)) if items)
    return (
        f"From {row['turned_at']:%Y-%m-%d} on (it may be any date from {row['earliest']:%Y-%m-%d} to "
        f"{row['latest']:%Y-%m-%d}), {row['account']} posted about other things: its tags, sites, words and languages "
        f"before and after differ by {row['divergence']:.2f} bits, in {row['posts']:,} posts on {row['days']:,} days. "
        f"With its days in random order they differ by {max(row['by_chance'], 0.0):.2f} at most, and other accounts of "
        f"its platform and language changed by {row['drift']:.2f} at that date.{changed} {CAVEAT}"
    )


def _finding(row: dict[str, Any], subjects: pl.DataFrame, posts: list[str], tested: int) -> dict[str, object]:
    return {
        "finding": finding_id(NAME, "account", row["account"], "divergence"),
        "detector": NAME,
        "subject_kind": "account",
        "subject": row["account"],
        "measure": "divergence",
        "value": row["divergence"],
        "expected": max(0.0, row["by_chance"]) + row["drift"],
        "expected_basis": "measured",
        "n": tested,
        "p": row["p"],
        "q": row["q"],
        "because": _because(row, subjects),
        "posts_count": len(posts),
        "likelihood": likelihood_word(1.0 - row["q"]),
        "evidence": orjson.dumps({"kind": "posts", "posts": posts}).decode(),
    }


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("account",),
    question="Which accounts changed their subject, by more than others did and than their own days vary?",
    columns=("account_id", "created_at", "kind", *READ_FROM),
    innocent=INNOCENT,
    find=find,
)
