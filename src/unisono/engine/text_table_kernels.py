"""Kernels that find, among texts that are known, the few that each new one is likeliest to be like."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from unisono.engine.array_kernels import array_kernel

Array = Any
"""An array as numba sees it inside a kernel."""

SPREAD = np.uint64(11400714819323198485)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _place(band: Any, bits: int) -> Any:
    """Return a band's place in the table of its column (Fibonacci hashing, Knuth 1973, section 6.4)."""
    return np.int64((np.uint64(band) * SPREAD) >> np.uint64(64 - bits))


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _equal_bytes(word: Any, other: Any) -> Any:
    """Count the bytes that two words of eight have in common."""
    low = np.uint64(0x7F7F7F7F7F7F7F7F)
    differing = word ^ other
    # A byte's top bit is set where any bit of the byte differs; their sum comes to stand in the highest byte.
    tops = (((differing & low) + low) | differing) & ~low
    return np.int64(8) - np.int64(((tops >> np.uint64(7)) * np.uint64(0x0101010101010101)) >> np.uint64(56))


@array_kernel("u4[,] i4[] i8 i8 i4[,]")
def enter_rows(bands: Array, rows: Array, known: int, bits: int, table: Array) -> int:
    """Enter new rows, ascending, into the table of each band; return how many places were taken.

    A row takes a place that is free or has a row below `known` with another band; the first of the new ones keeps it.
    """
    taken = 0
    for at in range(len(rows)):
        row = rows[at]
        for line in range(bands.shape[1]):
            band = bands[row, line]
            place = _place(band, bits)
            beside = table[line, place]
            if beside < 0 or (beside < known and bands[beside, line] != band):
                table[line, place] = row
                taken += 1
    return taken


@array_kernel("u4[,] u8[,] i4[] i8 i4[,] i8 i8 i4[] i4[] i4[] i4[] i4[]")
def find_likeliest(  # noqa: PLR0913  # a kernel takes its arrays one by one
    bands: Array,
    marks: Array,
    rows: Array,
    bits: int,
    table: Array,
    least: int,
    most: int,
    beside: Array,
    agreeing: Array,
    left: Array,
    right: Array,
    counts: Array,
) -> int:
    """Write for each row the earlier rows that the tables have beside it, and return how many pairs there are.

    Of each row those `most` with most equal marks, `least` of them or more; the earlier first where they have as many.
    marks: eight to a word. beside and agreeing: room for as many as there are bands. left, right and counts (of equal
    marks): room for `most` of each row.
    """
    count = 0
    for at in range(len(rows)):
        row = rows[at]
        found = 0
        for line in range(bands.shape[1]):
            band = bands[row, line]
            other = table[line, _place(band, bits)]
            if other < 0 or other >= row or bands[other, line] != band:
                continue
            is_new = True
            for place in range(found):
                is_new = is_new and beside[place] != other
            if is_new:
                beside[found] = other
                found += 1
        for place in range(found):
            equal = 0
            for word in range(marks.shape[1]):
                equal += _equal_bytes(marks[row, word], marks[beside[place], word])
            agreeing[place] = equal
        for _ in range(most):
            best = -1
            for place in range(found):
                if agreeing[place] < least:
                    continue
                if (
                    best < 0
                    or agreeing[place] > agreeing[best]
                    or (agreeing[place] == agreeing[best] and beside[place] < beside[best])
                ):
                    best = place
            if best < 0:
                break
            left[count], right[count], counts[count] = row, beside[best], agreeing[best]
            agreeing[best] = -1
            count += 1
    return count


KERNELS = (enter_rows, find_likeliest)
