"""Posts with an account and a time, in the columns that every layer starts from."""

from collections.abc import Iterable

import polars as pl

from unisono.engine.numbering import are_distinct
from unisono.model.tables import POSTS, TRACES

ACT_COLUMNS = ("account", "post", "at", "minute_precision", "platform", "kind")
"""What every act has: ids as `platform:id`, and `kind` never null."""

UNKNOWN_PLATFORM = "unknown"

_PREFIX = (pl.col("platform"), pl.lit(":"))


def read_acts(posts: pl.DataFrame | pl.LazyFrame, columns: Iterable[str]) -> pl.DataFrame:
    """Return one row per post that has an account and a time, with ACT_COLUMNS and these columns of POSTS."""
    wanted = [name for name in columns if name not in ("platform", "kind")]
    source = conform_posts(posts)
    prefix = name_prefix(posts) if isinstance(posts, pl.DataFrame) else _PREFIX
    return (
        source.with_columns(pl.col("platform").fill_null(UNKNOWN_PLATFORM))
        .filter(pl.col("account_id").is_not_null() & (pl.col("account_id") != "") & pl.col("created_at").is_not_null())
        .select(
            pl.concat_str(*prefix, "account_id").alias("account"),
            pl.concat_str(*prefix, filled("post_id")).alias("post"),
            pl.col("created_at").alias("at"),
            (pl.col("created_at_precision").fill_null("second") != "second").alias("minute_precision"),
            pl.col("platform"),
            _kind().alias("kind"),
            *wanted,
        )
        .collect()
    )


def name_prefix(posts: pl.DataFrame) -> tuple[pl.Expr, ...]:
    """Return what stands before the id in `platform:id`: one constant where all posts are of one platform."""
    platforms = posts["platform"] if "platform" in posts.columns else pl.Series([], dtype=pl.String)
    if platforms.is_empty() or platforms[0] is None or not platforms.eq_missing(platforms[0]).all():
        return _PREFIX
    return (pl.lit(f"{platforms[0]}:"),)


def conform_posts(posts: pl.DataFrame | pl.LazyFrame) -> pl.LazyFrame:
    """Return the posts lazily with every column of POSTS, the missing ones null."""
    lazy = posts.lazy()
    present = set(lazy.collect_schema().names())
    return lazy.select(
        pl.col(name).cast(kind) if name in present else pl.lit(None, dtype=kind).alias(name)
        for name, kind in POSTS.items()
    )


def filled(column: str) -> pl.Expr:
    """Return the column with empty strings as null, because an empty object is no object."""
    return pl.when(pl.col(column) != "").then(pl.col(column))


def as_traces(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows in TRACES columns, in their order, without null objects; exact duplicates count once."""
    given = rows.lazy()
    for name in ("origin_at", "author"):
        if name not in rows.columns:
            given = given.with_columns(pl.lit(None, dtype=TRACES[name]).alias(name))
    named = (
        given.select(pl.col(name).cast(kind) for name, kind in TRACES.items())
        .filter(pl.col("object").is_not_null() & (pl.col("object") != ""))
        .collect()
    )
    # Where every trace has a post of its own, none repeats another.
    if are_distinct(named["post"]):
        return named
    return named.unique(subset=["account", "object", "at", "post"], keep="first", maintain_order=True)


def _kind() -> pl.Expr:
    manual_repost = pl.col("text").str.contains(r"^\s*RT @\w")
    return (
        pl.when(pl.col("kind").is_not_null())
        .then(pl.col("kind"))
        .when(manual_repost)
        .then(pl.lit("repost"))
        .otherwise(pl.lit("post"))
    )
