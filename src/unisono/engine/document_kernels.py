"""Kernels that cut one JSON document into its parts: values copied as lines, values stepped over."""

from __future__ import annotations

from typing import Any

from numba import njit

from unisono.engine.array_kernels import array_kernel

Array = Any
"""An array as numba sees it inside a kernel."""

TAB, LINE_FEED, RETURN, SPACE, QUOTE, COMMA, COLON, BACKSLASH = 9, 10, 13, 32, 34, 44, 58, 92
OPEN_LIST, CLOSE_LIST, OPEN, CLOSE, LETTER_N = 91, 93, 123, 125, 110

AFTER, WRITTEN, IS_CLOSED = 0, 1, 2
"""What `found` says: the place after the last whole value, the bytes written, and whether the list was closed."""

DEPTH, IN_TEXT, IS_ESCAPED, IS_DONE = 0, 1, 2, 3
"""What `state` remembers from one piece of a document to the next."""


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _is_blank(byte: Array) -> bool:
    return byte in (SPACE, LINE_FEED, RETURN, TAB)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _separates(byte: Array) -> bool:
    """Say whether blank space beside this byte can go: it parts nothing."""
    return byte in (COMMA, COLON, QUOTE, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _copy_text(given: Array, place: Array, filled: Array, written: Array, out: Array) -> tuple[Array, Array, bool]:
    """Copy a text from its first quote on; return the places after it, and whether its end was not reached."""
    written[out] = QUOTE
    out += 1
    place += 1
    is_open = True
    while place < filled and is_open:
        byte = given[place]
        if byte == LINE_FEED:
            written[out] = BACKSLASH
            out += 1
            byte = LETTER_N
        written[out] = byte
        out += 1
        place += 1
        if byte == BACKSLASH and place < filled:
            written[out] = given[place]
            out += 1
            place += 1
        is_open = byte != QUOTE
    return place, out, is_open


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _copy_member(more: Array, written: Array, out: Array) -> Array:
    """Copy one more member into an object; one without members takes it without its comma."""
    for letter in range(1 if written[out - 1] == OPEN else 0, len(more)):
        written[out] = more[letter]
        out += 1
    return out


@array_kernel("u1[] i8 i8 u1[] u1[] i8[]")
def copy_values(given: Array, start: Array, filled: Array, more: Array, written: Array, found: Array) -> int:
    """Copy the values of a list as one line each, without blank space between tokens; return how many.

    Begins between two values and stops at the bracket that closes the list, at the last value that is whole, or where
    `written` (twice as long as `given`, and `more`) could overflow. more: `,"name":value`, which becomes the last
    member of every object. A line feed inside a text, which JSON does not allow, is written as it should have been.
    """
    place, out, values = start, 0, 0
    found[AFTER], found[WRITTEN], found[IS_CLOSED] = start, 0, 0
    while place < filled:
        if _is_blank(given[place]) or given[place] == COMMA:
            place += 1
            continue
        if given[place] == CLOSE_LIST:
            found[AFTER], found[IS_CLOSED] = place + 1, 1
            return values
        if out + 2 * (filled - place) + len(more) + 2 > len(written):
            return values
        is_object = given[place] == OPEN
        depth, is_whole = 0, False
        while place < filled and not is_whole:
            byte = given[place]
            if byte == QUOTE:
                place, out, is_open = _copy_text(given, place, filled, written, out)
                is_whole = depth == 0 and not is_open
            elif _is_blank(byte):
                if depth == 0:
                    is_whole = True
                while place < filled and _is_blank(given[place]):
                    place += 1
                if not is_whole and place < filled and not (_separates(written[out - 1]) or _separates(given[place])):
                    written[out] = SPACE
                    out += 1
            elif depth == 0 and (byte in (COMMA, CLOSE_LIST)):
                is_whole = True
            else:
                if byte in (OPEN, OPEN_LIST):
                    depth += 1
                elif byte in (CLOSE, CLOSE_LIST):
                    depth -= 1
                    is_whole = depth <= 0
                    if is_whole and is_object and byte == CLOSE:
                        out = _copy_member(more, written, out)
                written[out] = byte
                out += 1
                place += 1
        if not is_whole:
            return values
        written[out] = LINE_FEED
        out += 1
        values += 1
        found[AFTER], found[WRITTEN] = place, out
    found[AFTER] = place
    return values


@array_kernel("u1[] i8 i8 i8[]")
def step_over(given: Array, start: Array, filled: Array, state: Array) -> int:
    """Return the place after a text, an object or a list that begins at `start`, or `filled` where it goes on.

    state: zeros at the beginning of the value; given again with the next piece where the value goes on.
    """
    place = start
    while place < filled:
        byte = given[place]
        place += 1
        if state[IN_TEXT]:
            if state[IS_ESCAPED]:
                state[IS_ESCAPED] = 0
            elif byte == BACKSLASH:
                state[IS_ESCAPED] = 1
            elif byte == QUOTE:
                state[IN_TEXT] = 0
        elif byte == QUOTE:
            state[IN_TEXT] = 1
        elif byte in (OPEN, OPEN_LIST):
            state[DEPTH] += 1
        elif byte in (CLOSE, CLOSE_LIST):
            state[DEPTH] -= 1
        if state[DEPTH] == 0 and not state[IN_TEXT]:
            state[IS_DONE] = 1
            return place
    return place


KERNELS = (copy_values, step_over)
