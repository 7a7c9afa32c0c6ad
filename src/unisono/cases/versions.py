"""The ids that later versions of edited posts have: each post goes by the id of its first one."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from unisono.cases.manifest import read_manifest
from unisono.cases.merging import files_to_read
from unisono.cases.segments import scan_segments
from unisono.model.tables import VERSIONS


def kept_versions(case: Path) -> pl.LazyFrame:
    """Return every later version of a case in VERSIONS columns, in append order."""
    return scan_segments(files_to_read(case, read_manifest(case / "manifest.jsonl"), "versions"), VERSIONS)


def posts_of_versions(case: Path, ids: Sequence[str]) -> list[str]:
    """Return the posts (platform:id) of which one of these, bare or as platform:id, is a later version."""
    named = pl.concat_str("platform", pl.lit(":"), "version_id")
    found = kept_versions(case).filter(pl.col("version_id").is_in(ids) | named.is_in(ids))
    posts = found.select(pl.concat_str("platform", pl.lit(":"), "post_id").alias("post")).unique().collect()
    return sorted(posts["post"])
