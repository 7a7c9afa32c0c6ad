"""Pieces: what some lines of a stream gave, and how pieces become one batch that points into its recording."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from unisono.model.batches import Batch, Rejection
from unisono.model.tables import ACCOUNTS, DELETIONS, MEDIA, POSTS, REFERENCES, VERSIONS, conform

TABLES = {
    "posts": POSTS,
    "accounts": ACCOUNTS,
    "references": REFERENCES,
    "media": MEDIA,
    "deletions": DELETIONS,
    "versions": VERSIONS,
}
ROW = "source_row"
SHA256 = "source_sha256"
MOST_REASONS = 1_000
"""Reasons of rejections that are told apart; beyond that they are counted as others."""


@dataclass(frozen=True)
class Piece:
    """The lines of a stretch of a stream and what they gave; the source_row of a table is the place of its line.

    header: the line with the names of columns that stands before them in a table, else none; it is row 1 then.
    cursor: where to go on after the last line. redelivered, left_out: lines that came and are not among `lines`.
    """

    lines: Sequence[bytes]
    batch: Batch
    cursor: str | None = None
    first_arrived_at: float = 0.0
    arrived_at: float = 0.0
    header: bytes | None = None
    redelivered: int = 0
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        """Say whether it gave nothing that a case keeps."""
        return not any(getattr(self.batch, name).height for name in TABLES)


@dataclass(frozen=True)
class Joined:
    """Pieces as one: the batch, the plain bytes of the recording that its rows point into, and their SHA-256."""

    batch: Batch
    content: bytes
    sha256: str
    cursor: str | None
    counts: Mapping[str, int]


def join_pieces(pieces: Sequence[Piece]) -> Joined:
    """Return pieces as one batch whose rows carry the place of their line in the recording, and its SHA-256."""
    header = next((piece.header for piece in pieces if piece.header is not None), None)
    lines = [line for piece in pieces for line in piece.lines]
    content = b"".join(line + b"\n" for line in ([header] if header is not None and lines else []) + lines)
    sha256 = hashlib.sha256(content).hexdigest()
    starts, start = [], 0
    for piece in pieces:
        starts.append(start)
        start += len(piece.lines)
    tables = {name: _joined_table(name, pieces, starts, sha256) for name in TABLES}
    told = (_moved(piece.batch.rejected, start) for piece, start in zip(pieces, starts, strict=True))
    rejected = add_up_rejections(one for moved in told for one in moved)
    read = sum(piece.batch.read for piece in pieces)
    cursor = next((piece.cursor for piece in reversed(pieces) if piece.cursor is not None), None)
    counts = {name: sum(getattr(piece, name) for piece in pieces) for name in ("redelivered", "left_out")}
    return Joined(Batch(**tables, rejected=rejected, read=read), content, sha256, cursor, counts)


def add_up_rejections(rejected: Iterable[Rejection]) -> tuple[Rejection, ...]:
    """Return one rejection for each reason, with the first example."""
    told: dict[str, Rejection] = {}
    for one in rejected:
        reason = one.reason if one.reason in told or len(told) < MOST_REASONS else "for other reasons"
        known = told.get(reason)
        told[reason] = replace(known, rows=known.rows + one.rows) if known else replace(one, reason=reason)
    return tuple(told.values())


def join_batches(batches: Sequence[Batch]) -> Batch:
    """Return the batches of one file as one."""
    if len(batches) == 1:
        return batches[0]
    tables = {name: pl.concat([conform(getattr(one, name), schema) for one in batches]) if batches else
              conform(pl.DataFrame(), schema) for name, schema in TABLES.items()}  # fmt: skip
    rejected = add_up_rejections(rejection for one in batches for rejection in one.rejected)
    return Batch(**tables, rejected=rejected, read=sum(one.read for one in batches))


def _joined_table(name: str, pieces: Sequence[Piece], starts: Sequence[int], sha256: str) -> pl.DataFrame:
    parts = [
        conform(getattr(piece.batch, name), TABLES[name]).with_columns(pl.col(ROW) + start)
        for piece, start in zip(pieces, starts, strict=True)
        if getattr(piece.batch, name).height
    ]
    if not parts:
        return pl.DataFrame(schema=TABLES[name])
    return pl.concat(parts).with_columns(pl.lit(sha256).alias(SHA256))


def _moved(rejected: Iterable[Rejection], start: int) -> list[Rejection]:
    return [replace(one, row=one.row + start) for one in rejected]


def rows_of(batch: Batch) -> set[int]:
    """Return the places of the lines that gave something."""
    return {row for name in TABLES for row in getattr(batch, name)[ROW].drop_nulls().to_list()}


def keep_rows(piece: Piece, rows: set[int]) -> Piece:
    """Return the piece with only these of its lines, and its tables pointing to where they stand now."""
    before = 2 if piece.header is not None else 1
    kept = [(old, line) for old, line in enumerate(piece.lines, start=before) if old in rows]
    places = pl.DataFrame(
        {ROW: [old for old, _ in kept], "_new": list(range(before, before + len(kept)))},
        schema={ROW: pl.Int64, "_new": pl.Int64},
    )
    tables = {name: _renumbered(getattr(piece.batch, name), places) for name in TABLES}
    return replace(
        piece,
        lines=[line for _, line in kept],
        batch=Batch(**tables, rejected=piece.batch.rejected, read=piece.batch.read),
        left_out=piece.left_out + len(piece.lines) - len(kept),
    )


def _renumbered(table: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    if not table.height:
        return table
    moved = table.join(places, on=ROW, how="inner", maintain_order="left")
    return moved.with_columns(pl.col("_new").alias(ROW)).select(table.columns)
