"""Distinct numbers in order, by sorting: numpy looks each up in a table instead, which takes tens of times as long."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]


def distinct_numbers(parts: Sequence[Int64]) -> Int64:
    """Return the numbers of these arrays, ascending, each once: int64.

    >>> distinct_numbers([np.array([3, 1]), np.array([3, 2])]).tolist()
    [1, 2, 3]
    """
    ordered = np.concatenate([np.zeros(0, np.int64), *parts])
    ordered.sort()
    fresh = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return ordered[fresh]


def numbers_below(parts: Sequence[NDArray[np.int32]], bound: int) -> NDArray[np.int32]:
    """Return the numbers of these arrays, at least 0 and below the bound, ascending, each once: int32."""
    seen = np.zeros(bound, np.bool_)
    for part in parts:
        seen[part] = True
    return np.flatnonzero(seen).astype(np.int32)
