"""Gaps say when a stream was not seen, and which of them still hide something."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from unisono.cases import create_case
from unisono.cases.live.gaps import Gap, append_gap, blind_between, read_gaps

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_gap_that_ended_takes_the_place_of_the_one_that_lasted(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    append_gap(case.path, Gap("ws:x", NOON, None, "the server is gone"))
    append_gap(case.path, Gap("ws:x", NOON, NOON + 4 * MINUTE, "the server is gone"))
    assert read_gaps(case.path) == [Gap("ws:x", NOON, NOON + 4 * MINUTE, "the server is gone")]


def test_what_was_read_later_hides_nothing() -> None:
    gaps = [
        Gap("ws:x", NOON, NOON + MINUTE, "lost", is_recovered=True),
        Gap("ws:x", NOON + 2 * MINUTE, None, "gone"),
    ]
    assert blind_between(gaps, NOON, NOON + 10 * MINUTE) == [gaps[1]]


def test_gaps_before_and_after_a_stretch_are_not_of_it() -> None:
    gaps = [Gap("ws:x", NOON, NOON + MINUTE, "gone"), Gap("ws:x", NOON + 9 * MINUTE, NOON + 10 * MINUTE, "gone")]
    assert blind_between(gaps, NOON + 2 * MINUTE, NOON + 5 * MINUTE) == []
