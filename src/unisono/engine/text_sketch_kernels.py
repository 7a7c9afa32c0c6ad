"""Kernels that make sketches of texts: keys that texts alike have in common more often than others."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from unisono.engine.array_kernels import array_kernel
from unisono.engine.text_letters_kernels import code_at, width_of

Array = Any
"""An array as numba sees it inside a kernel."""


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def read_codes(data: Array, begin: int, end: int, codes: Array) -> int:
    """Write the codes of a text's characters and return how many they are."""
    count, byte = 0, begin
    while byte < end:
        codes[count] = code_at(data, byte)
        byte += width_of(int(data[byte]))
        count += 1
    return count


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def next_piece(piece: Any, code: int, size: int) -> Any:
    """Return the piece that ends with this character: the codes of its last two or four, 16 bits each."""
    longer = (piece << np.uint64(16)) ^ np.uint64(code)
    return longer & np.uint64(0xFFFFFFFF) if size == 2 else longer


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def mix_piece(piece: Any) -> Any:
    """Return 64 well-mixed bits of a piece."""
    mixed = (piece ^ (piece >> np.uint64(32))) * np.uint64(0x9FB21C651E98DF25)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xD6E8FEB86659FD93)
    return mixed ^ (mixed >> np.uint64(32))


@array_kernel("u1[] i8[] u1[] u4[] u4[] i8 i4[] u4[] u4[,] u1[,]")
def sketch_texts(  # noqa: PLR0913  # a kernel takes its arrays one by one
    data: Array,
    start: Array,
    sizes: Array,
    factors: Array,
    terms: Array,
    band_rows: int,
    codes: Array,
    least: Array,
    bands: Array,
    marks: Array,
) -> int:
    """Write the keys of each text, each of `band_rows` minima over its pieces, and the minima's marks.

    sizes: the characters in a piece of each text; 0: nothing is written. factors and terms: one pair for each minimum
    (Broder 1997, with multiplication modulo 2^32 for permutations). codes: room for the longest text; least: room for
    the minima. marks: eight bits of each minimum, by which two texts' minima are counted that agree.
    """
    count = len(factors)
    for row in range(len(sizes)):
        size = int(sizes[row])
        if size == 0:
            continue
        length = read_codes(data, start[row], start[row + 1], codes)
        for permutation in range(count):
            least[permutation] = 0xFFFFFFFF
        written = np.uint64(0)
        for place in range(length):
            written = next_piece(written, codes[place], size)
            if place < size - 1:
                continue
            piece = np.uint32(mix_piece(written))
            for permutation in range(count):
                value = np.uint32(piece * factors[permutation] + terms[permutation])
                least[permutation] = min(least[permutation], value)
        for permutation in range(count):
            marks[row, permutation] = np.uint8((least[permutation] >> np.uint32(13)) & np.uint32(255))
        for band in range(bands.shape[1]):
            key = np.uint64(band)
            for permutation in range(band * band_rows, (band + 1) * band_rows):
                key = (key ^ np.uint64(least[permutation])) * np.uint64(0x9FB21C651E98DF25)
                key ^= key >> np.uint64(29)
            bands[row, band] = np.uint32(key >> np.uint64(20))
    return 0


KERNELS = (sketch_texts,)
