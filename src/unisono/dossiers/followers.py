"""Accounts in no network that nevertheless repost what a network reposts, and in the same minutes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases import Case
from unisono.cases.reading_once import CaseReadOnce, keep_in_lots
from unisono.engine.growing_names import GrowingNames
from unisono.engine.tails import poisson_binomial_tails
from unisono.model.few_rows import collect_few, compact
from unisono.model.tables import TRACES
from unisono.significance.combination import false_discovery_rates
from unisono.significance.distributions import binomial_tail
from unisono.traces.by_part import PART_COLUMNS, read_traces_by_part
from unisono.traces.origins import Origins, find_origins_by_part
from unisono.traces.repost import REPOST

NEAR_SECONDS = 600
"""A repost follows a command if so near to it in time others repost the same: the widest jitter that is searched."""

FEWEST_MEMBERS = 3
"""Other members that must have reposted the same so near in time, before it looks like a command."""

FEWEST_MET = 3
FEWEST_TOGETHER = 2
LEVEL = 0.01
LENT = 2.0
"""Acts that an object borrows from all objects of the network, so that one on which hardly anybody else acted does not
explain itself."""

OUTSIDE = -1

MAY_REPOST = (pl.col("kind") == "repost") | pl.col("kind").is_null()

REPOSTS = {
    "account": pl.String(),
    "object": pl.String(),
    "author": pl.String(),
    "at": pl.Datetime("us", "UTC"),
    "origin_at": pl.Datetime("us", "UTC"),
    "post": pl.String(),
    "exact": pl.Boolean(),
}
"""One row per account and reposted post: its first repost. `exact`: the time is to the second."""

MET = {
    "account": pl.String(),
    "network": pl.Int64(),
    "acts": pl.Int64(),
    "met": pl.Int64(),
    "expected": pl.Float64(),
    "p": pl.Float64(),
}
"""How often an account (of a network, or in none) reposted the same as three members of a network in their minutes.

