"""Of posts that came together those moments are looked at in which most happened, and always the last."""

import numpy as np

from unisono.watch.windows.stepping import MOST_STEPS, SECOND, moments_to_look


def test_a_second_of_a_live_stream_is_one_moment() -> None:
    times = np.array([10.1, 10.4, 10.9]) * SECOND
    assert moments_to_look(times.astype(np.int64), 9 * SECOND, int(10.9 * SECOND)) == [int(10.9 * SECOND)]


def test_each_second_with_posts_is_looked_at_at_its_last_post() -> None:
    times = (np.array([10.1, 10.4, 12.0, 15.5]) * SECOND).astype(np.int64)
    assert moments_to_look(times, None, int(times[-1])) == [int(10.4 * SECOND), 12 * SECOND, int(15.5 * SECOND)]


def test_of_many_seconds_the_busiest_are_among_those_looked_at() -> None:
    quiet = np.arange(0, 100_000, 100) * SECOND
    busy = 50_050 * SECOND + np.arange(20) * SECOND // 4
    times = np.sort(np.concatenate([quiet, busy])).astype(np.int64)
    chosen = moments_to_look(times, None, int(times[-1]))
    assert len(chosen) <= MOST_STEPS + 1
    assert int(busy[-1]) in chosen
    assert chosen[-1] == times[-1]


def test_with_nothing_new_the_newest_moment_is_looked_at() -> None:
    assert moments_to_look(np.empty(0, np.int64), 5, 7) == [7]
