"""Lines that the bulk reader gave nothing for are read once more, one by one, before they are rejected."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from unisono.engine.json_lines import Chunk
from unisono.importers.json_files.halved_characters import load_object, mend_halves
from unisono.importers.json_files.unread_lines import reject_line
from unisono.model.batches import Batch, Rejection

ReadOnce = Callable[[Chunk], tuple[Batch, Sequence[int]]]
"""Reads a chunk; also returns the rows that gave nothing."""

Rewrite = Callable[[dict[str, Any]], dict[str, Any] | None]  # JSON is of any shape
"""Returns an object as the second reader wants it, or nothing when it is no post."""


def read_with_second_look(chunk: Chunk, first: ReadOnce, second: ReadOnce, rewrite: Rewrite) -> Batch:
    """Read a chunk; what gave nothing is rewritten and read again, and what then gives nothing is rejected."""
    batch, unread = first(chunk)
    if not unread:
        return batch
    lines = chunk.raw_lines()
    objects: dict[int, dict[str, Any]] = {}
    for row in unread:
        loaded = load_object(lines[row - chunk.first_line])
        rewritten = rewrite(loaded) if loaded is not None else None
        if rewritten is not None:
            objects[row] = rewritten
    again, still_unread = _read_again(chunk, objects, second) if objects else (Batch(), set())
    lost = [row for row in unread if row not in objects or row in still_unread]
    rejected = tuple(reject_line(lines[row - chunk.first_line], row) for row in lost)
    return _in_file_order([batch, again, Batch(rejected=rejected, read=len(rejected))])


def dump_object(value: dict[str, Any]) -> bytes:  # JSON is of any shape
    """Write an object on one line; a halved character becomes U+FFFD."""
    try:
        return orjson.dumps(value)
    except (TypeError, orjson.JSONEncodeError):
        return mend_halves(json.dumps(value).encode())


def _read_again(chunk: Chunk, objects: dict[int, dict[str, Any]], second: ReadOnce) -> tuple[Batch, set[int]]:
    """Read the rewritten objects, and put their row numbers right."""
    rows = list(objects)
    written = [dump_object(value) + b"\n" for value in objects.values()]
    path = Path(f"{chunk.path}-again")
    path.write_bytes(b"".join(written))
    try:
        batch, unread = second(Chunk(path, 0, len(rows), longest=max(len(line) for line in written)))
    finally:
        path.unlink()
    numbers = pl.Series(rows, dtype=pl.Int64)
    numbered = Batch(
        posts=_renumber(batch.posts, numbers),
        accounts=_renumber(batch.accounts, numbers),
        references=_renumber(batch.references, numbers),
        deletions=_renumber(batch.deletions, numbers),
        versions=_renumber(batch.versions, numbers),
        rejected=tuple(Rejection(found.reason, rows[found.row], found.example) for found in batch.rejected),
        read=batch.read,
    )
    return numbered, {rows[row] for row in unread}


def _renumber(table: pl.DataFrame, numbers: pl.Series) -> pl.DataFrame:
    return table.with_columns(numbers.gather(table["source_row"]).alias("source_row"))


def _in_file_order(pieces: list[Batch]) -> Batch:
    """Return one batch whose posts and rejections stand as their lines do."""
    return Batch(
        posts=pl.concat([piece.posts for piece in pieces]).sort("source_row", maintain_order=True),
        accounts=pl.concat([piece.accounts for piece in pieces]),
        references=pl.concat([piece.references for piece in pieces]),
        deletions=pl.concat([piece.deletions for piece in pieces]),
        versions=pl.concat([piece.versions for piece in pieces]),
        rejected=tuple(sorted((found for piece in pieces for found in piece.rejected), key=lambda found: found.row)),
        read=sum(piece.read for piece in pieces),
    )
