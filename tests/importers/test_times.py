"""Times in the shapes that people and tools write become UTC, with the precision that was written."""

from datetime import UTC, date, datetime, timedelta, timezone

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.times import decide_date_order, read_times
from unisono.model.errors import DataRejectedError

NOON = datetime(2018, 10, 5, 12, 33, 1, tzinfo=UTC)
MINUTE = NOON.replace(second=0)
MOMENTS = st.datetimes(datetime(2006, 1, 1), datetime(2035, 1, 1)).map(lambda moment: moment.replace(microsecond=0))


def test_a_column_in_several_pieces_is_read_like_one() -> None:
    pieces = [pl.Series("at", [f"201{number % 7}-05-1{number % 10}"]) for number in range(40)]
    whole = read_times(pl.concat(pieces, rechunk=True)).at
    assert read_times(pl.concat(pieces, rechunk=False)).at.to_list() == whole.to_list()


@pytest.mark.parametrize(
    ("written", "at", "precision"),
    [
        ("2018-10-05T12:33:01Z", NOON, "second"),
        ("2018-10-05T12:33:01.000Z", NOON, "second"),
        ("2018-10-05 15:33:01+03:00", NOON, "second"),
        ("2018-10-05 15:33:01 +0300", NOON, "second"),
        ("2018-10-05 08:33:01 EDT", NOON, "second"),
        ("2018-10-05 07:33:01 EST", NOON, "second"),
        ("2018-10-05 14:33:01 CEST", NOON, "second"),
        ("2018-10-05 12:33:01 UTC", NOON, "second"),
        ("2018/10/05 12:33:01", NOON, "second"),
        ("2018-10-05 12:33", MINUTE, "minute"),
        ("2018-10-05", NOON.replace(hour=0, minute=0, second=0), "day"),
        ("Fri Oct 05 12:33:01 +0000 2018", NOON, "second"),
        ("Fri Oct 05 14:33:01 +0200 2018", NOON, "second"),
        ("Fri, 05 Oct 2018 12:33:01 GMT", NOON, "second"),
        ("5 October 2018 12:33", MINUTE, "minute"),
        ("Oct 5, 2018 12:33:01 PM", NOON, "second"),
        ("20181005T123301Z", NOON, "second"),
        ("20181005", NOON.replace(hour=0, minute=0, second=0), "day"),
        ("1538742781", NOON, "second"),
        ("1538742781.0", NOON, "second"),
        ("1538742781000", NOON, "second"),
        ("1538742781000000", NOON, "second"),
        ("1.538742781E9", NOON, "second"),
    ],
)
def test_a_time_is_read_in_each_shape(written: str, at: datetime, precision: str) -> None:
    times = read_times(pl.Series([written, None]))
    assert times.at.to_list() == [at, None]
    assert times.precision.to_list() == [precision, None]
    assert times.unreadable.is_empty()


def test_a_column_of_many_shapes_is_read_row_by_row() -> None:
    times = read_times(pl.Series(["2018-10-05T12:33:01Z", "1538742781", "soon", "", None, "2018-10-05 12:33"]))
    assert times.at.to_list() == [NOON, NOON, None, None, None, MINUTE]
    assert times.unreadable.to_list() == ["soon"]
    assert times.without_zone == 1


@pytest.mark.parametrize(
    "nonsense", ["2018-02-31 10:00", "2018-13-01", "2018-10-05 25:00", "25", "2018-10-05 10:00 IST", "x"]
)
def test_what_is_no_time_is_not_read(nonsense: str) -> None:
    times = read_times(pl.Series([nonsense]))
    assert times.at.to_list() == [None]
    assert times.unreadable.to_list() == [nonsense]


@given(st.lists(MOMENTS, min_size=1, max_size=8), st.integers(-56, 56))
def test_an_offset_is_never_dropped(moments: list[datetime], quarters: int) -> None:
    zone = timezone(timedelta(minutes=15 * quarters))
    local = [moment.replace(tzinfo=zone) for moment in moments]
    for style in ("%Y-%m-%dT%H:%M:%S%z", "%a %b %d %H:%M:%S %z %Y", "%d %b %Y %H:%M:%S %z"):
        times = read_times(pl.Series([moment.strftime(style) for moment in local]), zone="Asia/Tokyo")
        assert times.at.to_list() == [moment.astimezone(UTC) for moment in local]
        assert times.without_zone == 0


@given(st.lists(MOMENTS, min_size=1, max_size=8))
def test_clock_times_without_an_offset_are_placed_in_the_zone_given(moments: list[datetime]) -> None:
    times = read_times(pl.Series([moment.strftime("%Y-%m-%d %H:%M:%S") for moment in moments]), zone="-03:00")
    assert times.at.to_list() == [moment.replace(tzinfo=UTC) + timedelta(hours=3) for moment in moments]
    assert times.without_zone == len(moments)


@given(st.lists(MOMENTS, min_size=1, max_size=8), st.sampled_from(["day_first", "month_first"]))
def test_numbered_dates_are_read_in_the_order_decided(moments: list[datetime], order: str) -> None:
    style = "%d/%m/%Y %H:%M" if order == "day_first" else "%m/%d/%Y %H:%M"
    chosen = "day_first" if order == "day_first" else "month_first"
    times = read_times(pl.Series([moment.strftime(style) for moment in moments]), order=chosen)  # type: ignore[arg-type]  # a literal by construction
    assert times.at.to_list() == [moment.replace(second=0, tzinfo=UTC) for moment in moments]
    assert set(times.precision) == {"minute"}


