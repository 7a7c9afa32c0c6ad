"""Accounts by platform, main language and posts: whom the members of a list are compared with."""

import polars as pl

LEAST_ACCOUNTS = 200
"""Accounts that a group is compared as; smaller ones are put together."""

UNKNOWN_LANGUAGES = ("und", "zxx", "qme", "qht", "qam", "qct", "qst", "")

PEERS = pl.Schema(
    {
        "account": pl.String(),
        "platform": pl.String(),
        "language": pl.String(),  # the commonest of its posts, as the platform says; empty where none does
        "posts": pl.Int64(),
        "group": pl.String(),
    }
)


def read_peers(acts: pl.DataFrame) -> pl.DataFrame:
    """Return PEERS of every account with posts, by name. acts: account, platform and lang of each post.

    `group` is the platform and the language where at least 200 accounts share both; smaller languages of a platform
    are one group, or belong to all of the platform where they are too few, and small platforms are one group.
    """
    language = pl.col("lang").fill_null("").str.to_lowercase()
    counted = (
        acts.with_columns(pl.when(language.is_in(UNKNOWN_LANGUAGES)).then(pl.lit("")).otherwise(language).alias("lang"))
        .group_by("account", "platform", "lang")
        .len("spoken")
        .with_columns((pl.col("lang") != "").alias("is_known"))
        .sort("account", "is_known", "spoken", "lang", descending=[False, True, True, False])
    )
    peers = counted.group_by("account", maintain_order=True).agg(
        pl.col("platform").first(),
        pl.col("lang").first().alias("language"),
        pl.col("spoken").sum().cast(pl.Int64).alias("posts"),
    )
    return _grouped(peers).select(PEERS.names()).cast(PEERS)


def _grouped(peers: pl.DataFrame) -> pl.DataFrame:
    """Add the group of each account: as narrow as 200 accounts allow."""
    named = pl.concat_str("platform", pl.lit(" "), pl.col("language"))
    narrow = peers.with_columns(
        pl.when(pl.len().over("platform", "language") >= LEAST_ACCOUNTS).then(named).alias("group")
    )
    rest = pl.col("group").is_null().sum().over("platform")
    # Where the small languages are too few to be a group of their own, nobody of the platform is set apart from them.
    merged = narrow.with_columns(
        pl.when((rest > 0) & (rest < LEAST_ACCOUNTS))
        .then(pl.col("platform"))
        .otherwise(pl.col("group").fill_null(pl.concat_str("platform", pl.lit(" other languages"))))
        .alias("group")
    )
    small = pl.len().over("platform") < LEAST_ACCOUNTS
    return merged.with_columns(pl.when(small).then(pl.lit("small platforms")).otherwise("group").alias("group"))
