"""Kernels that turn the fields noted on JSON lines into columns: Arrow string views, numbers and lists of texts.

They take addresses and sizes only and allocate nothing, so machine_code.py can keep their machine code between runs.
"""

# numba ships no types for its decorators.
# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

from typing import Any

from numba import carray, cfunc, njit, types

Address = Any
"""A pointer, or an array over one, as numba sees it inside a kernel; numba ships no types."""

BYTES = types.CPointer(types.uint8)
INT64S = types.CPointer(types.int64)
INT32S = types.CPointer(types.int32)
INT64 = types.int64

MINUS, ZERO, BACKSLASH, LETTER_T, LETTER_U = 45, 48, 92, 116, 117
TEXT, NUMBER, LIST = 0, 1, 4
ESCAPED = 1 << 30
FAULT = -1
VIEW, INLINE = 16, 12
"""Bytes of a string view, and of the longest text that lies in its view (Arrow columnar format)."""


@njit(_nrt=False, forceinline=True)
def _code_unit(data: Address, place: int) -> int:
    """Return what four hexadecimal digits stand for; they have been checked."""
    unit = 0
    for digit in range(4):
        code = data[place + digit]
        unit = unit * 16 + (code - ZERO if code < 58 else (code | 32) - 87)
    return unit


@njit(_nrt=False, forceinline=True)
def _write_character(point: int, texts: Address, filled: int) -> int:
    """Write a character as UTF-8 (RFC 3629); return where the next one goes."""
    if point < 0x80:
        texts[filled] = point
        return filled + 1
    if point < 0x800:
        texts[filled] = 0xC0 | point >> 6
        texts[filled + 1] = 0x80 | point & 63
        return filled + 2
    if point < 0x10000:
        texts[filled] = 0xE0 | point >> 12
        texts[filled + 1] = 0x80 | point >> 6 & 63
        texts[filled + 2] = 0x80 | point & 63
        return filled + 3
    texts[filled] = 0xF0 | point >> 18
    texts[filled + 1] = 0x80 | point >> 12 & 63
    texts[filled + 2] = 0x80 | point >> 6 & 63
    texts[filled + 3] = 0x80 | point & 63
    return filled + 4


@njit(_nrt=False, forceinline=True)
def _unescape(data: Address, place: int, stop: int, texts: Address, filled: int) -> int:
    """Write a text whose escapes have been checked, without them; return where it ends."""
    while place < stop:
        code = data[place]
        if code != BACKSLASH:
            texts[filled] = code
            filled += 1
            place += 1
            continue
        mark = data[place + 1]
        place += 2
        if mark != LETTER_U:
            # b, f, n, r and t stand for a control character, the others for themselves.
            plain = 8 if mark == 98 else 12 if mark == 102 else 10 if mark == 110 else 13 if mark == 114 else 9
            texts[filled] = plain if mark in (98, 102, 110, 114, 116) else mark
            filled += 1
            continue
        point = _code_unit(data, place)
        place += 4
        if 0xD800 <= point < 0xDC00:
            point = 0x10000 + ((point - 0xD800) << 10) + _code_unit(data, place + 2) - 0xDC00
            place += 6
        filled = _write_character(point, texts, filled)
    return filled


@njit(_nrt=False, forceinline=True)
def _store_text(data: Address, start: int, length: int, texts: Address, filled: int, view: Address) -> int:
    """Write a text and the view of it; return how far `texts` is filled."""
    begin = filled
    if length & ESCAPED:
        filled = _unescape(data, start, start + (length ^ ESCAPED), texts, filled)
    else:
        for step in range(length):
            texts[filled + step] = data[start + step]
        filled += length
    size = filled - begin
    view[0], view[1], view[2], view[3] = size & 255, size >> 8 & 255, size >> 16 & 255, size >> 24
    if size <= INLINE:
        for step in range(size):
            view[4 + step] = texts[begin + step]
        for step in range(4 + size, VIEW):
            view[step] = 0
        return begin
    for step in range(4):
        view[4 + step] = texts[begin + step]
        view[8 + step] = 0
        view[12 + step] = begin >> 8 * step & 255
    return filled


