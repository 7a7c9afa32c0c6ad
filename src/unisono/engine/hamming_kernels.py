"""Kernels of the search for similar hashes: all pairs of rows of two tables that share, nearly, 16 of their bits."""

from __future__ import annotations

from typing import Any

from numba import njit
from numpy import uint64

from unisono.engine.array_kernels import array_kernel

Array = Any
"""An array as numba sees it inside a kernel."""

PAIRS_OF_BITS = uint64(0x5555555555555555)
FOURS_OF_BITS = uint64(0x3333333333333333)
BYTES_OF_BITS = uint64(0x0F0F0F0F0F0F0F0F)
ONE_A_BYTE = uint64(0x0101010101010101)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def count_bits(word: Any) -> Any:  # numba's own whole numbers
    """Count the bits set in a word (in a form that the compiler turns into the processor's own instruction)."""
    word = word - ((word >> uint64(1)) & PAIRS_OF_BITS)
    word = (word & FOURS_OF_BITS) + ((word >> uint64(2)) & FOURS_OF_BITS)
    word = (word + (word >> uint64(4))) & BYTES_OF_BITS
    return (word * ONE_A_BYTE) >> uint64(56)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _was_found(a: Array, b: Array, chunk: int, bounds: Array) -> bool:
    """Say whether an earlier chunk of 16 bits has brought these two hashes together."""
    for earlier in range(chunk):
        place = uint64(16 * (earlier & 3))
        differing = ((a[earlier >> 2] ^ b[earlier >> 2]) >> place) & uint64(0xFFFF)
        if count_bits(differing) <= uint64(bounds[earlier]):
            return True
    return False


@array_kernel("u8[,] i4[] i4[] u8[,] i4[] i4[] i8 i8 i8 i4[] i4[] i8[] i4[] i4[] i4[]")
def join_buckets(  # noqa: PLR0913  # a kernel takes its arrays one by one
    left: Array,
    left_start: Array,
    left_rows: Array,
    right: Array,
    right_start: Array,
    right_rows: Array,
    is_same: int,
    chunk: int,
    within: int,
    masks: Array,
    bounds: Array,
    progress: Array,
    found_left: Array,
    found_right: Array,
    found_distance: Array,
) -> int:
    """Write the pairs within a distance whose chunks differ by one of the masks; return how many were written.

    Tables (n, 4) are sorted by the chunk: value v has the rows start[v]:start[v + 1], and rows gives their numbers.
    is_same: 1 where both are one table, each pair is written once. bounds: how far each chunk was searched; a pair
    that an earlier chunk has brought together is left out. progress: value, mask and row to go on with, as long as the
    first is below 65,536. The found arrays have room for a row with all of the right table.
    """
    written = 0
    value, mask, offset = progress[0], progress[1], progress[2]
    room = len(found_left)
    while value < 65_536:
        begin, end = left_start[value], left_start[value + 1]
        if begin == end:
            value += 1
            continue
        while mask < len(masks):
            other = value ^ masks[mask]
            if is_same and other < value:
                mask += 1
                continue
            first, last = right_start[other], right_start[other + 1]
            for row in range(begin + offset, end):
                if is_same and other == value:
                    first = row + 1
                if written + last - first > room:
                    progress[0], progress[1], progress[2] = value, mask, row - begin
                    return written
                one, two, three, four = left[row, 0], left[row, 1], left[row, 2], left[row, 3]
                for partner in range(first, last):
                    distance = count_bits(one ^ right[partner, 0]) + count_bits(two ^ right[partner, 1])
                    if distance > uint64(within):
                        continue
                    distance += count_bits(three ^ right[partner, 2]) + count_bits(four ^ right[partner, 3])
                    if distance <= uint64(within) and not _was_found(left[row], right[partner], chunk, bounds):
                        found_left[written] = left_rows[row]
                        found_right[written] = right_rows[partner]
                        found_distance[written] = distance
                        written += 1
            offset = 0
            mask += 1
        mask = 0
        value += 1
    progress[0], progress[1], progress[2] = value, 0, 0
    return written


KERNELS = (join_buckets,)
