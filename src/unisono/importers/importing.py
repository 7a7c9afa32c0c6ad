"""Files into a case: open, choose the importer, append batch by batch, say what became of every row."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from unisono.cases import Case, SourceRecord
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.guessing import choose_importer
from unisono.importers.opening import open_sources
from unisono.importers.problems import EARLY_END, Problem, find_problems, merge_problems
from unisono.model.batches import Batch


def import_files(
    case: Case | Callable[[], Case],
    files: Iterable[str],
    format: str | None = None,
    settings: ReadSettings | None = None,
) -> Iterator[dict[str, Any]]:  # JSON lines
    """Append files to a case, one after the other; yields one line a file (each file of a zip has its own).

    A case given as a function is opened, or made, when a file is known to hold something that can be read.
    A line has file, format, read, stored, duplicates, rejected [{reason, rows, example}], profiles, deletions (rows
    that say that their post is gone), problems [{code, rows, example, advice}], and posts and accounts, the case's
    totals. Raises UsageError for a missing file,
    DataRejectedError for one that cannot be read; what was appended before stays.
    """
    how = settings or ReadSettings()
    for file in files:
        with tempfile.TemporaryDirectory(prefix="unisono-") as scratch:
            for source in open_sources(str(file), Path(scratch)):
                yield _import_source(case, source, format, how)


def _import_source(
    given: Case | Callable[[], Case], source: Source, format: str | None, settings: ReadSettings
) -> dict[str, Any]:
    importer = choose_importer(source, format, settings)
    watched = Watched(_begun(importer.read(source, settings)))
    case = given if isinstance(given, Case) else given()
    summary = case.append(watched, SourceRecord(source.name, source.sha256, importer.name, _said(settings)))
    posts, accounts = case.counts()
    problems = merge_problems([*source.problems, *watched.problems, *importer.find_problems(source, settings)])
    return {
        "file": source.name,
        "format": importer.name,
        "read": summary.read,
        "stored": summary.stored,
        "duplicates": summary.duplicates,
        "rejected": [*(asdict(count) for count in summary.rejected), *_lost_with_the_end(source)],
        "posts": posts,
        "accounts": accounts,
        "profiles": watched.profiles,
        "deletions": watched.deletions,
        "problems": [asdict(problem) for problem in problems],
    }


def _begun(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Read the first batch at once: a file that cannot be read says so before a case is made for it."""
    return chain([batch] if (batch := next(batches, None)) is not None else [], batches)


def _lost_with_the_end(source: Source) -> list[dict[str, Any]]:
    """Count what an archive that breaks off has lost as a rejection of unknown size: no row of it is known."""
    return [
        {"reason": "the file ends early: what follows is lost", "rows": 0, "example": problem.example}
        for problem in source.problems
        if problem.code == EARLY_END
    ]


def _said(settings: ReadSettings) -> dict[str, str]:
    """Return what the user said about the file, for the case's record."""
    said = {f"map {ours}": theirs for ours, theirs in settings.mapping.items()}
    if settings.zone:
        said["tz"] = settings.zone
    if settings.platform:
        said["platform"] = settings.platform
    return said


class Watched:
    """Batches on their way into the case, looked at once as they pass."""

    def __init__(self, batches: Iterator[Batch]) -> None:
        """Take the batches of one source."""
        self._batches = batches
        self.profiles = 0
        self.deletions = 0
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[Batch]:
        """Yield each batch, remembering what is wrong with it."""
        for batch in self._batches:
            self.problems = merge_problems([*self.problems, *find_problems(batch.posts)])
            self.profiles += batch.accounts.height
            self.deletions += batch.deletions.height
            self.deletions += int(batch.posts["is_deleted"].sum()) if "is_deleted" in batch.posts.columns else 0
            yield batch
