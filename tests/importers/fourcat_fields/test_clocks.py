"""The two times of 4CAT's tables."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.fourcat_fields.clocks import describe_shift, moments, shifted_rows, written_times
from unisono.importers.times import read_times

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
SECONDS = str(int(NOON.timestamp()))


def frame(*rows: tuple[str | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"timestamp": pl.String, "unix_timestamp": pl.String}, orient="row")


def test_the_platforms_clock_is_read_and_the_other_where_it_is_empty() -> None:
    table = frame(("2024-05-01 14:00:00", SECONDS), (None, SECONDS), ("2024-05-01 12:00:00", None))
    assert read_times(written_times(table, "text")).at.to_list() == [NOON + timedelta(hours=2), NOON, NOON]
    assert read_times(written_times(table, "unix")).at.to_list() == [NOON, NOON, NOON]
    assert written_times(table.head(2), "unix").dtype.is_temporal()


@pytest.mark.parametrize(
    "zero", ["0", "0.0", "-1", "1970-01-01 00:00:00", "1970-01-01 02:00:00", "1969-12-31T23:00:00"]
)
def test_zero_in_any_form_is_no_time(zero: str) -> None:
    assert written_times(frame((zero, "0")), "text").to_list() == [None]


def test_a_time_that_begins_with_a_zero_or_a_one_is_one() -> None:
    assert read_times(written_times(frame((None, SECONDS)), "text")).at[0] == NOON
    assert written_times(frame(("01/02/2024", None)), "text").to_list() == ["01/02/2024"]


@given(quarters=st.integers(-70, 70), extra=st.sampled_from([0, 1, 450]))
def test_only_whole_quarters_of_hours_up_to_fourteen_hours_are_a_shift(quarters: int, extra: int) -> None:
    off = 900 * quarters + extra
    shifted = shifted_rows(frame(("2024-05-01 12:00:00", str(int(SECONDS) + off)), ("soon", SECONDS)))
    is_shift = extra == 0 and 0 < abs(quarters) <= 56
    assert shifted["hours"].to_list() == ([off / 3600] if is_shift else [])


def test_a_shift_is_described_with_the_time_that_was_used() -> None:
    shifted = shifted_rows(frame(("2024-05-01 12:00:00", str(int(SECONDS) - 7200))))
    (text,), (unix,) = describe_shift(shifted, "text"), describe_shift(shifted, "unix")
    assert (text.code, text.rows, text.example[-4:]) == ("shifted_clock", 1, "-2 h")
    assert "unix_timestamp went through" in text.advice and " timestamp went through" in unix.advice
    assert describe_shift(shifted.clear(), "text") == []
    assert moments(pl.Series([SECONDS])).to_list() == [NOON]
