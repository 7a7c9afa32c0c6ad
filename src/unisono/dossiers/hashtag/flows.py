"""How much every hashtag or link of a case was used, by how many, and how concentrated that is."""

import polars as pl

from unisono.dossiers.hashtag.ctm import MOST_ACTIVE
from unisono.model.tables import TIME

TOP_TEN = 10

FLOWS: dict[str, pl.DataType] = {
    "object": pl.String(),
    "posts": pl.Int64(),
    "accounts": pl.Int64(),
    "posts_per_account": pl.Float64(),
    "reposts": pl.Int64(),
    "repost_share": pl.Float64(),
    "top_posts": pl.Int64(),  # by the fifty most active accounts
    "top10_share": pl.Float64(),
    "top50_share": pl.Float64(),
    "gini": pl.Float64(),
    "ctm": pl.Float64(),
    "first_at": TIME,
    "last_at": TIME,
}
"""One row per hashtag or address: a flow of posts."""


def measure_flows(uses: pl.DataFrame) -> pl.DataFrame:
    """Return the FLOWS of uses (account, post, at, kind, object), those of most posts first.

    Gini: of posts per account, 0 where all have as many (Gini 1912, in the form for sorted values).
    """
    by_account = (
        uses.group_by("object", "account")
        .agg(
            pl.len().cast(pl.Int64).alias("own"),
            (pl.col("kind") == "repost").sum().cast(pl.Int64).alias("reposts"),
            pl.col("at").min().alias("first_at"),
            pl.col("at").max().alias("last_at"),
        )
        .sort("object", "own", descending=[False, True])
    )
    own, accounts = pl.col("own"), pl.len().cast(pl.Int64)
    place = pl.int_range(accounts, 0, -1, dtype=pl.Int64)  # the most active is last, as the formula counts
    spread = (2 * place - accounts - 1).mul(own).sum() / (accounts * own.sum())
    counted = by_account.group_by("object", maintain_order=True).agg(
        own.sum().alias("posts"),
        accounts.alias("accounts"),
        pl.col("reposts").sum(),
        own.head(TOP_TEN).sum().alias("ten"),
        own.head(MOST_ACTIVE).sum().alias("top_posts"),
        spread.alias("gini"),
        pl.col("first_at").min(),
        pl.col("last_at").max(),
    )
    posts = pl.col("posts")
    shared = counted.with_columns(
        (posts / pl.col("accounts")).alias("posts_per_account"),
        (pl.col("reposts") / posts).alias("repost_share"),
        (pl.col("ten") / posts).alias("top10_share"),
        (pl.col("top_posts") / posts).alias("top50_share"),
    )
    ctm = 10 * pl.col("repost_share") + 100 * pl.col("top50_share") + pl.col("posts_per_account")
    named = shared.with_columns(ctm.alias("ctm")).select(pl.col(name).cast(kind) for name, kind in FLOWS.items())
    return named.sort("posts", "object", descending=[True, False])


def count_posts(uses: pl.DataFrame, objects: pl.Series) -> pl.DataFrame:
    """Return object, account and how many posts each account has of these objects."""
    wanted = uses.filter(pl.col("object").is_in(objects.implode()))
    return wanted.group_by("object", "account").agg(pl.len().cast(pl.Int64).alias("posts"))
