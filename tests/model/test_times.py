"""Times are written in UTC with Z, whatever zone they are in."""

from datetime import UTC, datetime, timedelta, timezone

from unisono.model.times import now_text, time_text


def test_a_time_is_written_in_utc_whatever_its_zone() -> None:
    at = datetime(2018, 6, 1, 12, 30, tzinfo=UTC)
    elsewhere = at.astimezone(timezone(timedelta(hours=-5)))
    assert time_text(at) == time_text(elsewhere) == time_text(at.replace(tzinfo=None)) == "2018-06-01T12:30:00Z"


def test_the_present_moment_is_written_to_the_second_or_finer() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    assert before <= datetime.fromisoformat(now_text()) <= datetime.now(UTC)
    assert len(now_text()) == len("2018-06-01T12:30:00Z") and now_text("milliseconds")[-5] == "."
