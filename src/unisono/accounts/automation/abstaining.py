"""When nothing is said of an account: its acts are few, out of order, a part of what it did, or like nobody's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.automation.act_features import OWN, REPLY, REPOST, Float64
from unisono.accounts.automation.curves import Curves
from unisono.accounts.automation.wording import SIGNALS, percent
from unisono.accounts.timelines import DAY, Timelines
from unisono.model.names import ACCOUNT_NAME
from unisono.traces.acts import UNKNOWN_PLATFORM

Bool = NDArray[np.bool_]
Int64 = NDArray[np.int64]

FEWEST_ACTS = 200
"""Acts below which program-run accounts and people are told apart in less than 80 of 100 pairs (docs/automation.md)."""

PLATFORM = "twitter"
"""Where the accounts posted that the estimate was fitted on."""

LEAST_OF_A_KIND = 0.01
"""Share of a case's posts below which a kind of act may not have been collected."""

LEAST_COLLECTED = 0.1
"""Share of what an account posted below which its acts in the case are a choice of somebody's."""

MOST_UNORDERED = 0.05
"""Share of acts that share a moment with acts of another kind from which on their order is not known."""

KIND_WORDS = {OWN: "posts of their own", REPOST: "reposts", REPLY: "replies"}


@dataclass(frozen=True)
class Reasons:
    """Why nothing is said of an account, the first reason that applies; rows stand for accounts of the timelines.

    few, elsewhere, unordered, partly: bool (accounts). missing: kinds of act that the case hardly holds.
    collected: float64 (accounts), about which share of the account's posts the case holds, NaN where not known.
    """

    timelines: Timelines
    few: Bool
    elsewhere: Bool
    unordered: Bool
    partly: Bool
    collected: Float64
    missing: tuple[int, ...]

    @property
    def silent(self) -> Bool:
        """Return whether nothing is said of each account: bool (accounts)."""
        own = self.few | self.elsewhere | self.unordered | self.partly
        return np.ones_like(own) if self.missing else own

    def words(self, place: int) -> str:
        """Return the first reason that applies to an account of which nothing is said."""
        if self.elsewhere[place]:
            unknown = str(self.timelines.accounts[place]).startswith(f"{UNKNOWN_PLATFORM}:")
            where = "the case does not say on which platform it posts, and " if unknown else ""
            return f"{where}the estimate was fitted on accounts of Twitter only"
        count = int(self.timelines.counts[place])
        if self.few[place]:
            return f"it has {count:,} {'act' if count == 1 else 'acts'} and {FEWEST_ACTS} are needed"
        if self.missing:
            kinds = " and ".join(KIND_WORDS[kind] for kind in self.missing)
            return f"the case holds hardly any {kinds}, so it does not show which of its acts an account chooses"
        if self.partly[place]:
            share = percent(min(float(self.collected[place]), 1.0), 1.0)
            return f"the case holds about {share} of what the account posted in this time"
        return "many of its acts share a moment with others, so their order is not known"


def reasons_of(timelines: Timelines, acts: NDArray[np.int8], profiles: pl.DataFrame) -> Reasons:
    """Return why nothing is said of accounts, as far as that does not depend on the estimate.

    acts: OWN, REPOST or REPLY of each post of the timelines. profiles: in columns of ACCOUNTS, one for each account.
    """
    elsewhere = ~timelines.accounts.str.starts_with(f"{PLATFORM}:").to_numpy()
    there = acts[~elsewhere[timelines.owners]]
    shares = np.bincount(there, minlength=3) / max(len(there), 1)
    collected = share_collected(timelines, profiles)
    return Reasons(
        timelines=timelines,
        few=timelines.counts < FEWEST_ACTS,
        elsewhere=elsewhere,
        unordered=count_unordered(timelines, acts) > MOST_UNORDERED * timelines.counts,
        partly=collected < LEAST_COLLECTED,
        collected=collected,
        missing=tuple(np.flatnonzero(shares < LEAST_OF_A_KIND).tolist()),
    )


def count_unordered(timelines: Timelines, acts: NDArray[np.int8]) -> Int64:
    """Return how many acts of each account share a moment with one of another kind: int64 (accounts).

    Ten reposts in one second are in order whatever their order is; a repost and a reply are not.
    """
    if not len(acts):
        return np.zeros(len(timelines.accounts), np.int64)
    begins = np.flatnonzero(timelines.gaps != 0)
    mixed = np.maximum.reduceat(acts, begins) != np.minimum.reduceat(acts, begins)
    of_acts = np.repeat(mixed, np.diff(np.append(begins, len(acts))))
    return np.bincount(timelines.owners[of_acts], minlength=len(timelines.accounts))


def share_collected(timelines: Timelines, profiles: pl.DataFrame) -> Float64:
    """Return about which share of an account's posts between its first and last in the case the case holds.

    As if the account had posted as many every day of its life: float64 (accounts), NaN where its profile has no number
    of posts, no date of making, or the case less than a day of it.
    """
    wanted = pl.DataFrame({"account": timelines.accounts})
    age = (pl.col("observed_at") - pl.col("created_at")).dt.total_microseconds()
    rates = profiles.filter(pl.col("posts").is_not_null() & (age > 0)).select(
        ACCOUNT_NAME, (pl.col("posts") / age).alias("rate")
    )
    rate = wanted.join(rates.unique("account"), on="account", how="left", maintain_order="left")["rate"]
    some = timelines.counts > 0
    span = np.zeros(len(timelines.counts))
    span[some] = timelines.times[timelines.start[1:][some] - 1] - timelines.times[timelines.start[:-1][some]]
    posted = rate.fill_null(float("nan")).to_numpy() * np.where(span >= DAY, span, np.nan)
    return np.asarray(timelines.counts / np.where(posted > 0, posted, np.nan), np.float64)


def unlike_all(curves: Curves, features: Float64, values: Sequence[Sequence[str]]) -> list[str | None]:
    """Return why rows are unlike all accounts fitted on, or None; values: of each row, in words, in SIGNALS order."""
    outside, far = curves.outside(features), curves.distances(features) > curves.farthest
    found: list[str | None] = []
    for row, own in enumerate(values):
        places = np.flatnonzero(outside[row]).tolist()
        named = "; ".join(f"{SIGNALS[place]}: {own[place]}" for place in places)
        detail = f" ({named})" if named else ""
        strange = bool(places) or bool(far[row])
        found.append(f"unlike any account the estimate was fitted on{detail}" if strange else None)
    return found
