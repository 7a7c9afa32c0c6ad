"""What is wrong with a case folder: damaged segments, torn manifest lines and what crashes left behind."""

from pathlib import Path
from shlex import quote
from typing import TypedDict

from unisono.cases.appending import TABLE_COLUMNS
from unisono.cases.custody import check_log
from unisono.cases.custody.entry import FILE
from unisono.cases.leftovers import leftover_files, listed_files
from unisono.cases.live.recordings import find_recording_damage, listed_recordings
from unisono.cases.manifest import read_manifest, torn_bytes
from unisono.cases.merging import changed_copies
from unisono.cases.retention import FILE as RETENTION
from unisono.cases.retention import reminder
from unisono.cases.runs import list_runs
from unisono.cases.segments import find_changed_bytes, segment_files
from unisono.model.errors import DataRejectedError


class Problem(TypedDict):
    """One thing that is wrong: a short code, the file, what happened and what to do about it."""

    code: str
    file: str
    problem: str
    advice: str


def find_problems(folder: Path) -> list[Problem]:
    """Check every byte of the segments against the manifest and look for leftovers; an empty list is a sound case."""
    manifest = folder / "manifest.jsonl"
    try:
        lines = read_manifest(manifest)
    except DataRejectedError as error:
        return [_problem("damaged_manifest", manifest, str(error), "Restore it from a copy of the case.")]
    problems = []
    for table in TABLE_COLUMNS:
        for file in segment_files(folder, lines, table):
            if what := find_changed_bytes(file):
                advice = "Restore it from a copy of the case, or import its source again into a new case."
                problems.append(_problem("damaged_segment", file.path, what, advice))
    for path, what in changed_copies(folder):
        problems.append(_problem("damaged_copy", path, what, "Delete it: the segments that it repeats are read then."))
    for name, sha256 in listed_recordings(lines):
        if what := find_recording_damage(folder, name, sha256):
            advice = "Its posts are in the case; restore it from a copy of the case to show their raw lines."
            problems.append(_problem("damaged_recording", folder / name, what, advice))
    problems += _find_broken_log(folder)
    listed = listed_files(folder, lines)
    if told := reminder(folder):
        problems.append(_problem("retention_due", folder / RETENTION, told, "See above."))
    return [*problems, *_find_damaged_runs(folder), *_find_leftovers(folder, listed, torn_bytes(manifest))]


def _find_damaged_runs(folder: Path) -> list[Problem]:
    problems = []
    for run in list_runs(folder):
        try:
            _ = run.record, [run.table(name) for name in run.table_names]
        except DataRejectedError as error:
            problems.append(
                _problem("damaged_run", run.path, str(error), f"Scan again: unisono scan {quote(str(folder))}")
            )
    return problems


def _find_broken_log(folder: Path) -> list[Problem]:
    advice = f"Compare with a copy of the case or a sealed pack, line by line: unisono log {quote(str(folder))}"
    return [
        _problem("broken_log", folder / FILE, f"line {line:,}: {what}", advice)
        for line, what in check_log(folder).problems
    ]


def _find_leftovers(folder: Path, listed: set[Path], torn: int) -> list[Problem]:
    """Return what an interrupted write left; none of it was acknowledged, and no reader sees it."""
    message = "left by an interrupted write; it was never acknowledged and is not read"
    problems = [
        _problem("leftover", path, message, "Delete it when nothing is writing to the case.")
        for path in leftover_files(folder, listed)
    ]
    if torn:
        advice = "Nothing to do: the next append cuts it off."
        problems.append(_problem("torn_line", folder / "manifest.jsonl", f"{torn} bytes {message}", advice))
    return problems


def _problem(code: str, file: Path, problem: str, advice: str) -> Problem:
    return Problem(code=code, file=str(file), problem=problem, advice=advice)
