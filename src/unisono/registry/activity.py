"""How much the accounts of a case post, in strata within which members are compared with everybody else."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases import Case
from unisono.model.names import ACCOUNT_NAME

Int64 = NDArray[np.int64]

SMALLEST_STRATUM = 200
WIDEST = 1.5
"""A stratum that has accounts enough ends where others post less than the busiest of it by this factor."""


@dataclass(frozen=True)
class Strata:
    """The accounts of a case by how much they post, least first: stratum s begins at least_posts[s] posts."""

    least_posts: Int64
    accounts: Int64  # all accounts in each

    def of(self, posts: Int64) -> Int64:
        """Return the stratum of accounts with so many posts."""
        return np.maximum(np.searchsorted(self.least_posts, posts, side="right") - 1, 0).astype(np.int64)

    def rank(self, stratum: int) -> float:
        """Return the share of the case's accounts that post less than the middle of a stratum."""
        total = int(self.accounts.sum())
        return float(self.accounts[:stratum].sum() + self.accounts[stratum] / 2) / total if total else 0.5

    def at_rank(self, rank: float) -> int:
        """Return the stratum in which such a share of the accounts post less."""
        reached = np.cumsum(self.accounts) > rank * self.accounts.sum()
        return int(np.argmax(reached)) if reached.any() else len(self.accounts) - 1

    def as_json(self) -> list[dict[str, int]]:
        """Return what a file keeps."""
        return [
            {"least_posts": int(least), "accounts": int(count)}
            for least, count in zip(self.least_posts, self.accounts, strict=True)
        ]

    @staticmethod
    def from_json(kept: list[dict[str, int]]) -> "Strata":
        """Return what `as_json` gave."""
        return Strata(
            np.array([one["least_posts"] for one in kept], np.int64),
            np.array([one["accounts"] for one in kept], np.int64),
        )


def posts_of_accounts(case: Case) -> pl.DataFrame:
    """Return account (platform:id) and posts of everybody who published in the case, by account."""
    named = case.posts().filter(pl.col("account_id").fill_null("") != "").select(ACCOUNT_NAME)
    return named.group_by("account").agg(pl.len().cast(pl.Int64).alias("posts")).sort("account").collect()


def lives_of_accounts(case: Case, accounts: pl.Series) -> pl.DataFrame:
    """Return account, first_at and last_at of its posts in the case, and created_at; of those that posted, once."""
    chosen = pl.LazyFrame({"account": accounts.unique()})
    spans = (
        case.posts()
        .select(ACCOUNT_NAME, pl.col("created_at").alias("at"))
        .join(chosen, on="account", how="semi")
        .group_by("account")
        .agg(first_at=pl.col("at").min(), last_at=pl.col("at").max())
    )
    born = case.accounts().select(ACCOUNT_NAME, "created_at").join(chosen, on="account", how="semi")
    return spans.join(born, on="account", how="left").collect()


def choose_strata(posts: Int64, in_network: NDArray[np.bool_]) -> Strata:
    """Divide accounts by their number of posts; both arrays (accounts).

    A stratum holds at least SMALLEST_STRATUM accounts that are in no network, so that none is its own reference, and
    all that post about as much as its busiest (WIDEST). Fewer accounts: one stratum.
    """
    levels, place = np.unique(posts, return_inverse=True)
    if not len(levels):
        return Strata(np.zeros(1, np.int64), np.zeros(1, np.int64))
    everybody = np.bincount(place, minlength=len(levels))
    outside = np.bincount(place[~in_network], minlength=len(levels))
    begins: list[int] = []
    held, busiest = 0, int(levels[-1])
    for level in range(len(levels) - 1, -1, -1):
        held += int(outside[level])
        fewer = int(levels[level - 1]) if level else 0
        if held >= SMALLEST_STRATUM and fewer * WIDEST < busiest:
            begins.append(level)
            held, busiest = 0, fewer
    # The few that are left below the last whole stratum belong to it.
    begins = [*begins[:-1], 0] if begins else [0]
    firsts = np.array(begins[::-1], np.int64)
    bounds = levels[firsts].astype(np.int64)
    bounds[0] = 0
    return Strata(bounds, np.add.reduceat(everybody, firsts).astype(np.int64))
