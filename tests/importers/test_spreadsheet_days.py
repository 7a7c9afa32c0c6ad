"""A column is a spreadsheet's day numbers as a whole, or not at all."""

from datetime import datetime

import polars as pl

from unisono.importers.spreadsheet_days import holds_only_days, read_days


def test_a_column_of_day_numbers_and_gaps_is_one() -> None:
    assert holds_only_days(pl.Series(["45361", None, "45361.5"]))
    assert not holds_only_days(pl.Series([None, None], dtype=pl.String))


def test_one_other_time_or_a_number_that_is_no_day_of_our_times_makes_it_another_column() -> None:
    assert not holds_only_days(pl.Series(["45361"] * 200 + ["2024-03-10"]))
    assert not holds_only_days(pl.Series(["45361", "99999"]))


def test_a_day_number_is_a_clock_without_a_zone() -> None:
    read = read_days(pl.Series(["45361.5", "45362"]))
    assert read["clock"].to_list() == [datetime(2024, 3, 10, 12), datetime(2024, 3, 11)]
    assert read["offset"].to_list() == [None, None]
    assert set(read["precision"]) == {"second"}
    assert set(read_days(pl.Series(["45361", "45362"]))["precision"]) == {"day"}
