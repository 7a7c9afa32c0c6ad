"""Which things members of a list use more than accounts of their platform and language do that are as busy that day.

The test is conditional on how many accounts of the case used the thing on the day. If being listed had nothing to do
with it, each of these would be a member with the chance that a member has among the accounts of its group: the share of
the group's posts of the day that are by members, or of its active accounts, whichever is larger.
"""

import numpy as np
import polars as pl

from unisono.significance.combination import false_discovery_rates
from unisono.significance.distributions import binomial_tail

FEWEST_ACCOUNTS = 3
"""Accounts that must have used a thing on a day before its users are counted against chance."""

UNUSUAL_Q = 0.01

UNUSUAL = pl.Schema(
    {
        "day": pl.Date(),
        "kind": pl.String(),
        "item": pl.String(),
        "case_posts": pl.Int64(),  # with the thing, by anybody, on the day
        "case_accounts": pl.Int64(),
        "expected_accounts": pl.Float64(),  # members among these accounts, by chance at most
        "p": pl.Float64(),
        "q": pl.Float64(),
    }
)


def judge_uses(uses: pl.DataFrame, acts: pl.DataFrame, peers: pl.DataFrame, members: pl.Series) -> pl.DataFrame:
    """Return UNUSUAL of everything that members used. uses, acts: of the case; peers: PEERS.

    The groups' chances differ, so the members among the users are a sum of unlike draws; above the mean, a binomial
    with the average chance exceeds its tail (Hoeffding 1956, theorem 5), and is what p is. Below, p is 1. p is null
    where fewer than three members used the thing. q is over every thing and day with three users in the case.
    """
    groups = peers.select("account", "group", pl.col("account").is_in(members.implode()).alias("is_member"))
    chances = _chances(acts, groups)
    keys = ["day", "kind", "item"]
    users = uses.group_by(*keys, "account").agg(pl.len().alias("posts")).join(groups, on="account")
    counted = (
        users.join(chances, on=["day", "group"])
        .group_by(keys)
        .agg(
            pl.col("posts").sum().cast(pl.Int64).alias("case_posts"),
            pl.len().cast(pl.Int64).alias("case_accounts"),
            pl.col("is_member").sum().cast(pl.Int64).alias("members"),
            pl.col("chance").sum().alias("expected_accounts"),
        )
    )
    possible = counted.filter(pl.col("case_accounts") >= FEWEST_ACCOUNTS).height
    used = counted.filter(pl.col("members") > 0).sort(keys)
    tails = _tails(used["members"].to_numpy(), used["case_accounts"].to_numpy(), used["expected_accounts"].to_numpy())
    tested = (used["members"] >= FEWEST_ACCOUNTS).to_numpy()
    rates = np.full(used.height, np.nan)
    rates[tested] = false_discovery_rates(tails[tested], possible)
    tails[~tested] = np.nan
    return (
        used.with_columns(pl.Series("p", tails, nan_to_null=True), pl.Series("q", rates, nan_to_null=True))
        .select(UNUSUAL.names())
        .cast(UNUSUAL)
    )


def _chances(acts: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return day, group and the chance that a user of something is a member."""
    active = acts.group_by("day", "account").agg(pl.len().alias("posts")).join(groups, on="account")
    of_members = pl.col("posts").filter("is_member").sum() / pl.col("posts").sum()
    return active.group_by("day", "group").agg(
        pl.max_horizontal(of_members, pl.col("is_member").mean()).alias("chance")
    )


def _tails(members: np.ndarray, accounts: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Return the chance of so many members or more among the accounts, 1 where they are not above the mean by one."""
    above = members >= expected + 1
    chance = np.clip(expected / np.maximum(accounts, 1), 0.0, 1.0)
    tail = binomial_tail(np.maximum(members, 1), accounts, chance)
    return np.where(above, tail, 1.0)
