"""Entries written afterwards: what a case's own files tell of what was done before there was a log, or past it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import orjson

from unisono.cases.custody.checking import check_log
from unisono.cases.custody.entry import Entry, FileRecord
from unisono.cases.custody.files import file_record, segment_records
from unisono.cases.kept_lines import read_kept_lines
from unisono.cases.live.recordings import is_recording
from unisono.cases.manifest import ManifestLine, read_manifest
from unisono.model.times import now_text
from unisono.model.version import __version__

SECONDS = len("2026-11-23T07:46:42")

SAME = {
    "case made": (),
    "import": ("append",),
    "watch stopped": ("recordings",),
    "scan": ("run",),
    "mark": ("told_at", "identity"),
    "sign-off": ("told_at", "identity"),
    "breakout": ("told_at", "level", "withdraws"),
    "report": ("kept_as",),
    "export": ("kept_as",),
}
"""Details by which an entry that the log has is known again."""


def told_by_files(case: Path, but: Entry | None = None) -> list[Entry]:
    """Return what the files of a case tell was done to it, in order, as entries that are marked as reconstructed.

    but: an entry that is about to be written itself.
    """
    found = [*_made(case), *_appended(case), *_scanned(case), *_decided(case), *_exported(case)]
    # Some files tell times to the second: within one, an import comes before a scan, and a scan before what it led to.
    found.sort(key=lambda entry: str(entry.details["told_at"])[:SECONDS])
    now = now_text("milliseconds")
    known = [] if but is None else [_key(but.action, but.details)]
    return [replace(entry, at=now) for entry in found if _key(entry.action, entry.details) not in known]


def not_in_log(case: Path) -> list[Entry]:
    """Return those of them that the log does not have."""
    logged = {_key(str(row["action"]), row.get("details")) for row in check_log(case).entries if "action" in row}
    return [entry for entry in told_by_files(case) if _key(entry.action, entry.details) not in logged]


def _key(action: str, details: object) -> tuple[str, ...]:
    told = details if isinstance(details, dict) else {}
    return (action, *(str(told.get(name)) for name in SAME.get(action, ())))


def _entry(action: str, told_at: object, *, by: object = "", **parts: Any) -> Entry:  # Any: the parts of an entry
    details = {**parts.pop("details", {}), "told_at": str(told_at)}
    return Entry(0, "", str(by), f"unisono {__version__}", action, details=details, reconstructed=True, **parts)


def _made(case: Path) -> Iterator[Entry]:
    file = case / "case.json"
    if not file.is_file():
        return
    about = orjson.loads(file.read_bytes())
    yield _entry("case made", about.get("created_at", ""), details={"name": about["name"], "zone": about["zone"]})


def _appended(case: Path) -> Iterator[Entry]:
    lines = read_manifest(case / "manifest.jsonl")
    watched = [line for line in lines if is_recording(line.source.file)]
    others = sorted((line for line in lines if not is_recording(line.source.file)), key=lambda one: one.append)
    for _, group in groupby(others, key=lambda line: line.append):
        yield _imported(list(group))
    if watched:
        yield _entry("watch stopped", watched[-1].at, details=watched_details(watched))


def _imported(lines: Sequence[ManifestLine]) -> Entry:
    source = lines[0].source
    return _entry(
        "import",
        lines[0].at,
        inputs=(FileRecord(source.file, None, source.sha256),),
        outputs=tuple(segment_records(lines)),
        details=import_details(lines),
    )


def import_details(lines: Sequence[ManifestLine]) -> dict[str, object]:
    """Return what the lines of one append tell: format, settings and what became of the rows."""
    return {
        "append": lines[0].append,
        "format": lines[0].source.format,
        "settings": dict(lines[0].source.settings),
        "segments": [line.segment for line in (lines[0], lines[-1])],
        "read": sum(line.read for line in lines),
        "stored": sum(line.stored for line in lines),
        "duplicates": sum(line.duplicates for line in lines),
        "rejected": sum(count.rows for line in lines for count in line.rejected),
    }


def watched_details(lines: Sequence[ManifestLine]) -> dict[str, object]:
    """Return how far the recordings of a watched stream reach; the manifest has a line for each."""
    return {
        "recordings": len(lines),
        "first_recording": lines[0].source.file,
        "last_recording": lines[-1].source.file,
        "last_recording_sha256": lines[-1].source.sha256,
        "segments": [lines[0].segment, lines[-1].segment],
        "stored": sum(line.stored for line in lines),
    }


def _scanned(case: Path) -> Iterator[Entry]:
    for folder in sorted((case / "runs").glob("[0-9]*")):
        files = [file for file in (*sorted(folder.glob("*.parquet")), folder / "record.json") if file.is_file()]
        outputs = tuple(file_record(file, f"runs/{folder.name}/{file.name}") for file in files)
        # The id is the time at which the run was written.
        name = folder.name
        at = f"{name[:4]}-{name[4:6]}-{name[6:8]}T{name[9:11]}:{name[11:13]}:{name[13:15]}Z"
        yield _entry("scan", at, outputs=outputs, details={"run": name})


def _decided(case: Path) -> Iterator[Entry]:
    told = ("identity", "kind", "mark", "decision", "level", "withdraws", "run")
    files = (("mark", "marks.jsonl"), ("sign-off", "reviews.jsonl"), ("breakout", "breakout.jsonl"))
    for action, file in files:
        for _, row in read_kept_lines(case / file)[0]:
            details = {name: row.get(name) for name in told if name in row}
            yield _entry(action, row.get("at", ""), by=row.get("by", ""), details=details)


def _exported(case: Path) -> Iterator[Entry]:
    for _, row in read_kept_lines(case / "exports.jsonl")[0]:
        size = row.get("bytes")
        made = FileRecord(str(row.get("name", "")), size if isinstance(size, int) else None, str(row.get("sha256", "")))
        details = {name: row.get(name, "") for name in ("what", "profile", "run", "about")}
        action = "report" if row.get("what") == "report" else "export"
        yield _entry(
            action,
            row.get("at", ""),
            by=row.get("by", ""),
            outputs=(made,),
            details={**details, "kept_as": row.get("file", "")},
        )
