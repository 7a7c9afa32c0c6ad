"""CSV and Parquet: networks, members, pairs, acts and findings of a run, one file each."""

import io
from collections.abc import Iterator

import polars as pl

from unisono.cases import Case, Run
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.results import read_results
from unisono.exports.spreadsheets import for_machines, for_people
from unisono.model.errors import UsageError


def write_csv_tables(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield one CSV a table: guarded for spreadsheets, or as it is where `raw` is set."""
    for name, table in _tables(run):
        flat = for_machines(table) if settings.raw else for_people(table)
        yield ExportedFile(f"{name}.csv", csv_bytes(flat), table.height)


def write_parquet_tables(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield one Parquet file a table, typed, with lists and times as they are."""
    for name, table in _tables(run):
        buffer = io.BytesIO()
        table.write_parquet(buffer, compression="zstd", statistics=True)
        yield ExportedFile(f"{name}.parquet", buffer.getvalue(), table.height)


def csv_bytes(table: pl.DataFrame) -> bytes:
    """Return a table as UTF-8 CSV with a header and Unix line ends; missing is an empty cell."""
    buffer = io.BytesIO()
    table.write_csv(buffer, line_terminator="\n")
    return buffer.getvalue()


def _tables(run: Run | None) -> Iterator[tuple[str, pl.DataFrame]]:
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    yield from read_results(run).tables().items()


CSV = Exporter("csv", "tables for spreadsheets", suffix="", needs_run=True, write=write_csv_tables)
PARQUET = Exporter("parquet", "typed tables", suffix="", needs_run=True, write=write_parquet_tables)
