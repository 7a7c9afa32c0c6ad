"""Which hashtags more members of networks use than chance gives, going by everybody else and by how much they post."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from unisono.significance.combination import false_discovery_rates
from unisono.significance.count_excess import Float64
from unisono.significance.popularity import poisson_tail

FEWEST_POSTS = 10
FEWEST_ACCOUNTS = 3
"""Posts and accounts from which on a tag or link can be pushed: it is tested."""

FEWEST_MEMBERS = 3
LEAST_SHARE = 0.05
"""Members of networks that must have used it, and the share of its posts they must have written."""

MOST_STEPS = 60
MOST_SHARE = 1.0 - 1e-9

RATED: dict[str, pl.DataType] = {
    "object": pl.String(),
    "posts": pl.Int64(),
    "accounts": pl.Int64(),
    "member_posts": pl.Int64(),
    "member_accounts": pl.Int64(),
    "expected": pl.Float64(),
    "p": pl.Float64(),
    "q": pl.Float64(),
}


@dataclass(frozen=True)
class Pushing:
    """One row an object with RATED columns, and how many objects were tested; expected counts members' accounts."""

    rated: pl.DataFrame
    tested: int


def rate_pushing(uses: pl.DataFrame, members: pl.Series) -> Pushing:
    """Return for each tag or link whether more members of networks used it than chance gives.

    uses: account, post and object, one row a post and object. members: accounts, platform:id. An account that used
    others a - 1 times has a chances to use this one, each of which it takes as often as everybody outside the networks
    does (1 - (1 - f)^a, f fitted to how many outsiders used it, one more counted). p is the Poisson tail of the members
    that did, q is of Benjamini and Hochberg over all objects of ten posts and three accounts. Those that few members
    used, or of whose posts they wrote less than a twentieth, have p = 1.
    """
    by_account = uses.group_by("object", "account").agg(pl.len().cast(pl.Int64).alias("uses"))
    inside = pl.col("account").is_in(members.implode())
    counted = (
        by_account.with_columns(inside.alias("inside"))
        .group_by("object")
        .agg(
            pl.col("uses").sum().alias("posts"),
            pl.len().cast(pl.Int64).alias("accounts"),
            pl.col("uses").filter(pl.col("inside")).sum().alias("member_posts"),
            pl.col("inside").sum().cast(pl.Int64).alias("member_accounts"),
        )
        .sort("posts", "object", descending=[True, False])
    )
    is_tested = (pl.col("posts") >= FEWEST_POSTS) & (pl.col("accounts") >= FEWEST_ACCOUNTS)
    tested = counted.filter(is_tested).height
    enough = (pl.col("member_accounts") >= FEWEST_MEMBERS) & (pl.col("member_posts") >= LEAST_SHARE * pl.col("posts"))
    likely = counted.filter(is_tested & enough)
    expected = _expected_members(likely, by_account, members)
    tails = poisson_tail(likely["member_accounts"].cast(pl.Int32).to_numpy(), expected)
    rates = false_discovery_rates(tails, tested)
    judged = likely.select("object", pl.Series("expected", expected), pl.Series("p", tails), pl.Series("q", rates))
    joined = counted.join(judged, on="object", how="left", maintain_order="left")
    filled = joined.with_columns(
        pl.when(is_tested).then(pl.col(name).fill_null(1.0)).alias(name) for name in ("p", "q")
    )
    return Pushing(filled.select(pl.col(name).cast(kind) for name, kind in RATED.items()), tested)


def _expected_members(likely: pl.DataFrame, by_account: pl.DataFrame, members: pl.Series) -> Float64:
    """Return how many members would use each object, if as likely as everybody outside of the networks."""
    totals = by_account.group_by("account").agg(pl.col("uses").sum().alias("all"))
    totals = totals.with_columns(pl.col("account").is_in(members.implode()).alias("inside"))
    numbered = likely.select("object").with_row_index("place")
    used = by_account.join(numbered, on="object").join(totals, on="account").sort("place", "inside", "account")
    place, is_inside = used["place"].to_numpy(), used["inside"].to_numpy()
    total, uses = used["all"].to_numpy() + 1.0, used["uses"].to_numpy().astype(np.float64)
    outsiders, insiders = (_tally(totals.filter(pl.col("inside") == side)["all"] + 1) for side in (False, True))
    starts = np.searchsorted(place, np.arange(likely.height + 1))
    expected = np.zeros(likely.height)
    for one, (begin, end) in enumerate(pairwise(starts.tolist())):
        middle = begin + int((~is_inside[begin:end]).sum())
        share = _fit_share(*_without(outsiders, total[begin:middle], uses[begin:middle]), middle - begin + 1.0)
        chances, accounts = _without(insiders, total[middle:end], uses[middle:end])
        expected[one] = float((accounts * -np.expm1(chances * np.log1p(-share))).sum())
    return expected


def _tally(chances: pl.Series) -> tuple[Float64, Float64]:
    """Return the different numbers of chances that accounts have, and how many accounts have each."""
    values, counts = np.unique(chances.to_numpy(), return_counts=True)
    return values.astype(np.float64), counts.astype(np.float64)


def _without(tally: tuple[Float64, Float64], total: Float64, used: Float64) -> tuple[Float64, Float64]:
    """Return a tally in which the uses of one object do not count among the chances of those who used it."""
    values, counts = tally
    fewer = counts - np.bincount(np.searchsorted(values, total), minlength=len(values))
    return np.concatenate([values, total - used]), np.concatenate([fewer, np.ones(len(total))])


def _fit_share(chances: Float64, accounts: Float64, users: float) -> float:
    """Return the share f at which so many accounts are expected to use it: sum of 1 - (1 - f)^chances.

    The sum is concave in f and at most f times all chances, so Newton's steps from there rise to the answer.
    """
    if users >= accounts.sum():
        return MOST_SHARE
    share = min(users / float((accounts * chances).sum()), MOST_SHARE)
    for _ in range(MOST_STEPS):
        unused = np.exp(chances * np.log1p(-share))
        missing = users - float((accounts * (1.0 - unused)).sum())
        slope = float((accounts * chances * unused).sum()) / (1.0 - share)
        step = missing / max(slope, 1e-300)
        share = min(share + step, MOST_SHARE)
        if step <= 1e-9 * share:
            break
    return share
