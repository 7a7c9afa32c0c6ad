"""Delete notices of Twitter's streams: `{"delete": {"status": {"id_str": …, "user_id_str": …}, "timestamp_ms": …}}`."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import polars as pl

from unisono.engine.json_lines import Chunk
from unisono.importers.json_files.halved_characters import load_object
from unisono.importers.json_files.unread_lines import STREAM_NOTICES
from unisono.importers.times import read_times
from unisono.model.batches import Batch
from unisono.model.tables import DELETIONS, conform

NOTICE = STREAM_NOTICES["delete"]


def with_deletions(batch: Batch, chunk: Chunk, sha256: str) -> Batch:
    """Return a batch whose rejected delete notices have become deletions, as far as they name a post."""
    rows = [item.row for item in batch.rejected if item.reason == NOTICE]
    if not rows:
        return batch
    lines = chunk.raw_lines()
    found = deletions_of(((row, load_object(lines[row - chunk.first_line]) or {}) for row in rows), sha256)
    told = set(found["source_row"])
    rejected = tuple(item for item in batch.rejected if item.row not in told)
    return replace(batch, deletions=pl.concat([batch.deletions, found]), rejected=rejected)


def deletions_of(notices: Iterable[tuple[int, dict[str, Any]]], sha256: str) -> pl.DataFrame:  # JSON is of any shape
    """Return the deletions that numbered notices tell of, in DELETIONS columns; what names no post is left out."""
    rows = [(row, *_told(notice)) for row, notice in notices]
    table = pl.DataFrame(
        rows,
        schema={"source_row": pl.Int64, "post_id": pl.String, "account_id": pl.String, "at": pl.String},
        orient="row",
    ).filter(pl.col("post_id").is_not_null())
    return conform(
        table.with_columns(
            pl.lit("twitter").alias("platform"),
            pl.lit(read_times(table["at"]).at).alias("at"),
            pl.lit("deleted").alias("reason"),
            pl.lit(sha256).alias("source_sha256"),
        ),
        DELETIONS,
    )


def _told(notice: dict[str, Any]) -> tuple[str | None, str | None, str | None]:  # as above
    """Return the post, its author and the time of one notice."""
    body = notice.get("delete")
    status = body.get("status") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(status, dict):
        return None, None, None
    return _id(status, "id"), _id(status, "user_id"), _text(body.get("timestamp_ms"))


def _id(status: dict[str, Any], name: str) -> str | None:  # as above
    return _text(status.get(f"{name}_str")) or _text(status.get(name))


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip() else None
