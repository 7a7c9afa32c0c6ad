"""Copies of many small segments as one file, so that a case which grew by the second is read like any other.

They lie in CASE/derived/merged, can be removed at any time, and say nothing that the segments do not: those stay as
they are, and are read where a copy is missing or not what its line in the index says.
"""

import hashlib
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

import polars as pl

from unisono.cases.durable import is_held, writer_lock
from unisono.cases.kept_lines import append_kept_line, read_kept_lines
from unisono.cases.manifest import ManifestLine, read_last_lines, read_manifest
from unisono.cases.segments import SegmentFile, find_changed_bytes, find_damage, segment_files, write_segment

FEWEST = 64
SMALL_BYTES = 16 << 20
MOST_BYTES = 64 << 20
"""Files below SMALL_BYTES are copied together once FEWEST, or MOST_BYTES, follow one another."""

KEPT_SECONDS = 3600.0
"""How long a copy stays of which a larger one has taken the place: somebody may be reading it."""


@dataclass(frozen=True)
class MergedFile:
    """One copy of the segments `first` to `last` of a table; digest is of the SHA-256 of each of the `parts`."""

    table: str
    first: int
    last: int
    parts: int
    digest: str
    file: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class _Piece:
    """One file to be read, and the segments that it stands for."""

    segments: tuple[int, ...]
    sources: tuple[SegmentFile, ...]
    file: SegmentFile


def files_to_read(folder: Path, lines: Iterable[ManifestLine], table: str) -> list[SegmentFile]:
    """Return the files of one table in the order of the appends; a copy stands for the segments it holds."""
    return [piece.file for piece in _pieces(folder, list(lines), table)]


def merge_small_segments(folder: Path, last: int | None = None) -> int:
    """Copy small segments together where many follow one another; returns how many files were written.

    Does nothing where somebody else does it at this moment. last: look at so many batches only, so that what it takes
    does not grow with a case for which this is done again and again. Memory is that of MOST_BYTES of Parquet, read.
    """
    manifest = folder / "manifest.jsonl"
    lines = read_manifest(manifest) if last is None else read_last_lines(manifest, last)
    tables = [table for table in sorted({table for line in lines for table in line.tables}) if _are_many(lines, table)]
    if not tables:
        return 0
    merged = _merged_folder(folder)
    merged.mkdir(parents=True, exist_ok=True)
    if is_held(merged / "merging.lock"):
        return 0
    with writer_lock(merged / "merging.lock"):
        runs = [
            (table, run)
            for table in tables
            for run in _runs(_pieces(folder, _after_copies_begun_before(folder, lines, table), table))
        ]
        for table, run in runs:
            _merge(folder, table, run)
        if runs:
            _remove_replaced(folder)
    return len(runs)


def _after_copies_begun_before(folder: Path, lines: Sequence[ManifestLine], table: str) -> list[ManifestLine]:
    """Return the lines that come after the copies which begin before the first of them."""
    begun = (copy.last for copy in _copies(folder) if copy.table == table and copy.first < lines[0].segment)
    until = max(begun, default=0)
    return [line for line in lines if line.segment > until]


def _are_many(lines: Sequence[ManifestLine], table: str) -> bool:
    """Say whether a table has small segments enough, going by the manifest alone; they may be copied by now."""
    return sum(table in line.tables and line.bytes.get(table, 0) < SMALL_BYTES for line in lines) >= FEWEST


def changed_copies(folder: Path) -> list[tuple[Path, str]]:
    """Return the copies whose bytes are not those that were written, and what is wrong; reads all of them."""
    files = [_file_of(folder, copy) for copy in _copies(folder)]
    found = [(file.path, find_changed_bytes(file)) for file in files if file.path.exists()]
    return [(path, what) for path, what in found if what]


def _pieces(folder: Path, lines: Sequence[ManifestLine], table: str) -> list[_Piece]:
    """Return the files of a table, each with the segments it stands for; the copies of most segments come first."""
    holding = [line for line in lines if table in line.tables]
    segments, files = [line.segment for line in holding], segment_files(folder, holding, table)
    pieces: list[_Piece] = []
    copies = _copies_by_first(folder, table) if len(files) > 1 else {}
    place = 0
    while place < len(files):
        copy = next((one for one in copies.get(segments[place], []) if _holds(folder, one, segments, files)), None)
        end = place + (copy.parts if copy else 1)
        file = _file_of(folder, copy) if copy else files[place]
        pieces.append(_Piece(tuple(segments[place:end]), tuple(files[place:end]), file))
        place = end
    return pieces


