"""Files and folders into a case: open, choose the importer, append batch by batch, say what became of every row."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from unisono.cases import AppendSummary, Case, SourceRecord
from unisono.importers import importer_named
from unisono.importers.declaration import Left, ReadSettings, Source
from unisono.importers.folders import gather
from unisono.importers.guessing import choose_importer
from unisono.importers.no_data import NoDataError
from unisono.importers.opening import open_each
from unisono.importers.problems import EARLY_END, Problem, find_problems, merge_problems
from unisono.importers.reading_ahead import ahead
from unisono.importers.unexpected import UNEXPECTED, reason_of
from unisono.model.batches import Batch, from_source
from unisono.model.errors import DataRejectedError, UsageError

Line = dict[str, Any]
"""What became of one file, as `unisono import --json` prints it."""


def import_files(
    case: Case | Callable[[], Case],
    files: Iterable[str],
    format: str | None = None,
    settings: ReadSettings | None = None,
) -> Iterator[Line]:
    """Append files and folders to a case, one file after the other; yields one line for each that was read.

    As import_each, and raises DataRejectedError in the end when a file that was named, or everything in a folder or
    zip, was refused; what was appended stays.
    """
    refused: list[str] = []
    for file in files:
        taken, left = 0, []
        for found in import_each(case, [file], format, settings):
            if isinstance(found, Left):
                left.append(found.reason)
            else:
                taken += 1
                yield found
        refused += left[:1] if not taken else []
    if refused:
        raise DataRejectedError(refused[0])


def import_each(
    case: Case | Callable[[], Case],
    files: Iterable[str],
    format: str | None = None,
    settings: ReadSettings | None = None,
) -> Iterator[Line | Left]:
    """Append files and folders to a case; a file that is skipped or refused is told and stops none of the others.

    A case given as a function is opened, or made, when a file is known to hold something that can be read.
    A line has file, format, read, stored, duplicates, rejected [{reason, rows, example}], profiles, profile_rows (rows
    that gave a profile and no post), deletions (notices that a post is gone, and
    posts marked so), problems [{code, rows, example, advice}], and posts and accounts, the case's totals. Each
    file of a folder or zip has its own. Raises UsageError for a missing file, and MisfitError for what the user said of
    a file that does not fit it, unless it stands in a folder.
    """
    how = settings or ReadSettings()
    if format is not None:
        importer_named(format)
    for file in files:
        is_folder = file != "-" and Path(file).is_dir()
        for found in gather(str(file)):
            if isinstance(found, Left):
                yield found
                continue
            try:
                yield from _import_file(case, found, format, how, is_folder=is_folder)
            except NoDataError as error:
                yield Left(found, is_folder, error.what if is_folder else str(error))
            except DataRejectedError as error:
                yield Left(found, False, str(error))
            except UsageError as error:
                if not is_folder:
                    raise
                yield Left(found, False, str(error))
            except UNEXPECTED as error:
                yield Left(found, False, reason_of(found, error))


def _import_file(
    case: Case | Callable[[], Case], file: str, format: str | None, settings: ReadSettings, *, is_folder: bool
) -> Iterator[Line | Left]:
    """Append one file, or each file of a zip; DataRejectedError for a file that is no zip and cannot be read."""
    with tempfile.TemporaryDirectory(prefix="unisono-") as scratch:
        for source in open_each(file, Path(scratch), mend=settings.mend, encoding=settings.encoding, hashes_later=True):
            if isinstance(source, Left):
                yield source
                continue
            try:
                yield _import_source(case, source, format, settings)
            except NoDataError as error:
                is_skipped = is_folder or source.name != file
                yield Left(source.name, is_skipped, error.what if is_skipped else str(error))
            except DataRejectedError as error:
                yield Left(source.name, False, str(error))
            except UNEXPECTED as error:
                yield Left(source.name, False, reason_of(source.name, error))
            if source.path.parent == Path(scratch):
                source.path.unlink(missing_ok=True)


def _import_source(
    given: Case | Callable[[], Case], source: Source, format: str | None, settings: ReadSettings
) -> Line:
    importer = choose_importer(source, format, settings)
    source = source if importer.is_hashed_later else source.hashed()
    watched = Watched(_begun(_with_hash(ahead(importer.read(source, settings)), source)))
    source = source.hashed()
    case = given if isinstance(given, Case) else given()
    summary = case.append(watched, SourceRecord(source.name, source.sha256, importer.name, _said(settings)))
    posts, accounts = case.counts()
    noticed = [*watched.problems, *importer.find_problems(source, settings), *_same_ids(summary)]
    problems = merge_problems([*source.problems, *noticed])
    rejected = sum(count.rows for count in summary.rejected)
    others = summary.read - summary.stored - summary.duplicates - rejected - watched.notices
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
        "deletions": watched.deletions + watched.notices,
        "profile_rows": max(0, others),
        "problems": [asdict(problem) for problem in problems],
    }


def _same_ids(summary: AppendSummary) -> list[Problem]:
    """Report posts that got ids of their own because another file had used theirs, no platform being known."""
    if not summary.same_ids:
        return []
    advice = (
        "Nothing says which platform these posts are from, and another file of the case has used their ids for posts "
        "of another author, time or text. They are kept with ids of their own. Say where each file is from: "
        "--platform NAME"
    )
    return [Problem("same_id_other_post", summary.same_ids, summary.same_id_example, advice)]


def _begun(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Read the first batch at once: a file that cannot be read says so before a case is made for it."""
    return chain([batch] if (batch := next(batches, None)) is not None else [], batches)


def _with_hash(batches: Iterator[Batch], source: Source) -> Iterator[Batch]:
    """Write the hash of a file, once it is known, into what was read of it before."""
    for batch in batches:
        yield batch if source.hashing is None else from_source(batch, source.hashed().sha256)


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
    if settings.mapping_file is not None:
        said["mapping file"], said["mapping sha256"] = settings.mapping_file
    words = {"tz": settings.zone, "platform": settings.platform, "dates": settings.dates, "encoding": settings.encoding}
    said |= {name: word for name, word in words.items() if word}
    if settings.mend:
        said["mend"] = ", ".join(sorted(settings.mend))
    return said


class Watched:
    """Batches on their way into the case, looked at once as they pass."""

    def __init__(self, batches: Iterator[Batch]) -> None:
        """Take the batches of one source."""
        self._batches = batches
        self.profiles = 0
        self.notices = 0  # of deletions, without the post
        self.deletions = 0  # posts that are marked as deleted
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[Batch]:
        """Yield each batch, remembering what is wrong with it."""
        for batch in self._batches:
            self.problems = merge_problems([*self.problems, *find_problems(batch.posts)])
            self.profiles += batch.accounts.height
            self.notices += batch.deletions.height
            self.deletions += int(batch.posts["is_deleted"].sum()) if "is_deleted" in batch.posts.columns else 0
            yield batch
