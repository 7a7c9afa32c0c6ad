"""When a recorded line happened."""

import pytest

from unisono.watch.replay.event_times import event_time_us, iso_us, read_event, time_of

AT = 1_777_896_000_000_000


@pytest.mark.parametrize(
    "event",
    [
        {"time_us": AT},
        {"time": "2026-05-04T12:00:00Z"},
        {"created_at": "2026-05-04T14:00:00.000+02:00"},
        {"created_at": "Mon May 04 12:00:00 +0000 2026"},
        {"created_utc": AT // 1_000_000},
        {"timestamp": AT // 1_000},
        {"timestamp": "1777896000"},
        {"date": "2026-05-04 12:00:00"},
        {"created_at": "no time", "timestamp": 1777896000.0},
    ],
)
def test_the_usual_names_and_ways_of_writing_a_time_are_read(event: dict) -> None:
    assert event_time_us(event) == AT


@pytest.mark.parametrize("event", [{}, {"time": ""}, {"time": True}, {"created_at": {}}, {"timestamp": -5}])
def test_what_is_no_time_is_none(event: dict) -> None:
    assert event_time_us(event) is None


def test_microseconds_are_written_out_as_they_are() -> None:
    assert iso_us(1_783_175_888_085_434) == "2026-07-04T14:38:08.085434Z"
    assert iso_us(AT) == "2026-05-04T12:00:00.000000Z"


def test_lines_that_hold_no_object_are_no_events() -> None:
    assert read_event(b"[1]") is None and read_event(b'{"a":') is None and read_event(b"\xff") is None
    assert time_of(b'{"time_us":5') is None and time_of(b'{"time_us":1777896000000000}') == AT
