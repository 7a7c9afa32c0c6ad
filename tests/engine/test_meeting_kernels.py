"""The kernels of meetings, called as they stand, with room that holds rubbish."""

import numpy as np

from unisono.engine.machine_code import Kernels

START = np.array([0, 2, 4], np.int64)
OBJECTS = np.array([0, 1, 0, 1], np.int32)
TIMES = np.array([0, 100, 3, 109], np.int64)
PAIR = (np.array([0], np.int32), np.array([1], np.int32))


def test_meetings_are_counted_in_each_window_and_no_oftener_than_posts() -> None:
    for posts, expected in (([], [0, 1, 2, 2]), ([0, 1, 2, 3], [0, 1, 2, 2]), ([0, 0, 1, 2], [0, 1, 1, 1])):
        met = np.full((1, 4), 77, np.int32)
        room = np.zeros(2, np.int64), np.zeros((2, 2), np.int32), np.full((4 if posts else 0, 2), 77, np.int64)
        given = (START, OBJECTS, TIMES, np.array(posts, np.int32), *PAIR, np.array([1, 3, 9], np.int64))
        Kernels("meeting_kernels")["count_meetings"](*given, *room, met)
        assert met.tolist() == [expected]


def test_what_stands_behind_a_pair_is_what_lies_within_its_reach() -> None:
    posts, seen = np.array([0, 1, 0, 2], np.int32), np.zeros(3, np.int32)
    limits = np.iinfo(np.int64)
    for reach, fields, acts in ((3, [1, 1, 1, 0, 3], [0, 2]), (9, [2, 2, 3, 0, 109], [0, 1, 2, 3])):
        found, met = np.array([[0, 0, 0, limits.max, limits.min]], np.int64), np.zeros(4, np.bool_)
        given = (START, OBJECTS, TIMES, posts, *PAIR, np.array([reach], np.int64))
        Kernels("meeting_kernels")["find_meetings"](*given, seen, found, met)
        assert found.tolist() == [fields]
        assert np.flatnonzero(met).tolist() == acts


def test_a_common_author_adds_no_more_than_the_lesser_interest() -> None:
    sums, interest = np.full(1, 77.0), np.array([0.5, 0.25, 0.5, 0.5])
    given = (START, OBJECTS, interest, np.array([1.0, 40.0]), *PAIR)
    Kernels("meeting_kernels")["sum_author_overlaps"](*given, sums)
    assert sums.tolist() == [0.5 * 0.5 + 0.25]
