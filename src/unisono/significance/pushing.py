"""Which hashtags more members of networks use than chance gives, going by everybody else and by how much they post."""

from collections.abc import Iterator
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
    "network": pl.Int64(),  # the one whose members are compared with chance; null: the members of all
    "pushers": pl.Int64(),  # its members that used it
    "expected": pl.Float64(),  # how many of them chance gives
    "p": pl.Float64(),
    "q": pl.Float64(),
}

EVERY_NETWORK = None
"""Stands for the members of all networks together."""


@dataclass(frozen=True)
class Pushing:
    """One row an object with RATED columns, and how many objects were tested; expected counts members' accounts."""

    rated: pl.DataFrame
    tested: int


def rate_pushing(uses: pl.DataFrame, members: pl.DataFrame) -> Pushing:
    """Return for each tag or link whether more members of networks used it than chance gives.

    uses: account, post and object, one row a post and object. members: account (platform:id) and network. An account
    that used others a - 1 times has a chances to use this one, each of which it takes as often as everybody outside the
    networks does (1 - (1 - f)^a, f fitted to how many outsiders used it, one more counted). The members of all networks
    are tested together, and those of each network of which three or more used it: a network with a tag of its own must
    not drown among the others. p is the smallest Poisson tail of the members that did, times the tests of the object; q
    is of Benjamini and Hochberg over all objects of ten posts and three accounts. Those that few members used, or of
    whose posts they wrote less than a twentieth, have p = 1.
    """
    by_account = uses.group_by("object", "account").agg(pl.len().cast(pl.Int64).alias("uses"))
    return rate_users(by_account, members)


def rate_users(by_account: pl.DataFrame, members: pl.DataFrame) -> Pushing:
    """Return rate_pushing of object, account and uses, one row for each two; both may be numbers in place of names.

    Numbers must be in the order of the names; `object` of what is returned is then a number as well.
    """
    homes = members.select("account", "network").unique("account", keep="first", maintain_order=True)
    by_account = by_account.join(homes, on="account", how="left")
    inside = pl.col("network").is_not_null()
    counted = (
        by_account.group_by("object")
        .agg(
            pl.col("uses").sum().alias("posts"),
            pl.len().cast(pl.Int64).alias("accounts"),
            pl.col("uses").filter(inside).sum().alias("member_posts"),
            inside.sum().cast(pl.Int64).alias("member_accounts"),
        )
        .sort("posts", "object", descending=[True, False])
    )
    is_tested = (pl.col("posts") >= FEWEST_POSTS) & (pl.col("accounts") >= FEWEST_ACCOUNTS)
    tested = counted.filter(is_tested).height
    enough = (pl.col("member_accounts") >= FEWEST_MEMBERS) & (pl.col("member_posts") >= LEAST_SHARE * pl.col("posts"))
    judged = _judge(counted.filter(is_tested & enough), by_account, tested)
    joined = counted.join(judged, on="object", how="left", maintain_order="left")
    filled = joined.with_columns(
        pl.when(is_tested).then(pl.col(name).fill_null(1.0)).alias(name) for name in ("p", "q")
    )
    kinds = {name: kind for name, kind in RATED.items() if name != "object"}
    return Pushing(filled.select("object", *(pl.col(name).cast(kind) for name, kind in kinds.items())), tested)


def _judge(likely: pl.DataFrame, by_account: pl.DataFrame, tested: int) -> pl.DataFrame:
    """Return object, network, pushers, expected, p and q of the strongest test of each object."""
    totals = by_account.group_by("account").agg(pl.col("uses").sum().alias("all"), pl.col("network").first())
    numbered = likely.select("object").with_row_index("place")
    used = by_account.join(numbered, on="object").join(totals.select("account", "all"), on="account")
    used = used.sort("place", "network", "account")
    outside = pl.col("network").is_null()
    shares = _shares(used.filter(outside), totals.filter(outside), likely.height)
    tests = [_test(used.filter(~outside), totals.filter(~outside), shares, EVERY_NETWORK)]
    for network in used["network"].drop_nulls().unique().sort():
        own = pl.col("network") == network
        tests.append(_test(used.filter(own), totals.filter(own), shares, network))
    every = pl.concat(tests)
    strongest = (
        every.with_columns((pl.col("tail") * pl.len().over("place")).clip(upper_bound=1.0).alias("p"))
        .sort("place", "tail", "network", nulls_last=False)
        .unique("place", keep="first", maintain_order=True)
    )
    rates = false_discovery_rates(strongest["p"].to_numpy(), tested)
    named = strongest.with_columns(pl.Series("q", rates, dtype=pl.Float64))
    return numbered.join(named, on="place", maintain_order="left").drop("place", "tail")


def _test(used: pl.DataFrame, totals: pl.DataFrame, shares: Float64, network: int | None) -> pl.DataFrame:
    """Return place, network, pushers, expected and tail of the objects that three or more of these members used."""
    everybody = _tally(totals["all"] + 1)
    rows = []
    for place, total, uses in _of_each(used, len(shares)):
        if len(total) >= FEWEST_MEMBERS:
            chances, accounts = _without(everybody, total, uses)
            expected = float((accounts * -np.expm1(chances * np.log1p(-shares[place]))).sum())
            rows.append((place, network, len(total), expected))
    schema = {"place": pl.UInt32, "network": pl.Int64, "pushers": pl.Int64, "expected": pl.Float64}
    table = pl.DataFrame(rows, schema=schema, orient="row")
    tails = poisson_tail(table["pushers"].cast(pl.Int32).to_numpy(), table["expected"].to_numpy())
    return table.with_columns(pl.Series("tail", tails, dtype=pl.Float64))


def _shares(used: pl.DataFrame, totals: pl.DataFrame, objects: int) -> Float64:
    """Return how often outsiders take a chance to use each object, one more user counted."""
    everybody = _tally(totals["all"] + 1)
    return np.array(
        [_fit_share(*_without(everybody, total, uses), len(total) + 1.0) for _, total, uses in _of_each(used, objects)],
        dtype=np.float64,
    )


def _of_each(used: pl.DataFrame, objects: int) -> Iterator[tuple[int, Float64, Float64]]:
    """Return of each object its place, and of those who used it their uses of all objects, one more, and of this."""
    places, total = used["place"].to_numpy(), used["all"].to_numpy() + 1.0
    uses = used["uses"].to_numpy().astype(np.float64)
    starts = np.searchsorted(places, np.arange(objects + 1))
    for place, (begin, end) in enumerate(pairwise(starts.tolist())):
        yield place, total[begin:end], uses[begin:end]


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
