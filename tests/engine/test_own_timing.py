"""What two accounts' own times say, step by step."""

import numpy as np
import pytest

from unisono.engine.own_timing import (
    DAY_MICROSECONDS,
    NO_ORIGIN,
    PRIOR_CROSSINGS,
    crossed_days,
    crossed_delays,
    rhythms_meet,
    shared_objects,
    summed_products,
)

NUMBERS = np.array([0, 1, 2], np.int32)
LEFT, RIGHT = np.array([0, 10, 20], np.int64), np.array([5, 500, 25], np.int64)


def test_shared_objects_are_listed_with_their_tries_and_first_acts() -> None:
    start = np.array([0, 3, 6], np.int64)
    objects, times = np.array([0, 2, 2, 1, 2, 3], np.int32), np.arange(6, dtype=np.int64)
    common, tries, left, right = np.empty(3, np.int32), *(np.empty(3, np.int64) for _ in range(3))
    assert shared_objects(start, objects, times, 0, 1, common, tries, left, right) == 1
    assert (common[0], tries[0], left[0], right[0]) == (2, 2, 1, 4)


def test_delays_cross_between_objects_of_known_origin_alone() -> None:
    known = np.array([0, 0, 0], np.int64)
    # Of six crossings three are within 25 for sure: 10-5, 10-25, 20-5; 0-25, which varies by 6, in half of all cases.
    assert crossed_delays(NUMBERS, LEFT, RIGHT, 3, known, 25, 0.1) == (3.5 + 0.1 * PRIOR_CROSSINGS) / (
        6 + PRIOR_CROSSINGS
    )
    unknown = np.array([NO_ORIGIN, 0, NO_ORIGIN], np.int64)
    assert crossed_delays(NUMBERS, LEFT, RIGHT, 3, unknown, 25, 0.1) == 0.1


def test_times_of_day_cross_over_midnight() -> None:
    late, early = np.array([DAY_MICROSECONDS - 1, 0], np.int64), np.array([DAY_MICROSECONDS // 2, 1], np.int64)
    assert crossed_days(late, early, 2, 2, 0, 0.0) == 1 / (2 + PRIOR_CROSSINGS)


def test_times_of_day_that_may_as_well_have_come_later_or_earlier_cross_in_part() -> None:
    first, second = np.array([0, 10_000], np.int64), np.array([10_000, 150], np.int64)
    # The crossings differ by 150 and by nothing: of -50 ... 350 three quarters lie within 250, of -200 ... 200 all.
    assert crossed_days(first, second, 2, 250, 200, 0.0) == pytest.approx((0.75 + 1.0) / (2 + PRIOR_CROSSINGS))


def test_accounts_of_other_halves_of_the_day_do_not_meet() -> None:
    morning, evening = np.array([0.0, 1.0, 1.0], np.float32), np.array([0.0, 0.0, 1.0], np.float32)
    assert rhythms_meet(morning, evening, 0) == 0.0
    assert rhythms_meet(morning, morning, DAY_MICROSECONDS // 2) == 1.0
    assert summed_products(morning, evening) == 1.0
