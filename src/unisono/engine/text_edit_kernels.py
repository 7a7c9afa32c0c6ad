"""Kernels that say whether two texts are within so many edits of letters, looking at a band of the comparison only."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Array = Any
"""An array as numba sees it inside a kernel."""


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def mark_letters(pattern: Array, words: int, slot_of: Array, matches: Array) -> int:
    """Write for each distinct letter in which places of the pattern it stands, a bit a place; return their number."""
    slots = 0
    for place in range(len(pattern)):
        code = pattern[place]
        if slot_of[code] < 0:
            slot_of[code] = slots
            for word in range(words):
                matches[slots * words + word] = 0
            slots += 1
        matches[slot_of[code] * words + (place >> 6)] |= np.uint64(1) << np.uint64(place & 63)
    return slots


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _bits_from(matches: Array, base: int, words: int, place: int) -> Any:
    """Return 64 bits of a letter's places from one of them on; before the first and behind the last there is none."""
    word, shift = place >> 6, np.uint64(place & 63)
    low = matches[base + word] if 0 <= word < words else np.uint64(0)
    if shift == 0:
        return low
    high = matches[base + word + 1] if -1 <= word < words - 1 else np.uint64(0)
    return (low >> shift) | (high << (np.uint64(64) - shift))


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def within_edits(
    length: int, text: Array, most: int, slots: int, slot_of: Array, columns: Array, matches: Array
) -> bool:
    """Say whether the Levenshtein distance of a pattern of that length and a text is at most this.

    Bits as in Hyyrö (2003, section 4: a band of the matrix, here of 2 * most + 1 rows that move down by one with each
    letter of the text). Bit b of a column stands for the row, or letter of the pattern, column - most + b; rows before
    the first never match and rise by one with each column, as the first row of the matrix does. The distance is that
    on the diagonal which ends in the last row and column: it never falls, so that unlike texts are left early.
    """
    if abs(length - len(text)) > most:
        return False
    band, words = (2 * most + 64) >> 6, (length + 63) >> 6
    all_bits, zero, one, top = np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64(0), np.uint64(1), np.uint64(63)
    for word in range(band):
        before = most - 64 * word  # rows of this word before the first
        rising = zero if before >= 64 else (all_bits if before <= 0 else all_bits << np.uint64(before))
        columns[2 * word], columns[2 * word + 1] = rising, zero
    diagonal = length - len(text) + most
    own_word, own_bit = diagonal >> 6, np.uint64(diagonal & 63)
    score = max(length - len(text), 0)
    for place in range(len(text)):
        slot = slot_of[text[place]]
        base = (slot if slot >= 0 else slots) * words
        carry, equal_before, risen_before, fallen_before = zero, zero, zero, zero
        for word in range(band):
            up, down = columns[2 * word], columns[2 * word + 1]
            match = _bits_from(matches, base, words, place - most + 64 * word)
            added = (match & up) + up
            whole = added + carry
            carry = one if added < up or whole < added else zero
            equal = (whole ^ up) | match | down
            risen = down | ~(equal | up)
            fallen = equal & up
            if word == own_word:
                score += 1 - int(np.int64((equal >> own_bit) & one))
            if word > 0:
                shifted = (equal_before >> one) | (equal << top)
                columns[2 * word - 2] = fallen_before | ~(shifted | risen_before)
                columns[2 * word - 1] = shifted & risen_before
            equal_before, risen_before, fallen_before = equal, risen, fallen
        shifted = equal_before >> one
        columns[2 * band - 2] = fallen_before | ~(shifted | risen_before)
        columns[2 * band - 1] = shifted & risen_before
        if score > most:
            return False
    return True
