"""The tables of a run as one workbook: ids as text, no formulas, times as exact text with a real date beside."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, BinaryIO

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.reading_once import read_once
from unisono.exports.disarm.table import as_table
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.optional_library import optional_library
from unisono.exports.results import Results, read_results
from unisono.exports.spreadsheets import FORMULA_STARTS, for_reading, without_controls
from unisono.model.errors import UsageError

EXTRA = "xlsx"
ROWS_AT_ONCE = 20_000
MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
"""What one sheet and one cell of a workbook hold."""

CUT = " … (cut: a cell holds no more)"
DATE = "_date_utc"
WIDTHS = {pl.String: 24.0, pl.Float64: 12.0, pl.Int64: 10.0}

Library = Any
"""The module xlsxwriter, and what it makes. Any: it is imported only where it is asked for."""


def write_workbook(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the workbook of a run: a sheet a table, and the techniques that it supports."""
    library = optional_library("xlsxwriter", EXTRA)
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    from unisono.exports.disarm.claims import claims_of_run
    from unisono.exports.hiding import disclosure_of, hide

    results = read_results(run)
    with read_once(case) as read:
        disclosure = disclosure_of(read, results, settings.profile)
        techniques = as_table(claims_of_run(read, run, results), disclosure)
    shown = hide(results, disclosure)
    tables = {**shown.tables(), "techniques": techniques}
    yield ExportedFile("tables.xlsx", partial(_write, shown, tables, library))


def _write(results: Results, tables: dict[str, pl.DataFrame], library: Library, stream: BinaryIO) -> int:
    """Write the sheets row by row; the library keeps one row in memory."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with library.Workbook(stream, {"constant_memory": True, **plain}) as workbook:
        workbook.set_properties({"title": f"Unisono, run {results.run_id}", "created": _made_at(results)})
        formats = _Formats(workbook)
        about = workbook.add_worksheet("about")
        cut: dict[str, int] = {}
        for name, table in tables.items():
            for number, part in enumerate(_sheets(table), start=1):
                title = name if number == 1 else f"{name} {number}"
                cut[title] = _sheet(workbook.add_worksheet(title), part, formats)
        _about(about, results, formats, cut)
    return sum(table.height for table in tables.values())


class _Formats:
    """How cells look."""

    def __init__(self, workbook: Library) -> None:
        """Add the formats to a workbook."""
        self.bold = workbook.add_format({"bold": True})
        self.date = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        # Says that the cell is text also when somebody edits it.
        self.text = workbook.add_format({"quote_prefix": True})


def _about(sheet: Library, results: Results, formats: _Formats, cut: Mapping[str, int]) -> None:
    """Write the first sheet last, as only then is it known how many cells of each sheet were cut."""
    lines = (
        ("run", results.run_id),
        ("version", results.version),
        ("scanned_at", results.scanned_at),
        ("what it shows", "Accounts that acted together more often than chance gives. It does not say why."),
        ("times", f"Columns that end in _at are exact text in UTC; {DATE} beside them is the same as a date."),
        ("cells that were cut", _cut_text(cut)),
    )
    sheet.set_column(0, 1, 24)
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name, formats.bold)
        sheet.write_string(row, 1, value)


def _cut_text(cut: Mapping[str, int]) -> str:
    """Return how many cells were cut, and in which sheets; cut: the number of each sheet."""
    where = ", ".join(f"{number:,} in {name}" for name, number in cut.items() if number)
    if not where:
        return "none"
    why = f"longer than the {MOST_LETTERS:,} letters that a cell holds"
    return f"{where}: {why}. The exports csv and parquet have them whole, and for techniques the export disarm."


def _sheets(table: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield what fits on one sheet each, a header included."""
    yield from table.iter_slices(MOST_ROWS - 1) if table.height else [table]


def _sheet(sheet: Library, table: pl.DataFrame, formats: _Formats) -> int:
    """Write a table; returns how many cells were cut."""
    names = _columns(table)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(names):
        sheet.set_column(column, column, 20 if name.endswith(DATE) else WIDTHS.get(type(table.schema[name]), 24.0))
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, formats.bold)
    row = 1
    cut = 0
    for part in table.iter_slices(ROWS_AT_ONCE):
        for cells in _with_dates(part).select(names).iter_rows():
            cut += _row(sheet, row, cells, formats)
            row += 1
    if table.height:
        sheet.autofilter(0, 0, table.height, len(names) - 1)
    return cut


def _row(sheet: Library, row: int, cells: Sequence[object], formats: _Formats) -> int:
    """Write one row; returns how many of its cells were cut."""
    cut = 0
    for column, cell in enumerate(cells):
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, int | float) and math.isfinite(cell):
            sheet.write_number(row, column, cell)
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell, formats.date)
        elif isinstance(cell, str) and cell:
            text = without_controls(cell)
            if len(text) > MOST_LETTERS:
                text = text[: MOST_LETTERS - len(CUT)] + CUT
                cut += 1
            sheet.write_string(row, column, text, formats.text if text[0] in FORMULA_STARTS else None)
    return cut


def _columns(table: pl.DataFrame) -> list[str]:
    names = []
    for name, kind in table.schema.items():
        names += [name, name + DATE] if isinstance(kind, pl.Datetime) else [name]
    return names


def _with_dates(table: pl.DataFrame) -> pl.DataFrame:
    dates = [
        pl.col(name).dt.replace_time_zone(None).alias(name + DATE)
        for name, kind in table.schema.items()
        if isinstance(kind, pl.Datetime)
    ]
    return pl.concat([for_reading(table), table.select(dates)], how="horizontal") if dates else for_reading(table)


def _made_at(results: Results) -> datetime:
    """Return when the run began, so that the same run gives the same bytes."""
    try:
        return datetime.fromisoformat(results.scanned_at).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return datetime(1980, 1, 1)  # a workbook has no time zones


XLSX = Exporter("xlsx", "tables as one workbook", suffix=".xlsx", needs_run=True, write=write_workbook, extra=EXTRA)
