"""Steps through two lists of objects, against a look at all of both."""

import numpy as np
from hypothesis import given, strategies

from unisono.engine.shared_objects import closest_acts, end_of_object, next_common

numbers = strategies.lists(strategies.integers(0, 6), max_size=12).map(sorted)
moments = strategies.lists(strategies.integers(-30, 30), min_size=1, max_size=8).map(sorted)


@given(moments, moments)
def test_the_closest_acts_are_the_closest_of_all_pairs(left: list[int], right: list[int]) -> None:
    times = np.array([*left, *right], np.int64)
    gap, one, other = closest_acts(times, 0, len(left), len(left), len(times))
    assert gap == min(abs(first - second) for first in left for second in right)
    assert one < len(left) <= other
    assert abs(times[one] - times[other]) == gap


@given(numbers, numbers)
def test_the_cursors_stop_at_the_next_number_in_both_lists(left: list[int], right: list[int]) -> None:
    both = np.array([*left, *right], np.int32)
    one, other = next_common(both, 0, len(left), len(left), len(both))
    common = sorted(set(left) & set(right))
    if common:
        assert (one, other) == (left.index(common[0]), len(left) + right.index(common[0]))
    else:
        assert one == len(left)


@given(numbers.filter(bool), strategies.data())
def test_an_object_ends_where_another_begins(objects: list[int], data: strategies.DataObject) -> None:
    place = data.draw(strategies.integers(0, len(objects) - 1))
    end = data.draw(strategies.integers(place + 1, len(objects)))
    after = [later for later in range(place + 1, end) if objects[later] != objects[place]]
    assert end_of_object(np.array(objects, np.int32), place, end) == (after[0] if after else end)
