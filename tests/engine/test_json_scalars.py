"""Times are read in the kernel as Python reads them, and every other way to write one is refused."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.test_json_fields import blocks_of
from unisono.engine.json_fields import Found, read_fields
from unisono.engine.json_plan import Wanted, plan_fields

PLAN = plan_fields(
    (Wanted("long", "long", "long time"), Wanted("short", "short", "short time"), Wanted("text", "text"))
)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 12, 31, 23, 59, 59)).map(lambda at: at.replace(tzinfo=UTC))
LONG = "%a %b %d %H:%M:%S +0000 %Y"


def found_in(**values: str) -> Found:
    content = json.dumps(values, ensure_ascii=False).encode() + b"\n"
    return read_fields(blocks_of(content, 1), len(content), 1, PLAN)


@given(MOMENTS)
def test_times_of_both_ways_are_read(moment: datetime) -> None:
    found = found_in(long=moment.strftime(LONG), short=moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    assert found.refused == []
    assert found.table.row(0)[:2] == (moment.replace(microsecond=0), moment)


@pytest.mark.parametrize("written", ["2021-04-08T15:07:30Z", "2021-04-08T15:07:30+00:00", "2021-04-08T15:07:30.000Z"])
def test_parts_of_a_second_and_the_name_of_utc_may_vary(written: str) -> None:
    assert found_in(short=written).table["short"].to_list() == [datetime(2021, 4, 8, 15, 7, 30, tzinfo=UTC)]


@pytest.mark.parametrize("part", ["1", "12", "123", "123456"])
def test_parts_of_a_second_are_read_to_the_last_digit(part: str) -> None:
    [found] = found_in(short=f"2021-04-08T15:07:30.{part}Z").table["short"].to_list()
    assert found == datetime(2021, 4, 8, 15, 7, 30, tzinfo=UTC) + timedelta(seconds=float(f"0.{part}"))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Thu Jun 01 12:00:00 +0000 2018",  # it was a Friday
        "Fri Jun 01 12:00:00 +0200 2018",
        "Fri jun 01 12:00:00 +0000 2018",
        "Fri Jun 31 12:00:00 +0000 2018",
        "Fri Jun 01 24:00:00 +0000 2018",
        "Fri Jun 01 12:00:60 +0000 2018",
        "Fri Jun 01 12:00:00 +0000 218",
        "Wed Feb 29 12:00:00 +0000 2017",
        "Fri Jun 01 12:00:00 +0000 2018 ",
    ],
)
def test_other_long_times_are_left_to_the_full_reader(written: str) -> None:
    assert [row for row, _ in found_in(long=written).refused] == [0]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2021-04-08",
        "2021-04-08T15:07:30",
        "2021-04-08 15:07:30Z",
        "2021-04-31T15:07:30Z",
        "2021-13-01T15:07:30Z",
        "2021-04-08T15:07:30.Z",
        "2021-04-08T15:07:30.1234567Z",
        "2021-04-08T15:07:30+02:00",
        "1969-04-08T15:07:30Z",
        "2021-04-08T15:7:30.0Z",
    ],
)
def test_other_short_times_are_left_to_the_full_reader(written: str) -> None:
    assert [row for row, _ in found_in(short=written).refused] == [0]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=20, max_size=200))
def test_long_texts_of_any_script_are_read(text: str) -> None:
    assert found_in(text=text).table["text"].to_list() in ([text], [None] if "\x00" in text else [text])
