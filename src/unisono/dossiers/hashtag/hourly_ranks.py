"""The rank of every tag among the tags of a case, hour by hour."""

import polars as pl

TOP = 10


def hourly_ranks(uses: pl.DataFrame) -> pl.DataFrame:
    """Return hour, tag, posts, accounts, rank and tags (used in that hour), in order of hour and rank.

    uses: tag, account, at: one row per post and tag. Rank 1 has most accounts, then most posts, then comes first in the
    alphabet: accounts, so that one busy account does not lead. Uses without a time are left out. This is a rank within
    what was collected, never what a platform showed as a trend.
    """
    hours = (
        uses.drop_nulls("at")
        .group_by(pl.col("at").dt.truncate("1h").alias("hour"), "tag")
        .agg(pl.len().cast(pl.Int64).alias("posts"), pl.col("account").n_unique().cast(pl.Int64).alias("accounts"))
        .sort("hour", "accounts", "posts", "tag", descending=[False, True, True, False])
    )
    return hours.with_columns(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("hour").alias("rank"),
        pl.len().over("hour").cast(pl.Int64).alias("tags"),
    )


def best_hours(ranks: pl.DataFrame, tag: str) -> dict[str, object]:
    """Return the best rank of a tag, the first hour that had it, and in how many hours it was among the first ten."""
    own = ranks.filter(pl.col("tag") == tag)
    if own.is_empty():
        return {"best_rank": None, "best_at": None, "of_tags": None, "hours_in_top10": 0, "hours_used": 0}
    best = own.sort("rank", "hour").row(0, named=True)
    return {
        "best_rank": best["rank"],
        "best_at": best["hour"],
        "of_tags": best["tags"],
        "hours_in_top10": own.filter(pl.col("rank") <= TOP).height,
        "hours_used": own.height,
    }
