"""Edited posts in wide rows: each version is an observation of one post, named and dated by its first version."""

import polars as pl

from unisono.model.clocks_in_ids import snowflake_times
from unisono.model.tables import TIME, VERSIONS, conform

PREFIXES = ("", "original_", "quoted_")
NAMED_ELSEWHERE = ("in_reply_to_post", "thread_id", "original_id", "quoted_id")


def name_by_first_versions(wide: pl.DataFrame) -> pl.DataFrame:
    """Return the rows under the first ids of their posts.

    `history` lists the ids of all versions, oldest first, and `first_id` names the first one; either may be null, and
    both may have a prefix. A version is as old as its post: the time inside the first id. What the rows answer, quote
    or repost goes by the first id too, as far as the rows tell it.
    """
    first_ids = {prefix: _first_id(prefix) for prefix in PREFIXES}
    known = wide.select(
        pl.struct(pl.col(f"{prefix}id").alias("version"), first.alias("first")).alias(prefix or "own")
        for prefix, first in first_ids.items()
    )
    versions = pl.concat([known[name].struct.unnest() for name in known.columns])
    versions = versions.filter(pl.col("first") != pl.col("version")).unique("version", keep="first")
    if versions.is_empty():
        return wide
    old, new = versions["version"], versions["first"]
    wide = wide.with_columns(
        date_by_first(wide[f"{prefix}id"], wide[f"{prefix}created_at"], versions) for prefix in PREFIXES
    )
    named = ("id", *NAMED_ELSEWHERE)
    return wide.with_columns(pl.col(name).replace(old, new) for name in named if name in wide.columns)


def _first_id(prefix: str) -> pl.Expr:
    """Return what names the first version of a post; null where nothing is said."""
    history = pl.col(f"{prefix}history")
    return pl.coalesce(f"{prefix}first_id", pl.when(history.list.len() > 1).then(history.list.first()))


def date_by_first(ids: pl.Series, times: pl.Series, versions: pl.DataFrame) -> pl.Series:
    """Return when each post was first written: the time in its first id, where it is a later version, else its own.

    versions: (version, first) of ids that are not the first themselves.
    """
    first = ids.replace_strict(versions["version"], versions["first"], default=None, return_dtype=pl.String)
    at = snowflake_times(first).cast(TIME).dt.truncate("1s")
    return at.fill_null(times).alias(times.name)


def versions_of(histories: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return VERSIONS, the later ids of edited posts. histories: `history` (ids, oldest first, or null), `source_row`.

    `first_id` and `id` may be beside it: where a post's own id is not its first one, it is a later one, too.
    """
    known = histories.filter(pl.col("history").list.len() > 1)
    pairs = [
        known.select(
            pl.col("history").list.first().alias("post_id"), pl.col("history").alias("version_id"), "source_row"
        ).explode("version_id")
    ]
    if "first_id" in histories.columns:
        pairs.append(
            histories.select(pl.col("first_id").alias("post_id"), pl.col("id").alias("version_id"), "source_row")
        )
    later = pl.concat(pairs).drop_nulls(["post_id", "version_id"]).filter(pl.col("post_id") != pl.col("version_id"))
    later = later.unique(["post_id", "version_id"], keep="first", maintain_order=True)
    return conform(later.with_columns(platform=pl.lit("twitter"), source_sha256=pl.lit(sha256)), VERSIONS)


def versions_of_wide(wide: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return VERSIONS of wide rows and of the posts nested in them; see name_by_first_versions for their columns."""
    names = ("id", "first_id", "history")
    told = [
        wide.select(*(pl.col(f"{prefix}{name}").alias(name) for name in names), "source_row") for prefix in PREFIXES
    ]
    return versions_of(pl.concat(told), sha256)
