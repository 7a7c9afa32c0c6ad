"""Kernels that write the wording of usual texts, undo digits written for letters, and recognise texts read before."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from unisono.engine.array_kernels import array_kernel
from unisono.engine.text_letters_kernels import code_at, put_code, width_of

Array = Any
"""An array as numba sees it inside a kernel."""

SPACE, AT, COLON, SHARP_S = 32, 64, 58, 0xDF
SLASH, QUESTION, HASH, EQUALS, UNDERSCORE, HYPHEN = 47, 63, 35, 61, 95, 45
ENDS_LINK, IS_FOREIGN = 4, 8
"""As in LetterTables.kinds."""

AFTER_BOUNDARY, SHORT = 1, 2
"""As in text_forms."""


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _is_edge(code: int) -> bool:
    """Say whether a character is dropped where a wording begins or ends: space, colon, bars, commas and dashes."""
    if 0x2013 <= code <= 0x2014:
        return True
    return code <= 124 and (code in (SPACE, COLON, 59, 44, 124, 45))


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _is_name_letter(code: int) -> bool:
    """Say whether a character in lower case can stand in a mention: Latin letters, digits and the underscore."""
    return 97 <= code <= 122 or 48 <= code <= 57 or code == 95


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _may_begin_link(code: int) -> bool:
    """Say whether a link can begin with this letter: h, p, t or w."""
    return code in (104, 112, 116, 119)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _begins_with(codes: Array, place: int, count: int, begin: int, begins: Array, size: int) -> bool:
    """Say whether the letters from this place on are begins[begin:begin + size]."""
    if place + size > count:
        return False
    for step in range(size):  # noqa: SIM110  # numba knows no all() over a generator
        if codes[place + step] != begins[begin + step]:
            return False
    return True


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _host_end(codes: Array, end: int, count: int, kinds: Array) -> int:
    """Return where the host ends that begins here, behind a colon with two slashes at most."""
    slashes = 0
    while codes[end - 1 - slashes] == COLON and slashes < 2 and end < count and codes[end] == SLASH:
        end += 1
        slashes += 1
    while end < count and not kinds[codes[end]] & ENDS_LINK and codes[end] not in (SLASH, QUESTION, HASH):
        end += 1
    return end


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _path_end(codes: Array, begin: int, count: int, kinds: Array, is_short: bool) -> int:
    """Return where the rest of a link ends that begins behind its host.

    A letter of another script ends it, if it stands not behind one of / = _ - in a link that is not short.
    """
    end = begin
    while end < count and not kinds[codes[end]] & ENDS_LINK:
        if kinds[codes[end]] & IS_FOREIGN:
            if is_short or end == begin or codes[end - 1] not in (SLASH, EQUALS, UNDERSCORE, HYPHEN):
                break
            while end < count and not kinds[codes[end]] & ENDS_LINK:
                end += 1
            return end
        end += 1
    while end > begin and codes[end - 1] == HASH:
        end -= 1
    return end


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _link_end(codes: Array, place: int, count: int, begins: Array, kinds: Array) -> int:
    """Return where the link ends that begins here, or the place itself.

    begins: the beginnings of links, each after its length and its marks.
    """
    entry = 0
    while entry < len(begins):
        size, marks = begins[entry], begins[entry + 1]
        is_apart = not marks & AFTER_BOUNDARY or place == 0 or not _is_name_letter(codes[place - 1])
        if is_apart and _begins_with(codes, place, count, entry + 2, begins, size):
            is_short = marks & SHORT != 0
            end = place + size if is_short else _host_end(codes, place + size, count, kinds)
            return _path_end(codes, end, count, kinds, is_short)
        entry += 2 + size
    return place


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _mention_end(codes: Array, place: int, count: int, begins: Array, kinds: Array) -> int:
    """Return where the mention ends that begins with the "@" here, or the place itself; a link in it ends it."""
    end, joint = place, place
    # A joint is the "@" itself, or one of . - @ : between two runs of letters.
    while joint + 1 < count and _is_name_letter(codes[joint + 1]):
        if _link_end(codes, joint + 1, count, begins, kinds) > joint + 1:
            return end
        end = joint + 1
        while end < count and _is_name_letter(codes[end]) and _link_end(codes, end, count, begins, kinds) == end:
            end += 1
        if end >= count or codes[end] not in (46, 45, AT, COLON):
            return end
        joint = end
    return end


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _spell(data: Array, begin: int, end: int, spelled: Array, ranks: Array, codes: Array) -> int:
    """Write a text's characters as wordings spell them and return how many they are; -1: it holds an unusual one."""
    count, before, byte = 0, 0, begin
    while byte < end:
        code = code_at(data, byte)
        byte += width_of(int(data[byte]))
        if code >= len(spelled):
            return -1
        form = int(spelled[code])
        if form == 0:
            return -1
        if form < 0:
            continue
        rank = int(ranks[code])
        # Marks on one letter stand in the order of their ranks, or normalising changes the text.
        if 0 < rank < before:
            return -1
        before = rank
        codes[count] = form
        count += 1
    return count


