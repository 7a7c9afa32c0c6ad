"""Kernels that say whether two texts are alike: by edits of letters, or by pieces in common; and which of many are."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from unisono.engine.array_kernels import array_kernel
from unisono.engine.text_edit_kernels import mark_letters, within_edits
from unisono.engine.text_sketch_kernels import mix_piece, next_piece, read_codes

Array = Any
"""An array as numba sees it inside a kernel."""

LONG_TEXT = 256
"""From so many letters on, counting pieces is far cheaper than counting edits."""

TEXT, LENGTH, SLOTS, MASK, PIECES, OWN_STAMP, OTHER_STAMP = range(7)
NOTES = 7
NOT_CUT = -1
"""What is noted of the prepared text: its row, letters, distinct letters, tables' mask, distinct pieces; stamps."""


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _prepare(data: Array, start: Array, text: int, codes: Array, slot_of: Array, bits: Array, notes: Array) -> None:
    """Read a text that others will be compared with: its letters' places; pieces are cut when they are asked for."""
    room = (len(notes) - NOTES) >> 1
    facts = notes[2 * room :]
    for place in range(facts[LENGTH]):
        slot_of[codes[place]] = -1
    length = read_codes(data, start[text], start[text + 1], codes)
    words = (length + 63) >> 6
    matches = bits[2 * room + (len(codes) >> 1) :]
    slots = mark_letters(codes[:length], words, slot_of, matches)
    for word in range(words):
        matches[slots * words + word] = 0
    facts[TEXT], facts[LENGTH], facts[SLOTS] = text, length, slots
    facts[PIECES] = NOT_CUT


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _cut_prepared(size: int, codes: Array, bits: Array, notes: Array) -> None:
    """Write the distinct pieces of the prepared text."""
    room = (len(notes) - NOTES) >> 1
    facts = notes[2 * room :]
    length = facts[LENGTH]
    facts[MASK] = 15
    while facts[MASK] < 2 * length:
        facts[MASK] = 2 * facts[MASK] + 1
    facts[OWN_STAMP] += 1
    facts[PIECES] = 0
    piece = np.uint64(0)
    for place in range(length):
        piece = next_piece(piece, codes[place], size)
        if place >= size - 1 and _add_piece(piece, facts[MASK], facts[OWN_STAMP], bits[:room], notes[:room]):
            facts[PIECES] += 1


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _find_piece(piece: Any, mask: int, stamp: int, table: Array, stamps: Array) -> int:
    """Return the slot that holds a piece, or the free one where it would go."""
    slot = int(np.int64(mix_piece(piece) & np.uint64(mask)))
    while stamps[slot] == stamp and table[slot] != piece:
        slot = (slot + 1) & mask
    return slot


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _add_piece(piece: Any, mask: int, stamp: int, table: Array, stamps: Array) -> bool:
    """Add a piece to a table; say whether it is new. Slots with another stamp are free."""
    slot = _find_piece(piece, mask, stamp, table, stamps)
    if stamps[slot] == stamp:
        return False
    table[slot] = piece
    stamps[slot] = stamp
    return True


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _share_pieces(text: Array, size: int, share: float, codes: Array, bits: Array, notes: Array) -> bool:
    """Say whether a text and the prepared one have this share of all their distinct pieces in common (Jaccard)."""
    room = (len(notes) - NOTES) >> 1
    facts = notes[2 * room :]
    if facts[PIECES] == NOT_CUT:
        _cut_prepared(size, codes, bits, notes)
    mask, stamp, own = facts[MASK], facts[OWN_STAMP], facts[PIECES]
    facts[OTHER_STAMP] += 1
    # The second table holds each piece met, with the number of the comparison and whether the prepared text has it.
    common, others = 0, 0
    most_others = int(own * (1.0 / share - 1.0) + 1e-9)
    piece = np.uint64(0)
    for place in range(len(text)):
        piece = next_piece(piece, text[place], size)
        if place < size - 1:
            continue
        if not _add_piece(piece, mask, facts[OTHER_STAMP], bits[room : 2 * room], notes[room : 2 * room]):
            continue
        slot = _find_piece(piece, mask, stamp, bits[:room], notes[:room])
        if notes[slot] == stamp:
            common += 1
        else:
            others += 1
            if others > most_others:
                return False
    return common > 0 and common >= share * (own + others) - 1e-9


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _count_letters(data: Array, begin: int, end: int) -> int:
    """Count the characters between two bytes: those that begin one."""
    count = np.int32(0)
    for byte in range(begin, end):
        count += np.int32((data[byte] & 0xC0) != 0x80)
    return int(count)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def are_alike(  # noqa: PLR0913  # a kernel takes its arrays one by one
    data: Array,
    start: Array,
    sizes: Array,
    a: int,
    b: int,
    similarity: float,
    share: float,
    codes: Array,
    slot_of: Array,
    bits: Array,
    notes: Array,
) -> bool:
    """Say whether two texts are as similar as that by edits, or have that share of their pieces in common.

    A share above 1 is never reached, and costs nothing. The scratch arrays are those of text_clusters.Room; what they
    hold of text `a` serves the next call as well.
    """
    room, half = (len(notes) - NOTES) >> 1, len(codes) >> 1
    facts = notes[2 * room :]
    own = int(facts[LENGTH]) if facts[TEXT] == a else _count_letters(data, start[a], start[a + 1])
    other = _count_letters(data, start[b], start[b + 1])
    longer = max(own, other)
    most = int((1.0 - similarity) * longer + 1e-9)
    by_pieces = share <= 1.0 and sizes[a] == sizes[b]
    # A third of the pairs that are looked at ends here, before a letter is read.
    if not by_pieces and abs(own - other) > most:
        return False
    if facts[TEXT] != a:
        _prepare(data, start, a, codes, slot_of, bits, notes)
    text = codes[half : half + read_codes(data, start[b], start[b + 1], codes[half:])]
    if longer >= LONG_TEXT and by_pieces and _share_pieces(text, int(sizes[a]), share, codes, bits, notes):
        return True
    columns, matches = bits[2 * room : 2 * room + half], bits[2 * room + half :]
    if within_edits(own, text, most, facts[SLOTS], slot_of, columns, matches):
        return True
    return longer < LONG_TEXT and by_pieces and _share_pieces(text, int(sizes[a]), share, codes, bits, notes)


@array_kernel("u1[] i8[] u1[] i4[] i4[] f8 f8 i4[] i4[] u8[] i8[] b[]")
def judge_pairs(  # noqa: PLR0913  # a kernel takes its arrays one by one
    data: Array,
    start: Array,
    sizes: Array,
    left: Array,
    right: Array,
    similarity: float,
    share: float,
    codes: Array,
    slot_of: Array,
    bits: Array,
    notes: Array,
    alike: Array,
) -> int:
    """Say of each pair of texts whether they are alike, and return how many are; see are_alike."""
    found = 0
    for pair in range(len(left)):
        a, b = left[pair], right[pair]
        alike[pair] = are_alike(data, start, sizes, a, b, similarity, share, codes, slot_of, bits, notes)
        found += alike[pair]
    return found


KERNELS = (judge_pairs,)
