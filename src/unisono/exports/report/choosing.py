"""Which pairs, acts and objects of a network are shown: the strongest, by a rule that always gives the same answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from unisono.exports.report.limits import Limits
from unisono.exports.report.reading import Material

PAIRS_OF_ONE_ACCOUNT = 2
"""One busy account must not fill the list of the strongest pairs."""


@dataclass(frozen=True)
class ActTogether:
    """Two accounts' acts on one object, and the seconds from the first account's act to the second's."""

    layer: str
    object: str
    posts: tuple[str, str]
    at: tuple[datetime, datetime]
    gap_seconds: float


@dataclass(frozen=True)
class ChosenPair:
    """A pair over all its layers: the rows of PAIRS, and its closest acts."""

    a: str
    b: str
    rows: list[dict[str, object]]
    acts: list[ActTogether]


@dataclass(frozen=True)
class ChosenObject:
    """An object of a network, with who acted on it and how fast; seconds are counted from its first act here."""

    layer: str
    object: str
    accounts: int
    acts: int
    first_at: datetime
    last_at: datetime
    first_post: str
    half_within_s: float
    delays_s: list[float]


def strongest_pairs(pairs: pl.DataFrame, acts: pl.DataFrame, count: int, acts_each: int) -> list[ChosenPair]:
    """Return the pairs of one network with the smallest q, most objects first among equals."""
    if not pairs.height:
        return []
    ranked = (
        pairs.group_by("a", "b")
        .agg(pl.col("q").min(), pl.col("p").min(), pl.col("objects").sum())
        .sort(["q", "objects", "p", "a", "b"], descending=[False, True, False, False, False], nulls_last=True)
    )
    chosen: list[tuple[str, str]] = []
    shown: dict[str, int] = {}
    for a, b in ranked.select("a", "b").iter_rows():
        if max(shown.get(a, 0), shown.get(b, 0)) < PAIRS_OF_ONE_ACCOUNT:
            chosen.append((a, b))
            shown[a], shown[b] = shown.get(a, 0) + 1, shown.get(b, 0) + 1
        if len(chosen) == count:
            break
    return [_with_acts(pairs, acts, a, b, acts_each) for a, b in chosen]


def _with_acts(pairs: pl.DataFrame, acts: pl.DataFrame, a: str, b: str, count: int) -> ChosenPair:
    rows = pairs.filter((pl.col("a") == a) & (pl.col("b") == b)).sort(["q", "p", "layer"], nulls_last=True)
    left, right = (acts.filter(pl.col("account") == account) for account in (a, b))
    closest = (
        left.join(right, on=["layer", "object"], suffix="_b")
        .filter(pl.col("layer").is_in(rows["layer"].to_list()))
        .with_columns(gap=(pl.col("at_b") - pl.col("at")).dt.total_microseconds() / 1e6)
        .sort([pl.col("gap").abs(), "at", "layer", "object", "post", "post_b"])
        .unique(["post", "post_b"], keep="first", maintain_order=True)
        .unique(["layer", "object"], keep="first", maintain_order=True)
        .head(count)
    )
    together = [
        ActTogether(row["layer"], row["object"], (row["post"], row["post_b"]), (row["at"], row["at_b"]), row["gap"])
        for row in closest.iter_rows(named=True)
    ]
    return ChosenPair(a, b, rows.to_dicts(), together)


def top_objects(acts: pl.DataFrame, count: int) -> list[ChosenObject]:
    """Return the objects on which most accounts of one network acted, with each account's delay after the first."""
    if not acts.height:
        return []
    ordered = acts.sort(["at", "account", "post"])
    firsts = ordered.group_by("layer", "object", "account", maintain_order=True).agg(pl.col("at").first())
    delays = (
        firsts.with_columns(
            delay=(pl.col("at") - pl.col("at").min().over("layer", "object")).dt.total_microseconds() / 1e6
        )
        .group_by("layer", "object", maintain_order=True)
        .agg(pl.col("delay"), pl.col("delay").median().alias("half"), pl.len().alias("accounts"))
    )
    totals = ordered.group_by("layer", "object", maintain_order=True).agg(
        pl.len().alias("acts"),
        pl.col("at").min().alias("first_at"),
        pl.col("at").max().alias("last_at"),
        pl.col("post").first(),
    )
    top = (
        totals.join(delays, on=["layer", "object"])
        .sort(["accounts", "acts", "half", "layer", "object"], descending=[True, True, False, False, False])
        .head(count)
    )
    return [
        ChosenObject(
            row["layer"],
            row["object"],
            row["accounts"],
            row["acts"],
            row["first_at"],
            row["last_at"],
            row["post"],
            row["half"],
            row["delay"],
        )
        for row in top.iter_rows(named=True)
    ]


@dataclass(frozen=True)
class Chosen:
    """What of one network is shown, before the posts are fetched."""

    row: dict[str, Any]  # Any: cells are of every kind
    members: pl.DataFrame
    pairs: pl.DataFrame
    acts: pl.DataFrame
    strongest: list[ChosenPair]
    objects: list[ChosenObject]

    @property
    def wanted_posts(self) -> set[str]:
        """Return the posts to fetch: those of the pairs, and what the network acted on."""
        acts = [act for pair in self.strongest for act in pair.acts]
        named = [(one.layer, one.object) for one in acts] + [(one.layer, one.object) for one in self.objects]
        originals = {name for layer, name in named if layer in ("repost", "reply")}
        return originals | {post for act in acts for post in act.posts} | {one.first_post for one in self.objects}


def choose(material: Material, row: dict[str, Any], limits: Limits) -> Chosen:  # Any: as above
    """Return the parts of one network that a report of this size shows."""
    mine = pl.col("network") == row["network"]
    pairs, acts = material.pairs.filter(mine), material.acts.filter(mine)
    strongest = strongest_pairs(pairs, acts, limits.pairs, limits.acts_of_pair)
    return Chosen(row, material.members.filter(mine), pairs, acts, strongest, top_objects(acts, limits.objects))
