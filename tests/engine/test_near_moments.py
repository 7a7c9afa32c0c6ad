"""How likely an account was to act near one moment: the parts of the kernels, by hand."""

import numpy as np
import pytest

from unisono.engine.near_moments import OCCASION, by_delay, by_hour, others_near, tail_of_occasions, weigh_chances
from unisono.engine.own_timing import DAY_MICROSECONDS, NO_ORIGIN, PRIOR_CROSSINGS


def test_the_two_themselves_are_no_others() -> None:
    times = np.array([0, 10, 12, 90, 100], np.int64)
    # Beside the act at 10 and the other's at 12 there are 0, 90 and 100, of which 0 is within 10.
    assert others_near(times, 10, 12, (1, 1), 10) == pytest.approx(1 / 3)
    assert others_near(times, 10, 90, (1, 1), 10) == pytest.approx(2 / 3)
    assert others_near(times, 10, 12, (0, 0), 10) == pytest.approx(3 / 5)
    assert others_near(np.array([10, 12], np.int64), 10, 12, (1, 1), 10) == 0.0


def test_what_is_lent_is_split_only_where_others_decide() -> None:
    # 0.25 of what others show rests on others of other objects, 0.25 on an assumption.
    chance, found = weigh_chances((0.4, 0.1, 0.2, 0.25, 0.25), (1.0, 0.0, 0.5))
    assert chance == pytest.approx(0.3)
    assert found == pytest.approx((1.3, 0.05, 0.55))
    assert weigh_chances((0.4, 0.1, 0.9, 0.25, 0.25), (1.0, 0.0, 0.5)) == (0.9, (1.9, 0.0, 0.5))


def test_a_delay_is_compared_with_those_on_other_objects_of_known_origin() -> None:
    common, origins = np.array([0, 1, 2], np.int32), np.array([0, 0, NO_ORIGIN])
    left, right = np.array([100_000_000, 0, 0], np.int64), np.array([0, 90_000_000, 100_000_000], np.int64)
    reach = np.array([0.0, 0.5], np.float32)
    crossed = (1.0 + PRIOR_CROSSINGS * 0.5) / (1 + PRIOR_CROSSINGS)
    assert by_delay(0, common, left, right, 3, origins, reach, 40_000_000) == pytest.approx(crossed)
    assert by_delay(1, common, left, right, 3, origins, reach, 40_000_000) == pytest.approx(1 / (1 + PRIOR_CROSSINGS))


def test_an_hour_is_compared_with_all_hours_and_those_on_other_objects() -> None:
    even = np.linspace(0.0, 1.0, 13, dtype=np.float32)
    left, right = np.array([0, 0], np.int64), np.array([0, DAY_MICROSECONDS // 2], np.int64)
    hour = DAY_MICROSECONDS // 24
    assert by_hour(0, left, right, 1, even, hour, 0) == pytest.approx(2 / 24)
    assert by_hour(1, left, right, 2, even, hour, 0) == pytest.approx(
        (1 + PRIOR_CROSSINGS / 12) / (1 + PRIOR_CROSSINGS)
    )
    assert by_hour(0, left, right, 2, even, DAY_MICROSECONDS, 0) == 1.0


def test_acts_within_an_hour_of_each_other_are_one_occasion() -> None:
    chances = np.array([0.5, 0.5, 0.5])
    right = np.zeros(3, np.int64)
    room = np.empty(3, np.int32), np.empty(3), np.empty(3)
    together = np.array([2, 0, 1], np.int64)
    assert tail_of_occasions(chances, together, right, 3, 5, *room) == pytest.approx(1 - 0.5**3)
    apart = np.array([2, 3 * OCCASION, 6 * OCCASION], np.int64)
    assert tail_of_occasions(chances, apart, right, 3, 5, *room) == pytest.approx(1 - 0.5**3)
    assert tail_of_occasions(chances, apart, apart, 3, 5, *room) == pytest.approx(0.5**3)
