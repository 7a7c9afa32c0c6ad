"""A workbook holds every row, ids as text, no formula, and a real date beside each exact time."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.exports.small_case import HOSTILE, case_with_run, content_of
from tests.exports.told_case import leaks, told_case
from unisono.exports import build_export
from unisono.exports import workbook as module
from unisono.exports.exporter import ExportedFile
from unisono.exports.results import read_results


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def about_of(file: ExportedFile) -> dict[str, str]:
    """Return what the first sheet of a workbook tells, by its names."""
    rows = opened(content_of(file))["about"].iter_rows(values_only=True)
    return {str(name): str(value) for name, value in rows}


def test_every_table_is_a_sheet_with_all_its_rows(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    (file,) = build_export(case, run, "xlsx")
    book = opened(content_of(file))
    tables = read_results(run).tables()
    assert book.sheetnames == ["about", *tables, "techniques"]
    for name, table in tables.items():
        assert book[name].max_row == table.height + 1


def test_no_cell_is_a_formula_and_ids_are_text(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    (file,) = build_export(case, case.latest_run(), "xlsx")
    book = opened(content_of(file))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    members = book["members"]
    names = [cell.value for cell in members[1]]
    handles = [row[names.index("handle")] for row in members.iter_rows(min_row=2)]
    (hostile,) = [cell for cell in handles if cell.value == HOSTILE]
    assert hostile.quotePrefix
    assert "ann" in [cell.value for cell in handles]
    assert {type(row[names.index("account")].value) for row in members.iter_rows(min_row=2)} == {str}
    assert not [cell for cell in cells if isinstance(cell.value, str) and "\u202e" in cell.value]


def test_a_time_is_exact_text_with_a_date_beside_it(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    (file,) = build_export(case, case.latest_run(), "xlsx")
    sheet = opened(content_of(file))["members"]
    names = [cell.value for cell in sheet[1]]
    first = names.index("first_at")
    assert names[first + 1] == "first_at_date_utc"
    assert sheet.cell(2, first + 1).value == "2018-07-01T12:00:00Z"
    assert sheet.cell(2, first + 2).value == dt.datetime(2018, 7, 1, 12)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 4)
    case = case_with_run(tmp_path / "case")
    (file,) = build_export(case, case.latest_run(), "xlsx")
    book = opened(content_of(file))
    assert [name for name in book.sheetnames if name.startswith("members")] == ["members", "members 2"]
    assert [book[name].max_row for name in ("members", "members 2")] == [4, 4]


def test_a_workbook_in_which_nothing_was_cut_says_so(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    (file,) = build_export(case, case.latest_run(), "xlsx")
    assert about_of(file)["cells that were cut"] == "none"


def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    long = run.table("findings").with_columns(because=pl.lit("a" * 40_000))
    case.write_run({**run.record}, {**{name: run.table(name) for name in run.table_names}, "findings": long})
    (file,) = build_export(case, case.latest_run(), "xlsx")
    sheet = opened(content_of(file))["findings"]
    column = [cell.value for cell in sheet[1]].index("because") + 1
    assert len(sheet.cell(2, column).value) == module.MOST_LETTERS
    assert sheet.cell(2, column).value.endswith(module.CUT)
    told = about_of(file)["cells that were cut"]
    assert told.startswith(f"{long.height} in findings: longer than the 32,767 letters that a cell holds.")
    assert "csv and parquet have them whole" in told
    assert content_of(file) == content_of(file)


def test_a_workbook_for_others_names_nobody(tmp_path: Path) -> None:
    case, run = told_case(tmp_path / "case")
    (file,) = build_export(case, run, "xlsx", profile="public")
    book = opened(content_of(file))
    written = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    assert leaks(written) == []
    assert "account-" in written
