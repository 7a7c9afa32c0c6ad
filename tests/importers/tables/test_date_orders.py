"""The order of day and month of a whole table."""

from pathlib import Path

import pytest

from tests.importers.table_sources import written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.tables.date_orders import is_in_days, order_of_dates
from unisono.importers.tables.tabular import open_table
from unisono.importers.times import DateOrder
from unisono.model.errors import DataRejectedError

MAPPING = {"created_at": "Date+Time"}


def order(folder: Path, dates: list[str], said: DateOrder | None = None) -> DateOrder | None:
    source = written_source(folder, "Date,Time,x\n" + "".join(f"{date},10:00,y\n" for date in dates))
    settings = ReadSettings(dates=said)
    return order_of_dates(source, open_table(source), MAPPING, settings)


def test_one_row_far_down_decides_for_all(tmp_path: Path) -> None:
    assert order(tmp_path, ["3/4/2021"] * 600 + ["13/4/2021"]) == "day_first"
    assert order(tmp_path, ["3/4/2021"] * 600 + ["4/13/2021"]) == "month_first"


def test_dates_that_need_no_order_are_left_alone(tmp_path: Path) -> None:
    assert order(tmp_path, ["2021-04-03", "3-Apr-2021"]) is None


def test_what_nothing_decides_is_refused_and_what_the_user_says_is_taken(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match="Nothing was guessed"):
        order(tmp_path, ["3/4/2021", "5/6/2021"])
    assert order(tmp_path, ["3/4/2021", "5/6/2021"], "month_first") == "month_first"


def days(folder: Path, cells: list[str]) -> bool:
    source = written_source(folder, "Date,x\n" + "".join(f"{cell},y\n" for cell in cells))
    return is_in_days(open_table(source), {"created_at": "Date"})


def test_day_numbers_of_a_spreadsheet_are_a_whole_column_whatever_the_first_rows_are(tmp_path: Path) -> None:
    assert days(tmp_path, ["45361.25"] * 600)
    assert not days(tmp_path, ["45361.25"] * 600 + ["2024-03-10"])
    assert not days(tmp_path, ["2024-03-10"] + ["45361.25"] * 5)
