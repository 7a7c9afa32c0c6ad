"""Known networks in a case: which of their accounts are there, and whether these are together again."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray

from unisono.cases import Case
from unisono.model.names import POST_NAME
from unisono.registry.describing import DescribedCase
from unisono.registry.overlap import overlap_chance
from unisono.registry.same_posts import MANY_SAME_POSTS, SAME_POSTS, share_met, shares_of_posts
from unisono.registry.tables import Registry
from unisono.significance.combination import false_discovery_rates

LEVEL = 0.01
FEWEST_TOGETHER = 2
"""One account in common is no network in common, however improbable."""

PRESENT: dict[str, pl.DataType] = {
    "known": pl.Int64(),
    "size": pl.Int64(),
    "present": pl.Int64(),  # of its members, those who published in the case
    "in_networks": pl.Int64(),  # of these, members of any network of the case
    "same_posts": pl.Float64(),  # share of the posts that the known network rests on which are in the case as well
    "accounts": pl.List(pl.String()),  # those present
}

TOGETHER: dict[str, pl.DataType] = {
    "known": pl.Int64(),
    "network": pl.Int64(),  # of the case
    "size": pl.Int64(),  # of that network
    "present": pl.Int64(),  # members of the known network in the case
    "together": pl.Int64(),  # of these, members of the case's network
    "expected": pl.Float64(),  # by chance, among accounts that post as much; null where withheld, and so are p and q
    "p": pl.Float64(),
    "q": pl.Float64(),  # over all pairs of a known network and one of the case
    "again": pl.Boolean(),  # whether the two are taken for one network: q at most LEVEL, at least FEWEST_TOGETHER
    "same_posts": pl.Float64(),  # share of the posts of either that are the other's as well
    "withheld": pl.String(),  # SAME_POSTS where the two rest on the same posts: one observation, which is not tested
    "accounts": pl.List(pl.String()),
}


@dataclass(frozen=True)
class Matches:
    """What a case has of known networks, in PRESENT and TOGETHER columns, strongest first."""

    present: pl.DataFrame
    together: pl.DataFrame


def match_networks(
    known: Registry, case: DescribedCase, held: Mapping[int, float], compared: int | None = None
) -> Matches:
    """Compare every known network with every network of the case; networks of the case itself must not be in `known`.

    Whether members are together again is judged given that they are there: the case's network may as well consist of
    any other accounts of the case that post as much. Two networks that rest on the same posts are not judged. held:
    what count_same_posts says of the known networks. compared: of how many known networks these were chosen for having
    members in the case (None: not chosen).
    """
    everybody = case.everybody
    there = known.members.select("known", "account").join(everybody, on="account")
    own = case.record.members.select("account", (-pl.col("known")).alias("network"))
    in_both = there.join(own, on="account")
    present = (
        known.networks.select("known", pl.col("size"))
        .join(_gathered(there, ["known"], "present"), on="known")
        .join(in_both.group_by("known").agg(pl.len().cast(pl.Int64).alias("in_networks")), on="known", how="left")
        .with_columns(pl.col("in_networks").fill_null(0), _shares_of(held))
    )
    possible = (compared or known.networks.height) * case.record.networks.height
    pairs = _with_same_posts(_gathered(in_both, ["known", "network"], "together"), known, case, held)
    return Matches(
        present.select(list(PRESENT)).sort("in_networks", "present", "known", descending=[True, True, False]),
        _judged(pairs, there, case, possible),
    )


def _shares_of(held: Mapping[int, float]) -> pl.Expr:
    share = pl.col("known").replace_strict(dict(held), default=None, return_dtype=pl.Float64)
    return share.alias("same_posts")


def _with_same_posts(
    pairs: pl.DataFrame, known: Registry, case: DescribedCase, held: Mapping[int, float]
) -> pl.DataFrame:
    """Return the pairs with same_posts and withheld."""
    shares = shares_of_posts(pl.concat([known.networks, case.record.networks]))
    met = [
        share_met(shares, held, number, -network) for number, network in pairs.select("known", "network").iter_rows()
    ]
    return pairs.with_columns(pl.Series("same_posts", met, pl.Float64)).with_columns(
        pl.when(pl.col("same_posts") >= MANY_SAME_POSTS).then(pl.lit(SAME_POSTS)).alias("withheld")
    )


def count_same_posts(case: Case, known: Registry) -> dict[int, float]:
    """Return for each known network the share of the posts it rests on that the case holds as well.

    It is estimated from the sample which the registry keeps of them. Where it is large, the two cases hold the same
    posts, and meeting the network again says nothing new.
    """
    kept = [
        (number, post)
        for number, posts in known.networks.select("known", "sampled_posts").iter_rows()
        for post in orjson.loads(posts or "[]")
    ]
    sampled = pl.DataFrame(kept, schema={"known": pl.Int64, "post": pl.String}, orient="row")
    held = case.posts().select(POST_NAME).join(sampled.lazy().select("post").unique(), on="post", how="semi").collect()
    shares = sampled.group_by("known").agg(pl.col("post").is_in(held["post"].implode()).mean().alias("share"))
    return {int(number): float(share) for number, share in shares.iter_rows()}


def _gathered(rows: pl.DataFrame, by: list[str], counted: str) -> pl.DataFrame:
    """Return how many accounts each group has, and which."""
    return rows.group_by(by).agg(pl.len().cast(pl.Int64).alias(counted), pl.col("account").sort().alias("accounts"))


def _judged(pairs: pl.DataFrame, there: pl.DataFrame, case: DescribedCase, possible: int) -> pl.DataFrame:
    """Return TOGETHER of the pairs that have accounts in common; those without have p = 1 and count among the tests."""
    strata = len(case.strata.accounts)
    own = case.record.members.with_columns((-pl.col("known")).alias("network"))
    members = {number: _by_stratum(own, "network", number, strata) for number in pairs["network"].unique()}
    drawn = {number: _by_stratum(there, "known", number, strata) for number in pairs["known"].unique()}
    chances = [
        overlap_chance(case.strata.accounts, members[network], drawn[known], together)
        for known, network, together in pairs.select("known", "network", "together").iter_rows()
    ]
    tails = np.array([p for _, p in chances], np.float64)
    tested = pairs["withheld"].is_null().to_numpy()
    # What is withheld is no test that was passed: it must not make the others look surer.
    rates = np.ones(len(tails))
    rates[tested] = false_discovery_rates(tails[tested], possible)
    judged = pairs.with_columns(
        pl.Series("expected", [expected for expected, _ in chances], pl.Float64),
        pl.Series("p", tails, pl.Float64),
        pl.Series("q", rates, pl.Float64),
        pl.col("known")
        .replace_strict({key: int(sum(one)) for key, one in drawn.items()}, return_dtype=pl.Int64)
        .alias("present"),
        pl.col("network")
        .replace_strict({key: int(sum(one)) for key, one in members.items()}, return_dtype=pl.Int64)
        .alias("size"),
    )
    again = (pl.col("q") <= LEVEL) & (pl.col("together") >= FEWEST_TOGETHER) & pl.col("withheld").is_null()
    told = [pl.when(pl.col("withheld").is_null()).then(name).alias(name) for name in ("expected", "p", "q")]
    kept = judged.with_columns(again.alias("again"), *told).select(list(TOGETHER))
    return kept.sort("p", "known", "network", nulls_last=True)


def _by_stratum(rows: pl.DataFrame, column: str, number: int, strata: int) -> NDArray[np.int64]:
    """Return how many accounts of one network are in each stratum."""
    own = rows.filter(pl.col(column) == number)["stratum"].drop_nulls()
    return np.bincount(own.to_numpy(), minlength=strata).astype(np.int64)
