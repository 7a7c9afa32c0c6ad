"""CSV and Parquet: networks, members, pairs, acts and findings of a run, one file each."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

import polars as pl

from unisono.cases import Case, Run
from unisono.exports.disclosed import disclosed_results
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.spreadsheets import for_machines, for_people
from unisono.model.errors import UsageError

ROWS_AT_ONCE = 50_000


def write_csv_tables(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield one CSV a table: guarded for spreadsheets, or as it is where `raw` is set."""
    flatten = for_machines if settings.raw else for_people
    for name, table in _tables(case, run, settings.profile):
        yield ExportedFile(f"{name}.csv", partial(write_csv, table, flatten))


def write_parquet_tables(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield one Parquet file a table, typed, with lists and times as they are."""
    for name, table in _tables(case, run, settings.profile):
        yield ExportedFile(f"{name}.parquet", partial(_write_parquet, table))


def write_csv(table: pl.DataFrame, flatten: Callable[[pl.DataFrame], pl.DataFrame], stream: BinaryIO) -> int:
    """Write a table as UTF-8 CSV with a header and Unix line ends, some rows at a time; missing is an empty cell."""
    flatten(table.head(0)).write_csv(stream, line_terminator="\n")
    for part in table.iter_slices(ROWS_AT_ONCE):
        flatten(part).write_csv(stream, line_terminator="\n", include_header=False)
    return table.height


def as_they_are(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose columns are plain already."""
    return table


def _write_parquet(table: pl.DataFrame, stream: BinaryIO) -> int:
    table.write_parquet(stream, compression="zstd", statistics=True)
    return table.height


def _tables(case: Case, run: Run | None, profile: str) -> Iterator[tuple[str, pl.DataFrame]]:
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    yield from disclosed_results(case, run, profile).tables().items()


CSV = Exporter("csv", "tables for spreadsheets", suffix="", needs_run=True, write=write_csv_tables)
PARQUET = Exporter("parquet", "typed tables", suffix="", needs_run=True, write=write_parquet_tables)
