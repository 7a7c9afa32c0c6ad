"""What some accounts use most, day by day: posts, accounts, the share of the five busiest, and the rank."""

import numpy as np
import polars as pl

from unisono.dossiers.watchlist.leave_one_out import RankedUses, rank_ranges

TOP = 10
"""Ranks that count as being on top."""

BUSIEST = 5

RANKING = pl.Schema(
    {
        "day": pl.Date(),
        "kind": pl.String(),
        "item": pl.String(),
        "rank": pl.Int64(),  # 1 is the first of its day and kind
        "posts": pl.Int64(),
        "accounts": pl.Int64(),
        "top5_share": pl.Float64(),  # of the posts, by the five accounts that used it most
        "rank_low": pl.Int64(),  # best rank with all accounts, or with any one of them left out
        "rank_high": pl.Int64(),  # worst rank of these
        "days_in_top10": pl.Int64(),  # of all days
    }
)


def rank_uses(uses: pl.DataFrame, accounts: int) -> pl.DataFrame:
    """Return RANKING of what accounts used (USES of theirs alone), by day, kind and rank.

    Most posts first; ties by accounts, then alphabetically. The range over leaving out each of the `accounts` on the
    list is null for a list of one. An item that nobody else uses comes behind all others without its account.
    """
    keys = ["day", "kind", "item"]
    by_account = uses.group_by(*keys, "account").agg(pl.len().cast(pl.Int64).alias("count"))
    counts = by_account.group_by(keys).agg(
        pl.col("count").sum().alias("posts"),
        pl.len().cast(pl.Int64).alias("accounts"),
        (pl.col("count").top_k(BUSIEST).sum() / pl.col("count").sum()).alias("top5_share"),
    )
    ranked = ranked_by_posts(counts, ["day", "kind"]).with_row_index("row")
    low, high = _ranges(ranked, by_account) if accounts > 1 else (None, None)
    return (
        ranked.with_columns(
            pl.Series("rank_low", low, dtype=pl.Int64) if low is not None else pl.lit(None, pl.Int64).alias("rank_low"),
            pl.Series("rank_high", high, dtype=pl.Int64)
            if high is not None
            else pl.lit(None, pl.Int64).alias("rank_high"),
            (pl.col("rank") <= TOP).sum().over("kind", "item").cast(pl.Int64).alias("days_in_top10"),
        )
        .select(RANKING.names())
        .cast(RANKING)
    )


def ranked_by_posts(counts: pl.DataFrame, within: list[str]) -> pl.DataFrame:
    """Return counts (with item, posts and accounts) with their `rank` within these columns, in order of it."""
    ordered = counts.sort(*within, "posts", "accounts", "item", descending=[*[False] * len(within), True, True, False])
    return ordered.with_columns((pl.int_range(pl.len()).over(within) + 1).cast(pl.Int64).alias("rank"))


def _ranges(ranked: pl.DataFrame, by_account: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the best and the worst rank of each row, with all accounts or one of them left out."""
    group = ranked.select(pl.struct("day", "kind").rle_id())["day"].to_numpy().astype(np.int64)
    names = ranked["item"].rank("dense").to_numpy().astype(np.int64)
    placed = by_account.join(ranked.select("row", "day", "kind", "item"), on=["day", "kind", "item"])
    return rank_ranges(
        RankedUses(
            group=group,
            posts=ranked["posts"].to_numpy(),
            accounts=ranked["accounts"].to_numpy(),
            names=names,
            row=placed["row"].to_numpy().astype(np.int64),
            account=placed["account"].rank("dense").to_numpy().astype(np.int64),
            count=placed["count"].to_numpy(),
        )
    )
