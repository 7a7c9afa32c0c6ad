"""Kernels that read texts letter by letter: what is compared of them, and how much they say."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from unisono.engine.array_kernels import array_kernel

Array = Any
"""An array as numba sees it inside a kernel."""


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def width_of(lead: int) -> int:
    """Return how many bytes a character has whose first byte this is."""
    if lead < 0x80:
        return 1
    if lead < 0xE0:
        return 2
    return 3 if lead < 0xF0 else 4


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def code_at(data: Array, place: int) -> int:
    """Return the code of the character that starts at this byte."""
    lead = int(data[place])
    if lead < 0x80:
        return lead
    if lead < 0xE0:
        return ((lead & 0x1F) << 6) | (int(data[place + 1]) & 0x3F)
    if lead < 0xF0:
        return ((lead & 0x0F) << 12) | ((int(data[place + 1]) & 0x3F) << 6) | (int(data[place + 2]) & 0x3F)
    high = ((lead & 0x07) << 18) | ((int(data[place + 1]) & 0x3F) << 12)
    return high | ((int(data[place + 2]) & 0x3F) << 6) | (int(data[place + 3]) & 0x3F)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def put_code(out: Array, place: int, code: int) -> int:
    """Write a character and return the place behind it."""
    if code < 0x80:
        out[place] = code
        return place + 1
    if code < 0x800:
        out[place] = 0xC0 | (code >> 6)
        out[place + 1] = 0x80 | (code & 0x3F)
        return place + 2
    if code < 0x10000:
        out[place] = 0xE0 | (code >> 12)
        out[place + 1] = 0x80 | ((code >> 6) & 0x3F)
        out[place + 2] = 0x80 | (code & 0x3F)
        return place + 3
    out[place] = 0xF0 | (code >> 18)
    out[place + 1] = 0x80 | ((code >> 12) & 0x3F)
    out[place + 2] = 0x80 | ((code >> 6) & 0x3F)
    out[place + 3] = 0x80 | (code & 0x3F)
    return place + 4


@array_kernel("u1[] i8[] i4[] i4[] i8 u1[] i8[] i4[]")
def fold_letters(
    data: Array, start: Array, folded: Array, tails: Array, most: int, out: Array, out_start: Array, letters: Array
) -> int:
    """Write of each text the characters that are compared, at most so many; return the bytes written.

    folded and tails: as in LetterTables. `out` has room for the longest tail of every character.
    """
    place = 0
    for row in range(len(start) - 1):
        out_start[row] = place
        byte, count = start[row], 0
        while byte < start[row + 1] and count < most:
            code = code_at(data, byte)
            byte += width_of(int(data[byte]))
            form = int(folded[code]) if code < len(folded) else 0
            if form > 0:
                place = put_code(out, place, form)
                count += 1
            elif form < 0:
                for step in range(min(int(tails[-form]), most - count)):
                    place = put_code(out, place, int(tails[1 - form + step]))
                    count += 1
        letters[row] = count
    out_start[len(start) - 1] = place
    return place


@array_kernel("u1[] i8[] u1[] i4[,]")
def count_characters(data: Array, start: Array, kinds: Array, counts: Array) -> int:
    """Count of each text the characters of words, of dense scripts, of words outside of tags, and all.

    A tag is "#" and the characters of words that follow it, one at least. kinds: as in LetterTables.
    """
    for row in range(len(start) - 1):
        words, dense, outside, characters = 0, 0, 0, 0
        before, in_tag = 0, False
        byte = start[row]
        while byte < start[row + 1]:
            code = code_at(data, byte)
            byte += width_of(int(data[byte]))
            kind = int(kinds[code]) if code < len(kinds) else 0
            if kind & 1:
                in_tag = in_tag or before == 35
                words += 1
                if not in_tag:
                    outside += 1
            else:
                in_tag = False
            if kind & 2:
                dense += 1
            before = code
            characters += 1
        counts[row, 0] = words
        counts[row, 1] = dense
        counts[row, 2] = outside
        counts[row, 3] = characters
    return 0


@array_kernel("u1[] i8[] u8[]")
def hash_forms(data: Array, start: Array, hashes: Array) -> int:
    """Write a hash of each text's bytes."""
    for row in range(len(start) - 1):
        mixed = np.uint64(0x9E3779B97F4A7C15)
        for byte in range(start[row], start[row + 1]):
            mixed = (mixed ^ np.uint64(data[byte])) * np.uint64(0x9FB21C651E98DF25)
            mixed ^= mixed >> np.uint64(29)
        hashes[row] = mixed
    return 0


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _are_equal(data: Array, begin: int, other: Array, other_begin: int, size: int) -> bool:
    """Say whether two stretches hold the same bytes."""
    for step in range(size):  # noqa: SIM110  # numba knows no all() over a generator
        if data[begin + step] != other[other_begin + step]:
            return False
    return True


@array_kernel("u1[] i8[] u8[] u1[] i8[] u8[] i8[] i8 i4[]")
def match_forms(  # noqa: PLR0913  # a kernel takes its arrays one by one
    data: Array,
    start: Array,
    hashes: Array,
    known_data: Array,
    known_start: Array,
    known_hashes: Array,
    slots: Array,
    is_new: int,
    codes: Array,
) -> int:
    """Number texts by the known texts that they equal, byte for byte; return how many are new.

    slots comes in as zeros, a power of two more than all texts. Unknown texts get -1, or, where `is_new` is 1, numbers
    behind those of the known in the order of their first appearance.
    """
    mask = len(slots) - 1
    known = len(known_start) - 1
    for row in range(known):
        slot = np.int64(known_hashes[row] & np.uint64(mask))
        while slots[slot] != 0:
            slot = (slot + 1) & mask
        slots[slot] = row + 1
    fresh = 0
    for row in range(len(start) - 1):
        slot = np.int64(hashes[row] & np.uint64(mask))
        size = start[row + 1] - start[row]
        codes[row] = -1
        while slots[slot] != 0:
            met = slots[slot] - 1
            if met < known:
                same = (
                    known_hashes[met] == hashes[row]
                    and known_start[met + 1] - known_start[met] == size
                    and _are_equal(data, start[row], known_data, known_start[met], size)
                )
                number = met
            else:
                # A slot of a new text holds its row and not its number, which codes tells.
                other = met - known
                same = (
                    hashes[other] == hashes[row]
                    and start[other + 1] - start[other] == size
                    and _are_equal(data, start[row], data, start[other], size)
                )
                number = codes[other]
            if same:
                codes[row] = number
                break
            slot = (slot + 1) & mask
        if codes[row] < 0 and is_new == 1:
            codes[row] = known + fresh
            slots[slot] = known + row + 1
            fresh += 1
    return fresh


@array_kernel("u1[] i8[] i4[] i8[] u1[]")
def gather_forms(data: Array, start: Array, rows: Array, out_start: Array, out: Array) -> int:
    """Write the texts with these rows one behind the other, where out_start says."""
    for index in range(len(rows)):
        begin, place = start[rows[index]], out_start[index]
        for step in range(out_start[index + 1] - place):
            out[place + step] = data[begin + step]
    return 0


KERNELS = (fold_letters, count_characters, hash_forms, match_forms, gather_forms)
