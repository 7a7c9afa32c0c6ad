"""Windows and times as people type them."""

import math
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.api.spans import SECONDS_OF_UNIT, parse_moment, parse_window, parse_windows, window_text
from unisono.model.errors import UsageError


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("10s", 10), ("60s", 60), ("10min", 600), ("1h", 3_600), ("1d", 86_400), ("1.5 H", 5_400), ("any", math.inf)],
)
def test_windows_are_read_as_they_are_typed(typed: str, seconds: float) -> None:
    assert parse_window(typed) == seconds


def test_numbers_and_durations_are_windows_too() -> None:
    assert parse_window(60) == 60.0
    assert parse_window(timedelta(minutes=10)) == 600.0
    assert parse_windows("any, 60s,10min,1min") == (60.0, 600.0, math.inf)
    assert parse_windows(["1h", 60]) == (60.0, 3_600.0)
    assert parse_windows(60) == (60.0,)


@pytest.mark.parametrize(
    "typed", ["", "soon", "60", "1m", "-1s", "0s", "5 weeks", "١s s", 0, -3.0, math.nan, timedelta(0)]
)
def test_what_is_no_window_is_refused_with_examples(typed: object) -> None:
    with pytest.raises(UsageError, match=r"is not a window.*--window 60s,10min,any"):
        parse_window(typed)  # type: ignore[arg-type]


def test_no_window_at_all_is_refused() -> None:
    with pytest.raises(UsageError, match="No window was given"):
        parse_windows([])


@given(number=st.integers(min_value=1, max_value=10_000), unit=st.sampled_from(sorted(SECONDS_OF_UNIT)))
def test_a_window_reads_back_as_it_is_written(number: int, unit: str) -> None:
    seconds = parse_window(f"{number}{unit}")
    assert parse_window(window_text(seconds)) == pytest.approx(seconds, rel=1e-5)


def test_no_limit_reads_as_any_time() -> None:
    assert window_text(None) == window_text(math.inf) == "any time"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2018-06-30", datetime(2018, 6, 30, tzinfo=UTC)),
        (date(2018, 6, 30), datetime(2018, 6, 30, tzinfo=UTC)),
        ("2018-06-30T18:00:00Z", datetime(2018, 6, 30, 18, tzinfo=UTC)),
        ("2018-06-30 20:00+02:00", datetime(2018, 6, 30, 18, tzinfo=UTC)),
        (datetime(2018, 6, 30, 18), datetime(2018, 6, 30, 18, tzinfo=UTC)),
    ],
)
def test_days_and_times_are_utc(typed: str | date, moment: datetime) -> None:
    assert parse_moment(typed) == moment


@given(text=st.text(max_size=30))
def test_any_text_is_a_time_or_a_clear_error(text: str) -> None:
    try:
        assert parse_moment(text).tzinfo is UTC
    except UsageError as error:
        assert "Type a" in str(error)


def test_a_time_outside_the_calendar_is_refused() -> None:
    with pytest.raises(UsageError, match="outside the calendar"):
        parse_moment("9999-12-31T23:59:59-12:00")
