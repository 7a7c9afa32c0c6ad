"""When an event counts as having happened."""

from datetime import UTC, datetime

import polars as pl

from unisono.importers.bluesky.event_times import with_event_times

NOON_US = 1772366400000000  # 2026-03-01 12:00 UTC
REV = "3mfy5qqr22222"


def event_times(time_us: int | None, time: str | None, rev: str | None) -> tuple[datetime | None, ...]:
    schema = {"time_us": pl.Int64, "time": pl.String, "rev": pl.String}
    timed = with_event_times(pl.DataFrame({"time_us": [time_us], "time": [time], "rev": [rev]}, schema=schema))
    return timed.select("seen_at", "event_at").row(0)


def test_the_time_of_the_stream_counts() -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert event_times(NOON_US, None, None) == (noon, noon)
    assert event_times(None, "2026-03-01T12:00:00.000001Z", None) == (noon.replace(microsecond=1),) * 2


def test_a_number_that_is_no_time_of_a_stream_is_none() -> None:
    assert event_times(12, None, None) == (None, None)
    assert event_times(2**62, "2026-03-01T12:00:00Z", None) == (datetime(2026, 3, 1, 12, tzinfo=UTC),) * 2


def test_the_clock_of_the_commit_counts_where_it_is_two_minutes_earlier() -> None:
    at = with_event_times(
        pl.DataFrame(
            {"time_us": [None], "time": ["2100-01-01T00:00:00Z"], "rev": [REV]},
            schema={"time_us": pl.Int64, "time": pl.String, "rev": pl.String},
        )
    )
    assert at["event_at"][0] == at["commit_at"][0] is not None
    shortly = at["commit_at"][0].isoformat().replace("+00:00", "Z")
    assert event_times(None, shortly, REV)[0] == event_times(None, shortly, REV)[1]
