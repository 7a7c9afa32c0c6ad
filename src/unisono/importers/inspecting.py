"""What a file holds and what is wrong with it, before anything is stored."""

import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.guessing import choose_importer
from unisono.importers.opening import open_sources
from unisono.importers.problems import Problem, find_problems, merge_problems
from unisono.model.batches import Batch, Rejection
from unisono.model.errors import DataRejectedError


@dataclass
class Findings:
    """What has been seen of a file so far."""

    formats: list[str] = field(default_factory=list)
    rows: int = 0
    profiles: int = 0
    times: list[datetime] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, batch: Batch) -> None:
        """Count one batch."""
        self.rows += batch.read or batch.posts.height + sum(item.rows for item in batch.rejected)
        self.profiles += batch.accounts.height
        found = [*find_problems(batch.posts), *describe_rejections(batch.rejected)]
        self.problems = merge_problems([*self.problems, *found])
        span = batch.posts.select(pl.col("created_at").min().alias("first"), pl.col("created_at").max().alias("last"))
        self.times += [moment for moment in span.row(0) if moment is not None]


def inspect_file(file: str, format: str | None = None, settings: ReadSettings | None = None) -> dict[str, Any]:  # JSON
    """Return file, format, rows, first_at, last_at, columns {our field: the file's}, problems, and profiles.

    The whole file is read; nothing is stored. Raises UsageError for a missing file and DataRejectedError when no
    importer recognises it; a recognised file that cannot be read has its reason among the problems, code `refused`.
    """
    findings = Findings()
    how = settings or ReadSettings()
    with tempfile.TemporaryDirectory(prefix="unisono-") as scratch:
        for source in open_sources(str(file), Path(scratch)):
            _inspect_source(source, choose_importer(source, format, how), how, findings)
    return {
        "file": str(file),
        "format": ", ".join(dict.fromkeys(findings.formats)),
        "rows": findings.rows,
        "first_at": _moment(min(findings.times, default=None)),
        "last_at": _moment(max(findings.times, default=None)),
        "columns": findings.columns,
        "problems": [asdict(problem) for problem in findings.problems],
        "profiles": findings.profiles,
    }


def _inspect_source(source: Source, importer: Importer, settings: ReadSettings, findings: Findings) -> None:
    """Add what one source holds to the findings."""
    findings.formats.append(importer.name)
    findings.problems = merge_problems([*findings.problems, *source.problems])
    findings.columns |= importer.map_columns(source, settings)
    try:
        for batch in importer.read(source, settings):
            findings.add(batch)
        own = importer.find_problems(source, settings)
    except DataRejectedError as error:
        own = (Problem("refused", findings.rows, source.name, str(error)),)
    findings.problems = merge_problems([*findings.problems, *own])


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
            f"These rows are left out and counted: {reason}.",
        )
        for reason, count in rows.items()
    ]


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")
