"""What a file holds and what is wrong with it, before anything is stored."""

import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from unisono.importers.declaration import Importer, Left, ReadSettings, Source
from unisono.importers.folders import gather
from unisono.importers.guessing import choose_importer
from unisono.importers.missing_values import UNUSED, Missing
from unisono.importers.no_data import NoDataError
from unisono.importers.no_posts import LEFT_OUT, REFUSED, tell_no_posts
from unisono.importers.opening import open_each
from unisono.importers.problems import Problem, find_problems, merge_problems
from unisono.importers.reading_ahead import ahead
from unisono.importers.tables.tabular import columns_of, parts_of, unread_columns
from unisono.importers.unexpected import UNEXPECTED, reason_of
from unisono.model.batches import Batch, Rejection
from unisono.model.errors import DataRejectedError, UsageError


@dataclass
class Findings:
    """What has been seen of a file so far."""

    formats: list[str] = field(default_factory=list)
    rows: int = 0
    posts: int = 0
    profiles: int = 0
    deletions: int = 0
    times: list[datetime] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)  # columns of tables that give nothing
    problems: list[Problem] = field(default_factory=list)
    missing: Missing = field(default_factory=Missing)
    sha256: str = ""  # of the bytes as they were given; of a zip's files, the first one's
    tables: int = 0  # sources whose columns can be mapped

    def add(self, batch: Batch, unused: Collection[str] = ()) -> None:
        """Count one batch; the columns of `unused` fields give no value."""
        self.rows += batch.read or batch.posts.height + sum(item.rows for item in batch.rejected)
        self.posts += batch.posts.height
        self.profiles += batch.accounts.height
        self.deletions += batch.deletions.height
        self.missing.add(batch, unused)
        found = [*find_problems(batch.posts), *describe_rejections(batch.rejected)]
        self.problems = merge_problems([*self.problems, *found])
        span = batch.posts.select(pl.col("created_at").min().alias("first"), pl.col("created_at").max().alias("last"))
        self.times += [moment for moment in span.row(0) if moment is not None]


def inspect_each(
    file: str, format: str | None = None, settings: ReadSettings | None = None
) -> Iterator[dict[str, Any] | Left]:
    """Inspect a file, or every file of a folder; in a folder, what is skipped or refused stops none of the others."""
    is_folder = file != "-" and Path(file).is_dir()
    for found in gather(file):
        if isinstance(found, Left):
            yield found
            continue
        try:
            yield inspect_file(found, format, settings)
        except NoDataError as error:
            if not is_folder:
                raise
            yield Left(found, True, error.what)
        except (DataRejectedError, UsageError) as error:
            if not is_folder:
                raise
            yield Left(found, False, str(error))
        except UNEXPECTED as error:
            if not is_folder:
                raise DataRejectedError(reason_of(found, error)) from error
            yield Left(found, False, reason_of(found, error))


def inspect_file(file: str, format: str | None = None, settings: ReadSettings | None = None) -> dict[str, Any]:  # JSON
    """Return file, format, rows, first_at, last_at, columns {our field: the file's}, unread, nulls, problems, and more.

    unread: columns of a table that give no field.
    nulls: share of rows without a value, by our field; also profiles, sha256, and is_table (columns can be mapped).
    The whole file is read; nothing is stored. Raises UsageError for a missing file and DataRejectedError when no
    importer recognises it; a recognised file that cannot be read has its reason among the problems, code `refused`.
    """
    findings = Findings()
    how = settings or ReadSettings()
    with tempfile.TemporaryDirectory(prefix="unisono-") as scratch:
        for source in open_each(str(file), Path(scratch), mend=how.mend, encoding=how.encoding):
            _inspect_each(source, str(file), format, how, findings)
            if isinstance(source, Source) and source.path.parent == Path(scratch):
                source.path.unlink(missing_ok=True)
    problems = tell_no_posts(
        findings.problems, posts=findings.posts, profiles=findings.profiles, deletions=findings.deletions
    )
    return {
        "file": str(file),
        "format": ", ".join(dict.fromkeys(findings.formats)),
        "rows": findings.rows,
        "first_at": _moment(min(findings.times, default=None)),
        "last_at": _moment(max(findings.times, default=None)),
        "columns": findings.columns,
        "unread": findings.unread,
        "nulls": findings.missing.shares(),
        "problems": [asdict(problem) for problem in problems],
        "profiles": findings.profiles,
        "deletions": findings.deletions,
        "sha256": findings.sha256,
        "is_table": findings.tables > 0,
    }


def _inspect_each(
    source: Source | Left, file: str, format: str | None, settings: ReadSettings, findings: Findings
) -> None:
    """Add one source; of a zip, a file that cannot be read is a problem and stops none of the others."""
    if isinstance(source, Left):
        if not source.is_skipped:
            findings.problems.append(Problem(REFUSED, 0, source.name, source.reason))
        return
    try:
        importer = choose_importer(source, format, settings)
    except DataRejectedError as error:
        if source.name == file:
            raise
        if not isinstance(error, NoDataError):
            findings.problems.append(Problem(REFUSED, 0, source.name, str(error)))
        return
    _inspect_source(source, importer, settings, findings)


def _inspect_source(source: Source, importer: Importer, settings: ReadSettings, findings: Findings) -> None:
    """Add what one source holds to the findings."""
    findings.formats.append(importer.name)
    findings.problems = merge_problems([*findings.problems, *source.problems])
    columns = importer.map_columns(source, settings)
    findings.columns |= columns
    findings.sha256 = findings.sha256 or source.sha256
    have = set(columns_of(source))
    is_table = bool(columns) and all(column in have or set(parts_of(column)) <= have for column in columns.values())
    findings.tables += is_table
    before = findings.rows
    try:
        for batch in ahead(importer.read(source, settings)):
            findings.add(batch, source.noticed.get(UNUSED, ()))
        own = importer.find_problems(source, settings)
    except DataRejectedError as error:
        own = (Problem(REFUSED, findings.rows - before, source.name, str(error)),)
    findings.problems = merge_problems([*findings.problems, *own])
    if is_table:
        unread = unread_columns(source, (*columns.values(), *importer.columns, *importer.reads))
        findings.unread = list(dict.fromkeys([*findings.unread, *unread]))


def describe_rejections(rejected: Iterable[Rejection]) -> list[Problem]:
    """Return one problem for each reason for which rows are rejected, with the first of them as example."""
    rows: Counter[str] = Counter()
    first: dict[str, Rejection] = {}
    for rejection in rejected:
        rows[rejection.reason] += rejection.rows
        first.setdefault(rejection.reason, rejection)
    return [
        Problem(
            "rejected_rows",
            count,
            f"row {first[reason].row}: {first[reason].example}",
            LEFT_OUT.format(reason=reason),
        )
        for reason, count in rows.items()
    ]


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")
