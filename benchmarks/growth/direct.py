"""Writes the segments of a case directly, as importing so many posts would leave them, in a fraction of its time."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from unisono.cases import create_case
from unisono.cases.manifest import ManifestLine, SourceRecord, append_line
from unisono.cases.segments import write_segment
from unisono.model.tables import POSTS, TIME, conform

FIRST_ROW = 2
"""The line of a table that holds its first post."""


def write_case(folder: Path, parts: Iterable[pl.DataFrame]) -> int:
    """Create a case of reposts (object, account, at) without looking for duplicates; return the number of posts."""
    case = create_case(folder)
    (case.path / "segments").mkdir(exist_ok=True)
    source = SourceRecord("made by benchmarks/growth", hashlib.sha256(folder.name.encode()).hexdigest(), "coortweet")
    stored = 0
    for number, part in enumerate(parts, start=1):
        name = f"segments/{number:06d}-posts.parquet"
        written = write_segment(case.path / name, posts_of(part, stored, source.sha256))
        line = ManifestLine(
            segment=number, append=1, at=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            source=source, tables={"posts": name}, rows={"posts": part.height}, bytes={"posts": written.bytes},
            sha256={"posts": written.sha256}, read=part.height, stored=part.height,
        )  # fmt: skip
        append_line(case.path / "manifest.jsonl", line)
        stored += part.height
    return stored


def posts_of(part: pl.DataFrame, before: int, source_sha256: str) -> pl.DataFrame:
    """Return acts as POSTS: reposts of objects, whose ids go on from those before."""
    made = part.with_row_index("row", offset=before).select(
        pl.lit("unknown").alias("platform"),
        pl.concat_str(pl.lit("c"), "row").alias("post_id"),
        pl.concat_str(pl.lit("a"), "account").alias("account_id"),
        pl.from_epoch("at").cast(TIME).alias("created_at"),
        pl.lit("second").alias("created_at_precision"),
        pl.lit("repost").alias("kind"),
        pl.concat_str(pl.lit("o"), "object").alias("ref_post_id"),
        pl.lit(source_sha256).alias("source_sha256"),
        (pl.col("row").cast(pl.Int64) + FIRST_ROW).alias("source_row"),
    )
    return conform(made, POSTS)
