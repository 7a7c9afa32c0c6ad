"""The kernel that tells whether delimited text is as regular as most tables are, and where its records end."""

from __future__ import annotations

from typing import Any

from numba import njit

from unisono.engine.array_kernels import array_kernel

Array = Any
"""An array as numba sees it inside a kernel."""

LINE_FEED, RETURN, QUOTE = 10, 13, 34

END, IS_RAGGED, HAS_EMPTY_QUOTES, IS_ODD = 0, 1, 2, 3
"""What `found` says: where the last whole record ends; whether a record has more or fewer fields than the header;
whether a field is an empty pair of quotes; whether there is anything that a careful reader has to look at."""


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _after_character(given: Array, place: Array, filled: Array) -> Array:
    """Return the place after a character of UTF-8 beyond ASCII; -1 where it is none, `filled` + 1 where it is cut."""
    lead = given[place]
    if lead < 0xC2 or lead > 0xF4:
        return -1
    size = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    if place + size > filled:
        return filled + 1
    second = given[place + 1]
    lowest = 0xA0 if lead == 0xE0 else 0x90 if lead == 0xF0 else 0x80
    highest = 0x9F if lead == 0xED else 0x8F if lead == 0xF4 else 0xBF
    if second < lowest or second > highest:
        return -1
    for place_of in range(place + 2, place + size):
        if given[place_of] < 0x80 or given[place_of] > 0xBF:
            return -1
    return place + size


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _after_quoted(given: Array, place: Array, filled: Array, plain: Array) -> Array:
    """Return the place after the quote that closes a field; -1 where it is no UTF-8, `filled` + 1 where it is cut."""
    while place < filled:
        byte = given[place]
        if plain[byte]:
            place += 1
        elif byte == QUOTE:
            if place + 1 >= filled:
                return filled + 1
            if given[place + 1] != QUOTE:
                return place + 1
            place += 2
        elif byte < 0x80:
            place += 1
        else:
            place = _after_character(given, place, filled)
            if place < 0 or place > filled:
                return place
    return filled + 1


@array_kernel("u1[] i8 i8 i8 u1[] i8[]")
def survey(given: Array, filled: Array, delimiter: Array, width: Array, plain: Array, found: Array) -> int:
    """Go through records from the first byte on and return how many are whole; see END and its neighbours.

    Odd are a quote inside a field that has none around it, text after a closing quote, a return without a line feed, a
    NUL, and bytes that are no UTF-8; nothing behind them is looked at, and END is where the record before ends.
    plain: for each of 256 bytes, 1 where it is a character of a field and nothing else.
    """
    found[:] = 0
    place, records, fields = 0, 0, 1
    is_begin = True
    while place < filled:
        if plain[given[place]]:
            place += 1
            while place < filled and plain[given[place]]:
                place += 1
            is_begin = False
            continue
        byte = given[place]
        if byte == delimiter:
            fields += 1
            place += 1
            is_begin = True
        elif byte == LINE_FEED or (byte == RETURN and place + 1 < filled and given[place + 1] == LINE_FEED):
            place += 1 if byte == LINE_FEED else 2
            if fields != width:
                found[IS_RAGGED] = 1
            records += 1
            fields = 1
            is_begin = True
            found[END] = place
        elif byte == QUOTE and is_begin:
            begin = place + 1
            place = _after_quoted(given, begin, filled, plain)
            if place < 0:
                found[IS_ODD] = 1
                return records
            if place >= filled:
                return records
            if place == begin + 1:
                found[HAS_EMPTY_QUOTES] = 1
            after = given[place]
            if after != delimiter and after != LINE_FEED and after != RETURN:
                found[IS_ODD] = 1
                return records
            is_begin = False
        elif byte == QUOTE or byte == 0:
            found[IS_ODD] = 1
            return records
        elif byte == RETURN:
            if place + 1 < filled:
                found[IS_ODD] = 1
            return records
        else:
            place = _after_character(given, place, filled)
            is_begin = False
            if place < 0:
                found[IS_ODD] = 1
                return records
            if place > filled:
                return records
    return records


KERNELS = (survey,)