@given(st.lists(st.floats(1.1e9, 2e9), min_size=1, max_size=8))
def test_unix_times_keep_their_decimals_to_the_microsecond(seconds: list[float]) -> None:
    written = [f"{second:.6f}" for second in seconds]
    times = read_times(pl.Series(written))
    start = datetime(1970, 1, 1, tzinfo=UTC)
    expected = [start + timedelta(seconds=int(text[:-7]), microseconds=int(text[-6:])) for text in written]
    assert all(abs(read - wanted) <= timedelta(microseconds=1) for read, wanted in zip(times.at, expected, strict=True))


def test_halves_of_the_day_and_short_years_are_read() -> None:
    times = read_times(pl.Series(["3/22/16 12:05 AM", "3/22/16 12:05 PM", "3/22/16 1:05 pm"]), order="month_first")
    assert [at.hour for at in times.at] == [0, 12, 13]
    assert {at.year for at in times.at} == {2016}


def test_numbered_dates_stay_unread_until_somebody_decides() -> None:
    assert read_times(pl.Series(["3/4/2018 10:00"])).at.to_list() == [None]


def test_the_order_of_day_and_month_is_decided_over_the_column() -> None:
    assert decide_date_order(pl.Series(["3/4/2018 10:00", "3/22/2018 10:00"]), where="x") == "month_first"
    assert decide_date_order(pl.Series(["03.04.2018", "22.03.2018"]), where="x") == "day_first"
    assert decide_date_order(pl.Series(["2018-03-04", None]), where="x") is None


@pytest.mark.parametrize("column", [["3/4/2018", "5/6/2018"], ["3/22/2018", "22/3/2018"]])
def test_an_ambiguous_column_is_refused_with_what_to_type(column: list[str]) -> None:
    with pytest.raises(DataRejectedError, match=r"posts.csv.*--dates day-first"):
        decide_date_order(pl.Series(column), where="posts.csv, column date,")


def test_seconds_that_are_all_zero_were_never_written() -> None:
    stamps = [f"2018-10-05 {row // 60:02d}:{row % 60:02d}:00" for row in range(100)]
    assert set(read_times(pl.Series(stamps)).precision) == {"minute"}
    assert set(read_times(pl.Series([*stamps, "2018-10-05 10:00:07"])).precision) == {"second"}
    days = [f"2018-10-{1 + row % 28:02d} 00:00:00" for row in range(100)]
    assert set(read_times(pl.Series(days)).precision) == {"day"}


def test_dates_and_datetimes_of_a_typed_column_are_taken_as_they_are() -> None:
    aware = pl.Series([NOON]).dt.convert_time_zone("Asia/Tokyo")
    assert read_times(aware).at.to_list() == [NOON]
    assert read_times(pl.Series([date(2018, 10, 5)])).precision.to_list() == ["day"]
    naive = read_times(pl.Series([NOON.replace(tzinfo=None)]), zone="Asia/Tokyo")
    assert (naive.at.to_list(), naive.without_zone) == ([NOON - timedelta(hours=9)], 1)


def test_small_numbers_are_times_only_where_the_format_says_so() -> None:
    assert read_times(pl.Series(["59"])).at.to_list() == [None]
    assert read_times(pl.Series(["59"]), smallest_unix=0.0).at.to_list() == [datetime(1970, 1, 1, 0, 0, 59, tzinfo=UTC)]


@pytest.mark.parametrize(
    "written",
    ["٢٠١٨-١٠-٠٥ ١٢:٣٣:٠١", "۲۰۱۸-۱۰-۰۵ ۱۲:۳۳:۰۱", "２０１８/１０/０５ １２：３３：０１", "२०१८-१०-०५T१२:३३:०१Z"],
)
def test_digits_of_every_script_are_digits(written: str) -> None:
    assert read_times(pl.Series([written, "2018-10-05 12:33:01", None])).at.to_list() == [NOON, NOON, None]


def test_digits_of_another_script_decide_the_order_of_day_and_month_too() -> None:
    column = pl.Series(["٢٢/٣/٢٠١٨ ١٠:٠٠"])
    assert decide_date_order(column, where="x") == "day_first"
    assert read_times(column, order="day_first").at.to_list() == [datetime(2018, 3, 22, 10, tzinfo=UTC)]


def test_the_first_time_without_a_zone_is_told_as_it_was_written() -> None:
    assert read_times(pl.Series(["2018-10-05 12:33 EST", "soon", " 2018-10-05 12:33:01 "])).zoneless == (
        "2018-10-05 12:33:01"
    )
    assert read_times(pl.Series(["2018-10-05 12:33 EST", "2018-10-05"])).zoneless is None
    assert read_times(pl.Series([], dtype=pl.String)).zoneless is None


def test_dates_in_other_languages_stand_beside_others() -> None:
    column = ["10 березня 2024 07:00", "2024年3月10日 07:00", "10 Mar 2024 7:00", "2024/03/10 07:00", "10 smarch 2024"]
    assert read_times(pl.Series(column)).at.to_list() == [datetime(2024, 3, 10, 7, tzinfo=UTC)] * 4 + [None]


def test_a_column_of_a_spreadsheet_s_day_numbers_is_read_in_the_zone_given() -> None:
    times = read_times(pl.Series(["45361.2916666667", None, "45361.5"]), zone="+02:00")
    at = [datetime(2024, 3, 10, 5, tzinfo=UTC), None, datetime(2024, 3, 10, 10, tzinfo=UTC)]
    assert (times.at.to_list(), times.spreadsheet_days) == (at, 2)
    assert read_times(pl.Series(["45361"])).precision.to_list() == ["day"]


@pytest.mark.parametrize("column", [["45361", "19000"], ["45361", "45361 items"], ["45361", "2024-03-10"]])
def test_single_numbers_of_that_size_are_no_times(column: list[str]) -> None:
    times = read_times(pl.Series(column))
    assert (times.at[0], times.spreadsheet_days) == (None, 0)
