"""The sources of a case: one row for each file that was appended, with what became of its rows."""

from collections.abc import Iterable
from itertools import groupby

import polars as pl

from unisono.cases.appending import AppendSummary, add_line
from unisono.cases.manifest import ManifestLine

SOURCES: dict[str, pl.DataType] = {
    "file": pl.String(),
    "sha256": pl.String(),
    "format": pl.String(),
    "rows": pl.Int64(),
    "stored": pl.Int64(),
    "duplicates": pl.Int64(),
    "rejected": pl.Int64(),
    "at": pl.String(),
}
"""One row for each append: rows read, posts new to the case, posts it had, rows rejected, when it began."""


def summarise_sources(lines: Iterable[ManifestLine]) -> pl.DataFrame:
    """Return SOURCES rows in the order in which the appends began."""
    ordered = sorted(lines, key=lambda line: (line.append, line.segment))
    rows = []
    for _, group in groupby(ordered, key=lambda line: line.append):
        own = list(group)
        summary = AppendSummary()
        for line in own:
            summary = add_line(summary, line)
        source = own[0].source
        rejected = sum(count.rows for count in summary.rejected)
        counts = (summary.read, summary.stored, summary.duplicates, rejected)
        rows.append((source.file, source.sha256, source.format, *counts, own[0].at))
    return pl.DataFrame(rows, schema=SOURCES, orient="row")
