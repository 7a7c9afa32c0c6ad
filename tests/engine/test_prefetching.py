"""Values that are asked for ahead are what they were, and nothing beyond an array is touched."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from unisono.engine.prefetching import AHEAD, fetch_soon


@njit  # type: ignore[untyped-decorator]  # numba has no type information
def sum_of_places(values: NDArray[np.float64], places: NDArray[np.int64], ahead: int) -> float:
    total = 0.0
    for place in places:
        fetch_soon(values, place + ahead)
        total += values[place]
    return total


def test_asking_for_values_ahead_changes_no_result() -> None:
    values, places = np.arange(1000) / 7, np.random.default_rng(1).permutation(1000)
    plain = 0.0
    for place in places:
        plain += values[place]
    assert sum_of_places(values, places, AHEAD) == plain


def test_places_beyond_an_array_may_be_asked_for() -> None:
    assert sum_of_places(np.array([1.0, 2.0]), np.array([0, 1]), 1 << 40) == 3.0
    assert sum_of_places(np.array([1.0, 2.0]), np.array([0, 1]), -(1 << 40)) == 3.0