@array_kernel("u1[] i8[] i4[] u1[] u1[] i4[] i4[] u1[] i8[] b[]")
def write_wordings(  # noqa: PLR0913  # a kernel takes its arrays one by one
    data: Array,
    start: Array,
    spelled: Array,
    ranks: Array,
    kinds: Array,
    begins: Array,
    codes: Array,
    out: Array,
    out_start: Array,
    unusual: Array,
) -> int:
    """Write the wording of each text, nothing for those that hold an unusual character; return the bytes written.

    spelled, ranks, kinds: as in LetterTables; begins: as in _link_end. codes: room for the longest text; out: for all.
    """
    place = 0
    for row in range(len(start) - 1):
        out_start[row] = place
        count = _spell(data, start[row], start[row + 1], spelled, ranks, codes)
        unusual[row] = count < 0
        first, kept, is_apart, here = place, place, True, 0
        while here < count:
            code, end = int(codes[here]), here
            if _may_begin_link(code):
                end = _link_end(codes, here, count, begins, kinds)
            elif code == AT:
                end = _mention_end(codes, here, count, begins, kinds)
            if end > here:
                code, here = SPACE, end
            else:
                here += 1
            if code == SPACE and is_apart:
                continue
            is_edge = _is_edge(code)
            if is_edge and place == first:
                continue
            is_apart = code == SPACE
            if code < 0x80:
                out[place] = code
                place += 1
            elif code == SHARP_S:
                out[place], out[place + 1] = 115, 115
                place += 2
            else:
                place = put_code(out, place, code)
            if not is_edge:
                kept = place
        place = kept
    out_start[len(start) - 1] = place
    return place


@array_kernel("u1[] i8[] u8[] u8[,]")
def hash_twice(data: Array, start: Array, seeds: Array, hashes: Array) -> int:
    """Write two hashes of each text's bytes, which begin from the two seeds."""
    for row in range(len(start) - 1):
        one, other = seeds[0], seeds[1]
        for byte in range(start[row], start[row + 1]):
            one = (one ^ np.uint64(data[byte])) * np.uint64(0x9FB21C651E98DF25)
            one ^= one >> np.uint64(29)
            other = (other + np.uint64(data[byte])) * np.uint64(0xD6E8FEB86659FD93)
            other ^= other >> np.uint64(32)
        hashes[row, 0] = one
        hashes[row, 1] = other
    return 0


@array_kernel("u8[,] u8[,] i4[] i4[] i4[]")
def look_up(hashes: Array, known: Array, numbers: Array, slots: Array, found: Array) -> int:
    """Write the number of the known text with the same two hashes, -2 where there is none; return how many are unknown.

    slots comes in as zeros, a power of two more than the known.
    """
    mask = np.uint64(len(slots) - 1)
    for row in range(len(known)):
        slot = np.int64(known[row, 0] & mask)
        while slots[slot] != 0:
            slot = np.int64(np.uint64(slot + 1) & mask)
        slots[slot] = row + 1
    unknown = 0
    for row in range(len(hashes)):
        slot = np.int64(hashes[row, 0] & mask)
        found[row] = -2
        while slots[slot] != 0:
            met = slots[slot] - 1
            if known[met, 0] == hashes[row, 0] and known[met, 1] == hashes[row, 1]:
                found[row] = numbers[met]
                break
            slot = np.int64(np.uint64(slot + 1) & mask)
        unknown += found[row] == -2
    return unknown


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _is_latin(byte: int) -> bool:
    """Say whether a byte is one of the letters a to z."""
    return 97 <= byte <= 122


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _is_vowel(byte: int) -> bool:
    """Say whether a byte is a, e, i, o or u."""
    return byte in (97, 101, 105, 111, 117)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _may_stand_for_letter(byte: int) -> bool:
    """Say whether a byte is 0, 1, 3 or a dollar sign."""
    return byte in (48, 49, 51, 36)


@array_kernel("u1[] i8[] i8")
def write_letters_for_digits(data: Array, start: Array, most: int) -> int:
    """Write in place the letters that digits stand for inside words, as in v0te and v1$it; return how many.

    Up to `most` of 0, 1, 3 and $ side by side, with a letter from a to z on either side and no other digit among them,
    are o, l or i, e and s: 1 is l beside another 1 or a vowel, else i.
    """
    written = 0
    for row in range(len(start) - 1):
        begin, end = start[row], start[row + 1]
        place = begin + 1
        while place < end - 1:
            if not (_may_stand_for_letter(int(data[place])) and _is_latin(int(data[place - 1]))):
                place += 1
                continue
            after = place
            while after < end and _may_stand_for_letter(int(data[after])):
                after += 1
            if after == end or after - place > most or not _is_latin(int(data[after])):
                place = after
                continue
            is_double = after - place > 1 and data[place] == 49 and data[place + 1] == 49
            is_by_vowel = _is_vowel(int(data[place - 1])) or _is_vowel(int(data[after]))
            for step in range(place, after):
                sign = int(data[step])
                letter = 111 if sign == 48 else 101 if sign == 51 else 115
                if sign == 49:
                    letter = 108 if is_double or is_by_vowel else 105
                data[step] = letter
            written += after - place
            place = after
    return written


KERNELS = (write_wordings, hash_twice, look_up, write_letters_for_digits)
