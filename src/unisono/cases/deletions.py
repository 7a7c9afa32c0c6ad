"""Notices that posts are gone: kept apart from the posts, which may come before, later or never, and marked on them."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from unisono.cases.collapsing import POST_KEY
from unisono.cases.manifest import ManifestLine, read_manifest
from unisono.cases.merging import files_to_read
from unisono.cases.segments import scan_segments
from unisono.model.tables import DELETIONS


def kept_deletions(case: Path) -> pl.LazyFrame:
    """Return every notice of a case in DELETIONS columns, in append order; also of posts that it does not hold."""
    return scan_segments(files_to_read(case, read_manifest(case / "manifest.jsonl"), "deletions"), DELETIONS)


def with_deletions(posts: pl.LazyFrame, case: Path, lines: Iterable[ManifestLine]) -> pl.LazyFrame:
    """Mark the posts of which a notice in these lines of the manifest says that they were deleted."""
    notices = files_to_read(case, lines, "deletions")
    return mark_deleted(posts, scan_segments(notices, DELETIONS)) if notices else posts


def mark_deleted(posts: pl.LazyFrame, deletions: pl.LazyFrame) -> pl.LazyFrame:
    """Mark the posts of which a notice says that they were deleted; the notice is their last observation.

    A notice with another reason (its account was suspended, made private, …) says nothing of the post.
    """
    gone = (
        deletions.filter((pl.col("reason") == "deleted").fill_null(value=True))
        .group_by(POST_KEY)
        .agg(pl.col("at").min().alias("_gone_at"), pl.lit(value=True).alias("_is_gone"))
    )
    told = posts.join(gone, on=POST_KEY, how="left", maintain_order="left")
    return told.with_columns(
        pl.coalesce("_is_gone", "is_deleted").alias("is_deleted"),
        pl.max_horizontal("collected_at", "_gone_at").alias("collected_at"),
    ).drop("_gone_at", "_is_gone")
