"""Accounts that act on one object several times, and where all of their acts cross."""

import numpy as np
import pytest

from unisono.engine.own_timing import DAY_MICROSECONDS, MOST_CROSSED, NO_ORIGIN, PRIOR_CROSSINGS
from unisono.engine.repeated_acts import any_day_crossed, any_delay_crossed, crossed_again, list_repeats, list_runs

HOUR = 3_600_000_000
COMMON = np.array([0, 1, 2], np.int32)
ONCE_AND_TWICE = np.array([[0, 1, 2, 3], [0, 2, 4, 6]], np.int64)


def test_all_acts_on_shared_objects_are_listed_object_by_object() -> None:
    start, objects = np.array([0, 4], np.int64), np.array([3, 5, 5, 7], np.int32)
    runs, moments = np.empty(5, np.int64), np.empty(5, np.int64)
    common = np.array([5, 7], np.int32)
    assert list_runs(start, objects, np.arange(10, 14, dtype=np.int64), 0, common, 2, runs, moments) == 2
    assert (runs[:3].tolist(), moments[:3].tolist()) == ([0, 2, 3], [11, 12, 13])


def test_objects_for_whose_acts_there_is_no_room_are_left_out() -> None:
    start, objects = np.array([0, MOST_CROSSED + 1], np.int64), np.array([4] + [5] * MOST_CROSSED, np.int32)
    runs, moments = np.empty(3, np.int64), np.empty(MOST_CROSSED, np.int64)
    common = np.array([4, 5], np.int32)
    assert list_runs(start, objects, np.arange(MOST_CROSSED + 1), 0, common, 2, runs, moments) == 1


def test_one_that_acts_in_an_hour_always_crosses_one_that_acts_in_that_hour_and_another() -> None:
    evenings = np.array([23, 47, 71], np.int64) * HOUR % DAY_MICROSECONDS
    nights_and_evenings = np.tile(np.array([1, 23], np.int64) * HOUR, 3)
    assert any_day_crossed(evenings, nights_and_evenings, ONCE_AND_TWICE, 3, 0, 0, 0.0) == 6 / (6 + PRIOR_CROSSINGS)
    # A person's hour varies: in a window of a minute, two habits that vary by five minutes meet in a fifth.
    minute = HOUR // 60
    part = any_day_crossed(evenings, nights_and_evenings, ONCE_AND_TWICE, 3, minute, 5 * minute, 0.0)
    assert part == pytest.approx(6 * 0.2 / (6 + PRIOR_CROSSINGS))


def test_delays_of_all_acts_cross_on_objects_of_known_origin() -> None:
    slow, quick_and_slow = np.array([60, 60, 60], np.int64), np.tile(np.array([5, 60], np.int64), 3)
    known, unknown = np.zeros(3, np.int64), np.array([0, NO_ORIGIN, NO_ORIGIN])
    assert any_delay_crossed(COMMON, slow, quick_and_slow, ONCE_AND_TWICE, 3, known, 15, 0.0) == 6 / (
        6 + PRIOR_CROSSINGS
    )
    assert any_delay_crossed(COMMON, slow, quick_and_slow, ONCE_AND_TWICE, 3, unknown, 15, 0.25) == 0.25


def test_acts_are_listed_only_where_one_of_them_is_repeated() -> None:
    start, objects = np.array([0, 2, 5], np.int64), np.array([5, 6, 5, 5, 6], np.int32)
    times, common = np.array([23, 47, 1, 23, 47], np.int64) * HOUR, np.array([5, 6], np.int32)
    room, unknown = np.empty((6, 6), np.int64), np.full(7, NO_ORIGIN)
    assert list_repeats(start, objects, times, (0, 1), common, 2, np.array([1, 1]), room) == 0
    assert crossed_again(common, room, 0, unknown, 0, 0, 0.5, 0.5) == (0.0, 0.0)
    assert list_repeats(start, objects, times, (0, 1), common, 2, np.array([2, 1]), room) == 2
    assert crossed_again(common, room, 2, unknown, 0, 0, 0.0, 0.25) == (2 / (2 + PRIOR_CROSSINGS), 0.25)
