"""Steps through what two accounts have in common, made part of the kernels that call them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Array = Any
"""An array as numba sees it inside a kernel."""

NEVER = np.iinfo(np.int64).max


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def next_common(objects: Array, left: int, left_end: int, right: int, right_end: int) -> tuple[int, int]:
    """Move both cursors to the next object that stands in both lists; left == left_end when there is none."""
    while left < left_end and right < right_end and objects[left] != objects[right]:
        if objects[left] < objects[right]:
            left += 1
        else:
            right += 1
    if left < left_end and right < right_end:
        return left, right
    return left_end, right_end


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def end_of_object(objects: Array, place: int, end: int) -> int:
    """Return the first place after `place`, at most `end`, at which another object begins."""
    after = place + 1
    while after < end and objects[after] == objects[place]:
        after += 1
    return after


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def closest_acts(times: Array, left: int, left_end: int, right: int, right_end: int) -> tuple[int, int, int]:
    """Return (gap, left act, right act) for the closest acts of two runs in time order."""
    best, best_left, best_right = NEVER, left, right
    while left < left_end and right < right_end:
        gap = abs(times[left] - times[right])
        if gap < best:
            best, best_left, best_right = gap, left, right
        if times[left] < times[right]:
            left += 1
        else:
            right += 1
    return best, best_left, best_right
