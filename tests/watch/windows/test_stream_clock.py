"""The clock of a stream goes by what most of its posts say, of today or of years ago."""

import numpy as np

from unisono.watch.windows.stream_clock import MICROSECONDS, StreamClock

NOW = 1_777_896_000.0


def _times(*seconds: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return (np.array(seconds) * MICROSECONDS).astype(np.int64)


def _seconds(clock: StreamClock) -> float:
    assert clock.newest is not None
    return clock.newest / MICROSECONDS


def test_before_the_first_post_there_is_no_time() -> None:
    clock = StreamClock(30.0, 120.0)
    assert clock.newest is None
    assert clock.watermark is None
    assert clock.believe(_times(), NOW).tolist() == []


def test_a_post_ahead_of_this_machines_clock_does_not_move_it() -> None:
    clock = StreamClock(30.0, 120.0)
    believed = clock.believe(_times(*(NOW - second for second in range(30)), NOW + 86_400.0), NOW)
    assert believed.tolist() == [True] * 30 + [False]
    assert _seconds(clock) == NOW
    assert clock.watermark == int((NOW - 30.0) * MICROSECONDS)


def test_in_a_recording_of_years_ago_one_post_of_last_year_is_not_believed() -> None:
    clock, ago = StreamClock(30.0, 120.0), NOW - 8 * 3.15e7
    for second in range(10):
        clock.believe(_times(*(ago + second + part / 10 for part in range(10))), NOW + second)
    believed = clock.believe(_times(ago + 10.0, NOW - 3.15e7, ago + 10.5), NOW + 10.0)
    assert believed.tolist() == [True, False, True]
    assert _seconds(clock) == ago + 10.5


def test_a_recording_that_is_played_quickly_is_believed_whole() -> None:
    clock, ago = StreamClock(30.0, 120.0), NOW - 3.15e7
    for part in range(20):
        first = ago + part * 7_000.0
        believed = clock.believe(_times(*np.arange(first, first + 7_000.0, 70.0)), NOW + part / 10)
        assert believed.all()
    assert _seconds(clock) == ago + 20 * 7_000.0 - 70.0


def test_where_the_first_post_of_all_lies_ahead_the_next_ones_set_it_right() -> None:
    clock, ago = StreamClock(30.0, 120.0), NOW - 3.15e7
    clock.believe(_times(NOW - 100.0), NOW)
    for second in range(5):
        clock.believe(_times(ago + second), NOW + second)
    assert _seconds(clock) == ago + 4.0


def test_after_a_gap_the_clock_goes_on_as_soon_as_a_tenth_of_the_posts_say_so() -> None:
    clock, ago = StreamClock(30.0, 120.0), NOW - 3.15e7
    clock.believe(_times(*(ago + part for part in range(150))), NOW)
    later = ago + 86_400.0
    for part in range(40):
        clock.believe(_times(later + part), NOW + 1.0)
    assert _seconds(clock) == later + 39.0
