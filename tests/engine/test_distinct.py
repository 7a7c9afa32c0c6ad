"""Distinct numbers are those that numpy finds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unisono.engine.distinct import distinct_numbers, numbers_below

lists = st.lists(st.lists(st.integers(-(2**62), 2**62) | st.integers(-3, 3), max_size=20), max_size=4)
small_lists = st.lists(st.lists(st.integers(0, 9), max_size=20), max_size=4)


@given(lists)
def test_distinct_numbers_are_those_of_numpy(given_parts: list[list[int]]) -> None:
    parts = [np.array(part, np.int64) for part in given_parts]
    wanted = np.unique(np.concatenate([np.zeros(0, np.int64), *parts]))
    found = distinct_numbers(parts)
    assert found.dtype == np.int64
    assert found.tolist() == wanted.tolist()


@given(small_lists)
def test_numbers_below_a_bound_are_those_of_numpy(given_parts: list[list[int]]) -> None:
    found = numbers_below([np.array(part, np.int32) for part in given_parts], 10)
    assert found.dtype == np.int32
    assert found.tolist() == sorted({number for part in given_parts for number in part})