@njit(_nrt=False, forceinline=True)
def _whole_number(data: Address, start: int, length: int) -> int:
    """Return a whole number of at most 18 digits."""
    is_negative = data[start] == MINUS
    value = 0
    for place in range(start + (1 if is_negative else 0), start + length):
        value = value * 10 + (data[place] - ZERO)
    return -value if is_negative else value


@njit(_nrt=False, forceinline=True)
def _store_items(
    data: Address,
    first: int,
    count: int,
    items: Address,
    end: int,
    views: Address,
    marks: Address,
    texts: tuple[Address, int],
) -> int:
    """Write the items of a list; return how far the texts are filled."""
    content, filled = texts
    for step in range(count):
        start = items[first + step, 0]
        marks[end + step] = start >= 0
        if start >= 0:
            filled = _store_text(data, start, items[first + step, 1], content, filled, views[end + step])
    return filled


@cfunc(
    INT64(INT64S, BYTES, INT64S, INT64S, INT64S, BYTES, BYTES, INT64S, INT32S, BYTES, BYTES, BYTES), error_model="numpy"
)
def store_cells(  # noqa: PLR0913  # a kernel's only way to take arrays is one address each
    sizes_at: Address,
    data_at: Address,
    slots_at: Address,
    cells_at: Address,
    items_at: Address,
    marks_at: Address,
    views_at: Address,
    numbers_at: Address,
    ends_at: Address,
    item_views_at: Address,
    item_marks_at: Address,
    texts_at: Address,
) -> int:
    """Write noted rows into the columns; FAULT when the items of a list have no room.

    `sizes`: bytes of data, slots, rows in all, the first row and how many rows to write, how many of the slots are
    texts, numbers and lists, the room for items of a list, how far texts are filled, which is moved, and their room.
    `marks` says of each slot and row whether there is a value, then from which field (255: none).
    """
    sizes = carray(sizes_at, (11,))
    width, rows, first, count, room = sizes[1], sizes[2], sizes[3], sizes[4], sizes[8]
    data = carray(data_at, (sizes[0],))
    texts = carray(texts_at, (sizes[10],))
    slots = carray(slots_at, (width, 2))
    cells = carray(cells_at, (count, width, 3))
    items = carray(items_at, (1, 3))
    marks = carray(marks_at, (2, width, rows))
    views = carray(views_at, (sizes[5], rows, VIEW))
    numbers = carray(numbers_at, (sizes[6], rows))
    ends = carray(ends_at, (sizes[7], rows + 1))
    item_views = carray(item_views_at, (sizes[7], room, VIEW))
    item_marks = carray(item_marks_at, (sizes[7], room))
    filled = sizes[9]
    for number in range(count):
        row = first + number
        for slot in range(width):
            start, length = cells[number, slot, 0], cells[number, slot, 1]
            kind, at = slots[slot, 0], slots[slot, 1]
            marks[0, slot, row] = start >= 0
            marks[1, slot, row] = cells[number, slot, 2]
            if kind == LIST:
                end = ends[at, row]
                ends[at, row + 1] = end + (length if start >= 0 else 0)
                if start >= 0:
                    if end + length > room:
                        return FAULT
                    filled = _store_items(
                        data, start, length, items, end, item_views[at], item_marks[at], (texts, filled)
                    )
            elif start >= 0:
                if kind == TEXT:
                    filled = _store_text(data, start, length, texts, filled, views[at, row])
                elif kind == NUMBER:
                    numbers[at, row] = _whole_number(data, start, length)
                else:
                    numbers[at, row] = data[start] == LETTER_T
    sizes[9] = filled
    return 0


KERNELS = (store_cells,)