def _copies_by_first(folder: Path, table: str) -> dict[int, list[MergedFile]]:
    found: dict[int, list[MergedFile]] = {}
    for one in sorted(_copies(folder), key=lambda one: -one.parts):
        if one.table == table:
            found.setdefault(one.first, []).append(one)
    return found


def _copies(folder: Path) -> list[MergedFile]:
    """Return the copies that the index tells of; a line that is none of ours is passed over, as a copy it lost."""
    names = set(MergedFile.__dataclass_fields__)
    rows, _ = read_kept_lines(_merged_folder(folder) / "index.jsonl")
    return [MergedFile(**row) for _, row in rows if set(row) == names]  # type: ignore[arg-type]  # JSON


def _holds(folder: Path, copy: MergedFile, segments: Sequence[int], files: Sequence[SegmentFile]) -> bool:
    """Say whether a copy is of these very segments, one following the other, and is whole as far as its ends show."""
    start = bisect_left(segments, copy.first)
    end = start + copy.parts
    if end > len(segments) or segments[end - 1] != copy.last:
        return False
    return _digest(files[start:end]) == copy.digest and find_damage(_file_of(folder, copy)) is None


def _runs(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Return the pieces to be copied together: small, next to one another, FEWEST or as large as a copy may be."""
    runs = []
    for is_small, group in groupby(pieces, lambda piece: piece.file.bytes < SMALL_BYTES):
        run: list[_Piece] = []
        for piece in group if is_small else ():
            if sum(one.file.bytes for one in run) + piece.file.bytes > MOST_BYTES and len(run) > 1:
                runs.append(run)
                run = []
            run.append(piece)
        if len(run) >= FEWEST:
            runs.append(run)
    return runs


def _merge(folder: Path, table: str, run: Sequence[_Piece]) -> None:
    segments = [segment for piece in run for segment in piece.segments]
    sources = [file for piece in run for file in piece.sources]
    rows = pl.concat([pl.read_parquet(piece.file.path) for piece in run])
    path = _merged_folder(folder) / f"{segments[0]:06d}-{segments[-1]:06d}-{table}.parquet"
    written = write_segment(path, rows)
    told = MergedFile(
        table, segments[0], segments[-1], len(segments), _digest(sources), path.name, written.bytes, written.sha256
    )
    append_kept_line(_merged_folder(folder) / "index.jsonl", asdict(told))


def _remove_replaced(folder: Path) -> None:
    """Remove copies all of whose segments are in a larger one, an hour after that was written."""
    merged = _merged_folder(folder)
    by_table: dict[str, list[MergedFile]] = {}
    for copy in _copies(folder):
        by_table.setdefault(copy.table, []).append(copy)
    for copies in by_table.values():
        for small, large in _pairs_inside(copies):
            with suppress(FileNotFoundError):
                if time.time() - (merged / large.file).stat().st_mtime > KEPT_SECONDS:
                    (merged / small.file).unlink()


def _pairs_inside(copies: Sequence[MergedFile]) -> Iterator[tuple[MergedFile, MergedFile]]:
    """Yield each copy that a larger one of the same table holds all segments of, and the one that reaches furthest."""
    furthest: MergedFile | None = None
    for copy in sorted(copies, key=lambda one: (one.first, -one.last, -one.parts)):
        if furthest is not None and copy.last <= furthest.last and copy.parts < furthest.parts:
            yield copy, furthest
        elif furthest is None or copy.last > furthest.last:
            furthest = copy


def _file_of(folder: Path, copy: MergedFile) -> SegmentFile:
    return SegmentFile(_merged_folder(folder) / copy.file, copy.bytes, copy.sha256)


def _digest(files: Iterable[SegmentFile]) -> str:
    return hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()


def _merged_folder(folder: Path) -> Path:
    return folder / "derived" / "merged"
