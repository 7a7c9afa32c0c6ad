"""What a watcher has counted is written down as it is: rates, lags, clocks, memory."""

from datetime import UTC, datetime, timedelta

import polars as pl

from tests.watch.receptions import Given
from unisono.model.tables import POSTS, conform
from unisono.watch.keeping.storing import Stored
from unisono.watch.standing import Standing, memory_bytes, most_memory_bytes

START = datetime(2026, 5, 4, 12, tzinfo=UTC)
NOW = START.timestamp()


def posts(*ahead_s: float, column: str = "created_at") -> pl.DataFrame:
    return conform(pl.DataFrame({column: [START + timedelta(seconds=one) for one in ahead_s]}), POSTS)


def standing(*, is_recording: bool = False) -> Standing:
    return Standing("jetstream", is_recording, START)


def test_the_rate_is_that_of_the_last_ten_seconds() -> None:
    counted = standing()
    for second in range(60):
        counted.count_posts(posts(*[0.0] * 20), NOW, NOW + second)
    assert counted.posts == 1_200 and 18 <= counted.posts_per_s(NOW + 59) <= 22
    assert counted.posts_per_s(NOW + 75) == 0


def test_a_rate_of_the_first_seconds_is_not_thinned_out() -> None:
    counted = standing()
    counted.count_posts(posts(*[0.0] * 30), NOW, NOW + 1)
    assert counted.posts_per_s(NOW + 2) == 15


def test_a_clock_that_is_ahead_is_seen_and_one_liar_is_not_believed() -> None:
    counted = standing()
    counted.count_posts(posts(*[3.0] * 200, 9_999.0), NOW, NOW)
    assert counted.clock_skew_s == 3.0
    assert counted.status(NOW + 4, "connected", Given([]), Stored(), {}).behind_s == 1.0


def test_when_a_post_was_seen_counts_more_than_what_it_declares() -> None:
    counted = standing()
    seen = posts(500.0).with_columns(posts(1.0)["created_at"].alias("collected_at"))
    counted.count_posts(seen, NOW, NOW)
    assert counted.clock_skew_s == 1.0


def test_old_posts_tell_nothing_of_a_clock_and_recordings_nothing_of_now() -> None:
    counted = standing()
    counted.count_posts(posts(-60.0), NOW, NOW)
    assert counted.clock_skew_s is None
    assert counted.status(NOW, "connected", Given([]), Stored(), {}).behind_s == 60.0
    recorded = standing(is_recording=True)
    recorded.count_posts(posts(-60.0), NOW, NOW)
    status = recorded.status(NOW, "connected", Given([]), Stored(), {})
    assert status.behind_s is None and status.clock_skew_s is None


def test_posts_without_a_time_are_counted_all_the_same() -> None:
    counted = standing()
    counted.count_posts(conform(pl.DataFrame({"post_id": ["a"]}), POSTS), NOW, NOW)
    assert counted.posts == 1 and counted.newest_at is None and counted.clock_skew_s is None


def test_the_status_has_what_was_received_stored_and_left_out() -> None:
    counted = standing()
    counted.redelivered, counted.left_out, counted.lag_s = 3, 5, 0.12345
    reception = Given([], dropped={"the buffer was full": 2}, received=99, problem="trying again")
    status = counted.status(NOW, "behind", reception, Stored(posts=7, duplicates=4, cursor="12"), {"movers": ()})
    assert (status.received, status.stored, status.duplicates, status.cursor) == (99, 7, 7, "12")
    assert (status.dropped, status.left_out, status.edits) == ({"the buffer was full": 2}, 5, 4)
    assert status.lag_s == 0.123 and status.problem == "trying again" and status.state == "behind"


def test_memory_is_what_this_process_holds() -> None:
    assert 1 << 20 < memory_bytes() < 1 << 40
    assert most_memory_bytes() >= memory_bytes() // 2


def test_a_recording_that_another_program_serves_is_not_called_months_behind() -> None:
    served = standing()
    served.count_posts(posts(-8 * 86_400.0), NOW, NOW)
    assert served.status(NOW, "connected", Given([]), Stored(), {}).behind_s is None
    resumed = standing()
    resumed.count_posts(posts(-2 * 86_400.0), NOW, NOW)
    assert resumed.status(NOW, "connected", Given([]), Stored(), {}).behind_s == 2 * 86_400.0