acts: all posts that it reposted. expected, p: what outsiders give, by the stricter of two counts; null for members.
"""


Reposts = pl.DataFrame | pl.LazyFrame
"""REPOSTS of a case, in memory or in files; those of one post in order of time."""


def read_all_reposts(case: Case) -> pl.DataFrame:
    """Return REPOSTS of a case, in order of time."""
    return _first_reposts_of(case, _origins_of(case))


def keep_reposts(case: Case) -> pl.LazyFrame:
    """Return REPOSTS of a case, those of one post in order of time; of a case that is read once in files beside it."""
    if not isinstance(case, CaseReadOnce):
        return read_all_reposts(case).lazy()
    parts = chain([pl.DataFrame(schema=REPOSTS)], _repost_parts(case, _origins_of(case)))
    return keep_in_lots(case, "reposts", parts, by="object", finish=_first_of_each)


def read_repost_acts(case: Case) -> pl.DataFrame:
    """Return REPOSTS of a case, in order of time, with no more of an original's author and time than reposts say.

    Who reposts the same, and when, does not depend on these; finding them reads every post of the case.
    """
    return _first_reposts_of(case, Origins())


def _first_reposts_of(case: Case, origins: Origins) -> pl.DataFrame:
    """Return REPOSTS; posts are read some at a time, and what many reposts name alike is held once."""
    names = {name: GrowingNames() for name in ("account", "object", "author")}
    told = [_numbered(first_reposts(pl.DataFrame(schema=TRACES)), names)]
    told.extend(_numbered(part, names) for part in _repost_parts(case, origins))
    first = _first_of_each(pl.concat(told))
    texts = {name: own.names() for name, own in names.items()}
    return first.with_columns(text.gather(first[name]).alias(name) for name, text in texts.items()).select(*REPOSTS)


def _origins_of(case: Case) -> Origins:
    """Return what the case knows of the originals of reposts that do not say themselves when and by whom they were."""
    says = pl.col("ref_created_at").is_not_null() & (pl.col("ref_account_id") != "")
    silent = case.posts().filter(MAY_REPOST & ~says.fill_null(value=False))
    if not silent.select(pl.len()).collect().item():
        return Origins()

    def read(columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        rows = silent if "ref_post_id" in columns else case.posts()
        return rows.select(columns).collect_batches(maintain_order=True)

    known = case.references().select("platform", "post_id", "account_id", "handle", "created_at")
    return find_origins_by_part(read, known)


def _repost_parts(case: Case, origins: Origins) -> Iterator[pl.DataFrame]:
    """Yield REPOSTS of some posts at a time; an account may have reposted the same in several parts."""
    # Posts that cannot be reposts are left out before their words are read.
    reposts = case.posts().filter(MAY_REPOST)
    columns = dict.fromkeys((*PART_COLUMNS, *REPOST.columns))
    parts = reposts.select(*columns).collect_batches(maintain_order=True)
    for part in read_traces_by_part(parts, [REPOST], origins):
        yield first_reposts(part.traces[REPOST.name])


def _numbered(reposts: pl.DataFrame, names: dict[str, GrowingNames]) -> pl.DataFrame:
    """Return REPOSTS with numbers in place of these names, and texts of their own."""
    return compact(reposts.with_columns(pl.Series(name, own.number(reposts[name])) for name, own in names.items()))


def first_reposts(traces: pl.DataFrame) -> pl.DataFrame:
    """Return REPOSTS of traces of the layer repost."""
    first = _first_of_each(traces)
    return first.with_columns((~pl.col("minute_precision")).alias("exact")).select(*REPOSTS)


def _first_of_each(acts: pl.DataFrame) -> pl.DataFrame:
    return acts.sort("at", "post").unique(["account", "object"], keep="first", maintain_order=True)


@dataclass(frozen=True)
class _Acts:
    """Reposts of the posts that networks reposted, as numbers: who, which post, when (s), and in which network."""

    account: NDArray[np.int64]
    object: NDArray[np.int64]
    second: NDArray[np.int64]
    network: NDArray[np.int64]


def count_met(reposts: Reposts, members: pl.DataFrame, leave_out: Collection[str] = ()) -> pl.DataFrame:
    """Return MET: one row for each account and network that it met, and for each outsider that met none (network null).

    reposts: REPOSTS. members: account and network. leave_out: posts that do not count, such as the one looked at.
    """
    homes = members.select("account", "network").unique("account")
    counted = reposts.lazy().filter(~pl.col("object").is_in(list(leave_out))).select("account", "object", "at")
    joined = counted.join(homes.lazy(), on="account", how="left", maintain_order="left")
    acts = joined.group_by("account", "network").len("acts").with_columns(pl.col("acts").cast(pl.Int64))
    acts_of = acts.collect(engine="streaming")
    common = joined.drop_nulls("network").group_by("network", "object").len().filter(pl.col("len") >= FEWEST_MEMBERS)
    objects = common.collect(engine="streaming")["object"].unique()
    there = collect_few(joined.filter(pl.col("object").is_in(objects.implode())))
    found = [
        _met_network(there, acts_of, network) for network in members["network"].unique().sort().drop_nulls().to_list()
    ]
    met = pl.concat([pl.DataFrame(schema=MET), *found])
    silent = acts_of.filter(pl.col("network").is_null()).join(met, on="account", how="anti")
    return pl.concat([met, _as_met(silent)])


def _as_met(outsiders: pl.DataFrame) -> pl.DataFrame:
    return outsiders.select(
        "account",
        pl.lit(None, dtype=pl.Int64).alias("network"),
        "acts",
        pl.lit(0, dtype=pl.Int64).alias("met"),
        pl.lit(0.0).alias("expected"),
        pl.lit(1.0).alias("p"),
    )


def _met_network(reposts: pl.DataFrame, acts_of: pl.DataFrame, network: int) -> pl.DataFrame:
    """Return MET rows of members of this network and of outsiders that met it."""
    own = pl.col("network") == network
    common = reposts.filter(own).group_by("object").len().filter(pl.col("len") >= FEWEST_MEMBERS)
    there = reposts.filter(own | pl.col("network").is_null()).join(common, on="object", how="semi")
    if there.is_empty():
        return pl.DataFrame(schema=MET)
    near = _near_members(there, network)
    told = there.with_columns(pl.Series("near", near))
    inside = told.filter(own).group_by("account").agg(pl.col("near").sum().cast(pl.Int64).alias("met"))
    members = (
        acts_of.filter(own)
        .join(inside, on="account")
        .with_columns(pl.lit(None, dtype=pl.Float64).alias("expected"), pl.lit(None, dtype=pl.Float64).alias("p"))
    )
    outside = _judge(told.filter(pl.col("network").is_null()), acts_of.filter(pl.col("network").is_null()))
    named = outside.with_columns(pl.lit(network, dtype=pl.Int64).alias("network"))
    return pl.concat([members.select(*MET), named.select(*MET)])


def _near_members(there: pl.DataFrame, network: int) -> NDArray[np.bool_]:
    """Say of each repost whether three other members reposted the same post within the reach: bool (reposts)."""
    numbers = there["object"].rank("dense").to_numpy().astype(np.int64)
    seconds = there["at"].dt.epoch("s").to_numpy()
    span = int(seconds.max() - seconds.min()) + 2 * NEAR_SECONDS + 2
    moments = numbers * span + (seconds - seconds.min())
    inside = (there["network"] == network).fill_null(value=False).to_numpy()
    of_members = np.sort(moments[inside])
    around = np.searchsorted(of_members, moments + NEAR_SECONDS, "right")
    around -= np.searchsorted(of_members, moments - NEAR_SECONDS, "left")
    return np.asarray(around - inside >= FEWEST_MEMBERS)


def count_company(reposts: Reposts, accounts: pl.Series, leave_out: Collection[str] = ()) -> pl.DataFrame:
    """Return account and met of those of these accounts that keep company with others of them.

    met: posts, beside those left out, that it reposted within ten minutes of three others of these accounts. That is
    what a network unseen would do, and what readers of one newspaper do as well: it bounds, it accuses nobody.
    """
    wanted = pl.col("account").is_in(accounts.implode()) & ~pl.col("object").is_in(list(leave_out))
    own = collect_few(reposts.lazy().filter(wanted).select("account", "object", "at"))
    common = own.group_by("object").len().filter(pl.col("len") > FEWEST_MEMBERS)
    there = own.join(common, on="object", how="semi").with_columns(pl.lit(0, dtype=pl.Int64).alias("network"))
    if there.is_empty():
        return pl.DataFrame(schema={"account": pl.String(), "met": pl.Int64()})
    near = there.filter(pl.Series(_near_members(there, 0)))
    met = near.group_by("account").agg(pl.len().cast(pl.Int64).alias("met"))
    return met.filter(pl.col("met") >= FEWEST_TOGETHER).sort("account")


def _judge(told: pl.DataFrame, acts_of: pl.DataFrame) -> pl.DataFrame:
    """Return account, acts, met, expected and p of the outsiders that met the network.

    Two counts must both be surprising. By all it does: of so many reposts, as many as outsiders' reposts fall into the
    network's minutes (binomial). By what it reposted: given which of the network's posts it reposted, each falls into
    the minutes as often as those of other outsiders who reposted the same (Poisson-binomial). The account itself is
    left out of what it is compared with.
    """
    met = told.group_by("account").agg(pl.col("near").sum().cast(pl.Int64).alias("met")).filter(pl.col("met") > 0)
    if met.is_empty():
        return pl.DataFrame(schema=MET).drop("network")
    rows = met.join(acts_of.select("account", "acts"), on="account").sort("account")
    all_acts, all_near = int(acts_of["acts"].sum()), int(told["near"].sum())
    acts, own = rows["acts"].to_numpy(), rows["met"].to_numpy()
    rate = np.minimum(1.0, (all_near - own + 1) / np.maximum(1, all_acts - acts + 1))
    by_acts = binomial_tail(own, acts, rate)
    chances, start = _chances_by_object(told.join(rows, on="account", how="semi"), told)
    by_objects = poisson_binomial_tails(chances, start, own.astype(np.int64))
    given = np.add.reduceat(chances, start[:-1])
    return rows.with_columns(
        pl.Series("expected", np.maximum(acts * rate, given)), pl.Series("p", np.maximum(by_acts, by_objects))
    )


def _chances_by_object(own: pl.DataFrame, told: pl.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return for each act of these accounts, account by account, how often that of another outsider is near.

    The second array says where each account's begin, and where the last one's end.
    """
    by_object = told.group_by("object").agg(pl.len().alias("others"), pl.col("near").sum().alias("others_near"))
    by_account = own.group_by("account").agg(pl.len().alias("its"), pl.col("near").sum().alias("its_near"))
    ordered = own.join(by_object, on="object").join(by_account, on="account").sort("account", "object")
    counts = {name: ordered[name].to_numpy().astype(np.float64) for name in ("near", "others", "others_near")}
    its, its_near = ordered["its"].to_numpy(), ordered["its_near"].to_numpy()
    pooled = (float(told["near"].sum()) - its_near + 1.0) / (told.height - its + 2.0)
    chances = (counts["others_near"] - counts["near"] + LENT * pooled) / (counts["others"] - 1.0 + LENT)
    sizes = ordered.group_by("account", maintain_order=True).len()["len"].to_numpy()
    return np.minimum(1.0, chances), np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def followers_of(met: pl.DataFrame, accounts: pl.Series) -> pl.DataFrame:
    """Return the MET rows, with `q`, of those of these accounts that significantly follow a network.

    Controlled over all of these accounts that are in no network; of several networks, the one most closely followed.
    """
    outside = met.filter(pl.col("p").is_not_null() & pl.col("account").is_in(accounts.implode()))
    closest = outside.sort("p", "account", "network").unique("account", keep="first", maintain_order=True)
    tried = max(1, outside["network"].drop_nulls().n_unique())
    tails = np.minimum(1.0, closest["p"].to_numpy() * tried)
    rated = closest.with_columns(pl.Series("q", false_discovery_rates(tails, closest.height)))
    return rated.filter((pl.col("q") <= LEVEL) & (pl.col("met") >= FEWEST_MET)).sort("account")
