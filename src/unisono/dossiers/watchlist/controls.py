"""Control lists: as many other accounts of the case, as alike in platform, language and activity as can be had."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.dossiers.watchlist.ranking import ranked_by_posts
from unisono.model.counting import counted

Int64 = NDArray[np.int64]

LISTS = 20
NEIGHBOURS = 50
"""Accounts nearest in activity from which each member's counterpart is drawn."""

SEED = 0

CONTROL_RANKS = pl.Schema(
    {
        "day": pl.Date(),
        "kind": pl.String(),
        "item": pl.String(),
        "control_rank": pl.Float64(),  # mean over the control lists; null where none of them used it
        "control_low": pl.Int64(),
        "control_high": pl.Int64(),
        "control_lists": pl.Int64(),  # lists that used it
    }
)


@dataclass(frozen=True)
class Controls:
    """The control lists. accounts: list (from 0) and account. members: those with posts, so the size of each list.

    same_language: the share of counterparts of a member's platform and known language. member_posts, control_posts:
    medians. cannot_say: why there are none, else None.
    """

    accounts: pl.DataFrame
    lists: int
    members: int
    seed: int
    same_language: float | None = None
    member_posts: float | None = None
    control_posts: float | None = None
    cannot_say: str | None = None


def draw_controls(peers: pl.DataFrame, members: pl.Series, *, lists: int = LISTS, seed: int = SEED) -> Controls:
    """Return control lists for members (platform:id) of a case. peers: PEERS; the same seed draws the same lists.

    Each member with posts has one counterpart on each list: one of the 50 other accounts of its platform and language
    that are nearest in posts, or of its platform, or of all, where too few speak its language.
    """
    own = peers.filter(pl.col("account").is_in(members.implode())).sort("account")
    others = peers.filter(~pl.col("account").is_in(members.implode())).sort("posts", "account")
    nobody = pl.DataFrame(schema={"list": pl.Int64, "account": pl.String})
    if not own.height or others.height < own.height:
        few = (
            f"cannot say: {counted(others.height, 'other account')} for {counted(own.height, 'member')} with posts, "
            "and each needs one of its own"
            if own.height
            else "cannot say: no member has a post in this case"
        )
        return Controls(nobody, 0, own.height, seed, cannot_say=few)
    draws, same = _draw(own, others, lists, np.random.default_rng(seed))
    drawn = others["account"].gather(draws.ravel())
    numbers = np.repeat(np.arange(lists), own.height)
    return Controls(
        accounts=pl.DataFrame({"list": pl.Series(numbers, dtype=pl.Int64), "account": drawn}),
        lists=lists,
        members=own.height,
        seed=seed,
        same_language=float(same.mean()),
        member_posts=float(np.median(own["posts"].to_numpy())),
        control_posts=float(np.median(others["posts"].to_numpy()[draws])),
    )


def _draw(
    own: pl.DataFrame, others: pl.DataFrame, lists: int, rng: np.random.Generator
) -> tuple[Int64, NDArray[np.bool_]]:
    """Return (lists, members) rows of `others`, none twice on a list, and which members had their language's pool."""
    pools = _pools(own, others)
    posts, wanted = others["posts"].to_numpy(), own["posts"].to_numpy()
    draws = np.empty((lists, own.height), np.int64)
    for number in range(lists):
        taken = np.zeros(others.height, np.bool_)
        for member in rng.permutation(own.height).tolist():
            pool = pools[member][0]
            chosen = _nearest_free(pool, posts, int(wanted[member]), taken, rng)
            if chosen < 0:
                chosen = _nearest_free(np.arange(others.height), posts, int(wanted[member]), taken, rng)
            taken[chosen] = True
            draws[number, member] = chosen
    is_known = (own["language"] != "").to_numpy()
    return draws, np.array([is_same for _, is_same in pools]) & is_known


