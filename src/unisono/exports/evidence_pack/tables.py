"""What was derived from the sources: the case's own tables as they lie in it, and the same as CSV for people."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from unisono.cases import Case
from unisono.cases.custody.entry import FILE as LOG
from unisono.cases.durable import TEMPORARY_PREFIX
from unisono.cases.manifest import ManifestLine, read_manifest
from unisono.cases.segments import damaged_segment, find_changed_bytes, segment_files
from unisono.exports.evidence_pack.building import PackFolder
from unisono.exports.evidence_pack.layout import DERIVED
from unisono.exports.results import read_results
from unisono.exports.spreadsheets import for_people

IN_CSV = {"posts": ("posts", "again"), "accounts": ("accounts",), "deletions": ("deletions",)}
"""Tables of segments that are also written as CSV: every observation, in the order in which they were stored."""

OWN_FOLDERS = ("domains", "events", "live", "same_persons", "targets", "trends", "watchlists", "words")


def put_tables(case: Case, pack: PackFolder) -> None:
    """Put segments, runs and the case's own records into the pack; raises DataRejectedError for damaged segments."""
    lines = read_manifest(case.path / "manifest.jsonl")
    _put_segments(case.path, lines, pack)
    for run in case.runs():
        folder = f"{DERIVED}/runs/{run.id}"
        for file in sorted(run.path.iterdir()):
            pack.copy(f"{folder}/{file.name}", file)
        for name, table in read_results(run).tables().items():
            with pack.writing(f"{folder}/{name}.csv") as written:
                for_people(table).write_csv(written)
    for file in own_records(case.path):
        pack.copy(f"{DERIVED}/case/{file.relative_to(case.path).as_posix()}", file)


def own_records(case: Path) -> Iterator[Path]:
    """Yield what the case keeps beside its tables: what it is about, its manifest, marks, reviews, lists; no key."""
    folders = [case, *(case / name for name in OWN_FOLDERS)]
    for folder in folders:
        for file in sorted([*folder.glob("*.json"), *folder.glob("*.jsonl")]):
            is_own = file.name != LOG and not file.name.startswith(TEMPORARY_PREFIX)
            if is_own and file.is_file() and not file.is_symlink():
                yield file


def _put_segments(case: Path, lines: list[ManifestLine], pack: PackFolder) -> None:
    tables = sorted({table for line in lines for table in line.tables})
    for table in tables:
        for file in segment_files(case, lines, table):
            if problem := find_changed_bytes(file):
                raise damaged_segment(file.path, problem)
            pack.copy(f"{DERIVED}/segments/{file.path.name}", file.path, file.sha256)
    for name, parts in IN_CSV.items():
        files = [file.path for line in lines for table in parts for file in segment_files(case, [line], table)]
        if files:
            with pack.writing(f"{DERIVED}/{name}.csv") as written:
                for place, path in enumerate(files):
                    for_people(pl.read_parquet(path, glob=False)).write_csv(written, include_header=place == 0)