def _pools(own: pl.DataFrame, others: pl.DataFrame) -> list[tuple[Int64, bool]]:
    """Return for each member the rows it can be matched with, by posts, and whether they speak its language."""
    rows = others.with_row_index("row").select(pl.col("row").cast(pl.Int64), "platform", "language")
    by_language = {
        key: part["row"].to_numpy() for key, part in rows.partition_by("platform", "language", as_dict=True).items()
    }
    by_platform = {key: part["row"].to_numpy() for key, part in rows.partition_by("platform", as_dict=True).items()}
    needed: dict[tuple[str, str], int] = {}
    for platform, language in own.select("platform", "language").iter_rows():
        needed[platform, language] = needed.get((platform, language), 0) + 1
    nothing = np.zeros(0, np.int64)
    pools = []
    for platform, language in own.select("platform", "language").iter_rows():
        narrow = by_language.get((platform, language), nothing)
        if len(narrow) >= max(needed[platform, language], 1):
            pools.append((narrow, True))
            continue
        wide = by_platform.get((platform,), nothing)
        pools.append((wide if len(wide) else np.arange(others.height), False))
    return pools


def _nearest_free(pool: Int64, posts: Int64, wanted: int, taken: NDArray[np.bool_], rng: np.random.Generator) -> int:
    """Return one of the nearest rows of a pool (in order of posts) that is free; -1 where all are taken."""
    place = int(np.searchsorted(posts[pool], wanted))
    reach = NEIGHBOURS // 2
    while True:
        near = pool[max(place - reach, 0) : place + reach]
        free = near[~taken[near]]
        if len(free):
            return int(free[rng.integers(len(free))])
        if reach >= len(pool):
            return -1
        reach *= 2


def rank_in_controls(uses: pl.DataFrame, controls: Controls, wanted: pl.DataFrame) -> pl.DataFrame:
    """Return CONTROL_RANKS of the wanted rows (day, kind, item). uses: USES of the case.

    On a list that used other things of the kind that day but not this, its rank is the one behind them; lists that used
    nothing of the kind that day say nothing.
    """
    keys = ["day", "kind", "item"]
    own = uses.join(controls.accounts.select("account").unique(), on="account", how="semi")
    # Numbers in alphabetical order stand for the things: texts would be compared for every list anew.
    things = pl.concat([own.select(keys), wanted.select(keys)]).unique().sort("item", "kind", "day")
    numbered = things.with_row_index("thing").with_columns(pl.struct("day", "kind").rank("dense").alias("of"))
    counts = (
        own.join(numbered, on=keys)
        .group_by("account", pl.col("thing").alias("item"), "of")
        .agg(pl.len().alias("times"))
        .join(controls.accounts, on="account")
        .group_by("list", "of", "item")
        .agg(pl.col("times").sum().alias("posts"), pl.len().alias("accounts"))
    )
    ranks = ranked_by_posts(counts, ["list", "of"]).select("list", "item", "of", "rank")
    behind = ranks.group_by("list", "of").agg((pl.len() + 1).cast(pl.Int64).alias("behind"))
    asked = wanted.select(keys).join(numbered, on=keys).select(pl.col("thing").alias("item"), "of")
    placed = asked.join(behind, on="of").join(ranks.drop("of"), on=["list", "item"], how="left")
    rank = pl.col("rank").fill_null(pl.col("behind"))
    ranked = placed.group_by("item").agg(
        rank.mean().alias("control_rank"),
        rank.min().alias("control_low"),
        rank.max().alias("control_high"),
        pl.col("rank").is_not_null().sum().alias("control_lists"),
    )
    told = ranked.rename({"item": "thing"}).join(numbered, on="thing")
    used = pl.col("control_lists") > 0
    names = ("control_rank", "control_low", "control_high")
    kept = told.with_columns(pl.when(used).then(pl.col(name)).alias(name) for name in names)
    return kept.select(CONTROL_RANKS.names()).cast(CONTROL_RANKS)
