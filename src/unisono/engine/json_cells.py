"""The kernel that turns the fields noted on JSON lines into columns: Arrow string views, numbers and lists of texts.

It takes addresses and sizes only and allocates nothing, so machine_code.py can keep its machine code between runs.
"""

# numba ships no types for its decorators.
# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

from numba import carray, cfunc, njit, types

from unisono.engine.json_bytes import LANES, copy_lanes, eight_bytes, first_backslash
from unisono.engine.json_scalars import ESCAPED, MINUS, ZERO, Address

BYTES = types.CPointer(types.uint8)
INT64S = types.CPointer(types.int64)
INT32S, UINT64S = types.CPointer(types.int32), types.CPointer(types.uint64)
INT64 = types.int64

BACKSLASH, LETTER_T, LETTER_U = 92, 116, 117
TEXT, NUMBER, FLAG, OBJECT, LIST, TEXTS, LONG_TIME, SHORT_TIME = 0, 1, 2, 3, 4, 5, 8, 9
UNSET, LEFT_OUT = 255, -1
NO_ROOM_FOR_ITEMS, NO_ROOM_FOR_ROWS = -1, -2
INLINE = 12
"""Bytes of the longest text that lies in its view (Arrow columnar format)."""


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
def _unescape(data: Address, place: int, stop: int, limit: int, texts: Address, filled: int) -> int:
    """Write a text whose escapes have been checked, without them; return where it ends."""
    while place < stop:
        if place <= limit:
            copy_lanes(texts, filled, data, place)
            plain = min(first_backslash(data, place), stop - place)
            filled += plain
            place += plain
            if plain == LANES or place == stop:
                continue
        elif data[place] != BACKSLASH:
            texts[filled] = data[place]
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
def _copy(data: Address, begin: int, size: int, limit: int, texts: Address, filled: int) -> None:
    """Copy a text; `limit` is the last place of the data to copy LANES bytes from."""
    step = 0
    while step < size and begin + step <= limit:
        copy_lanes(texts, filled + step, data, begin + step)
        step += LANES
    while step < size:
        texts[filled + step] = data[begin + step]
        step += 1


@njit(_nrt=False, forceinline=True)
def _store_text(data: Address, cell: Address, limit: int, texts: Address, filled: int, view: Address) -> int:
    """Write a text and its view; return how far the texts are filled. A short text lies in its view alone."""
    begin, length = cell[0], cell[1]
    if length & ESCAPED:
        size = _unescape(data, begin, begin + (length & (ESCAPED - 1)), limit, texts, filled) - filled
    else:
        size = length
        _copy(data, begin, size, limit, texts, filled)
    first, second = eight_bytes(texts, filled), eight_bytes(texts, filled + 8)
    if size > INLINE:
        view[0] = types.uint64(size) | first << types.uint64(32)
        view[1] = types.uint64(filled) << types.uint64(32)
        return filled + size
    every = types.uint64(0xFFFFFFFFFFFFFFFF)
    if size <= 8:
        second = types.uint64(0)
        first = first & every >> types.uint64(64 - 8 * size) if size else types.uint64(0)
    else:
        second = second & every >> types.uint64(128 - 8 * size)
    view[0] = types.uint64(size) | first << types.uint64(32)
    view[1] = first >> types.uint64(32) | second << types.uint64(32)
    return filled


@njit(_nrt=False, forceinline=True)
def _whole_number(data: Address, start: int, length: int) -> int:
    """Return a whole number of at most 18 digits."""
    is_negative = data[start] == MINUS
    value = 0
    for place in range(start + (1 if is_negative else 0), start + length):
        value = value * 10 + (types.int64(data[place]) - ZERO)
    return -value if is_negative else value


@njit(_nrt=False, forceinline=True)
def _list_records(records: Address, count: int, rows: Address, owners: Address, chains: Address) -> bool:
    """Give every record its row and chain those of a table; false when one of the tables has no room.

    `rows` says of each table how many rows it has, before and after; `owners` of each row the row of the record that
    it lies in, that of its line, and the path that led to it. `chains` has each record's row, its line's row and the
    next record of its table, then the first and the last of each table.
    """
    tables, room = len(rows), owners.shape[2]
    for table in range(tables):
        rows[table, 1] = rows[table, 0]
        chains[count + table, 0] = chains[count + table, 1] = -1
    for number in range(count):
        table, parent = records[number, 0], records[number, 1]
        row = rows[table, 1]
        if row == room:
            return False
        rows[table, 1] = row + 1
        line_row = row if parent < 0 else chains[parent, 1]
        chains[number, 0], chains[number, 1], chains[number, 2] = row, line_row, -1
        owners[table, 0, row] = -1 if parent < 0 else chains[parent, 0]
        owners[table, 1, row], owners[table, 2, row] = line_row, records[number, 2]
        last = chains[count + table, 1]
        if last < 0:
            chains[count + table, 0] = number
        else:
            chains[last, 2] = number
        chains[count + table, 1] = number
    return True


@njit(_nrt=False, forceinline=True)
def _number(data: Address, kind: int, cell: Address) -> int:
    """Return a number, a flag as 0 or 1, or a time, which is noted as its number."""
    if kind == NUMBER:
        return int(_whole_number(data, cell[0], cell[1]))
    if kind == FLAG:
        return 1 if data[cell[0]] == LETTER_T else 0
    return 1 if kind == OBJECT else int(cell[1])


@njit(_nrt=False, forceinline=True)
def _store_list(
    data: Address,
    limit: int,
    cell: Address,
    items: Address,
    end: int,
    columns: tuple[Address, Address],
    into: tuple[Address, Address],
) -> int:
    """Write the items of a list from `end` on, but those left out; return where the next list begins.

    `columns` are the views and marks of the list's items, `into` the texts and how far they are filled.
    """
    (views, marks), (texts, filled) = columns, into
    for item in range(cell[0], cell[0] + cell[1]):
        if items[item, 2] == LEFT_OUT:
            continue
        marks[end] = items[item, 0] >= 0
        if marks[end]:
            filled[0] = _store_text(data, items[item], limit, texts, filled[0], views[end])
        end += 1
    return end


@cfunc(
    INT64(
        INT64S,
        BYTES,
        INT64S,
        INT64S,
        INT64S,
        INT64S,
        INT64S,
        INT64S,
        INT64S,
        BYTES,
        UINT64S,
        INT64S,
        INT32S,
        UINT64S,
        BYTES,
        BYTES,
    ),
    error_model="numpy",
)
def store_cells(  # noqa: PLR0913  # a kernel's only way to take arrays is one address each
    sizes_at: Address,
    data: Address,
    slots_at: Address,
    records_at: Address,
    cells_at: Address,
    items_at: Address,
    chains_at: Address,
    rows_at: Address,
    owners_at: Address,
    marks_at: Address,
    views_at: Address,
    numbers_at: Address,
    ends_at: Address,
    item_views_at: Address,
    item_marks_at: Address,
    texts: Address,
) -> int:
    """Write noted records into the columns of their tables; below zero when rows or items have no room.

    `sizes`: bytes of data, slots, tables, records, how many of the slots are texts, numbers and lists, the room for
    rows of a table and for items of a list, how far texts are filled, which is moved. `marks` says of each slot and
    row from which of its fields the value is (255: there is none).
    """
    sizes = carray(sizes_at, (10,))
    count, width, room, item_room, limit = sizes[3], sizes[1], sizes[7], sizes[8], sizes[0] - LANES
    slots, items, cells = carray(slots_at, (width, 4)), carray(items_at, (1, 3)), carray(cells_at, (1, 3))
    rows, owners = carray(rows_at, (sizes[2], 2)), carray(owners_at, (sizes[2], 3, room))
    records, chains = carray(records_at, (count, 4)), carray(chains_at, (count + sizes[2], 3))
    marks, views = carray(marks_at, (width, room)), carray(views_at, (sizes[4], room, 2))
    numbers, ends = carray(numbers_at, (sizes[5], room)), carray(ends_at, (sizes[6], room + 1))
    item_views, item_marks = (
        carray(item_views_at, (sizes[6], item_room, 2)),
        carray(item_marks_at, (sizes[6], item_room)),
    )
    if not _list_records(records, count, rows, owners, chains):
        return NO_ROOM_FOR_ROWS
    filled = sizes[9:]
    began_at = filled[0]
    for slot in range(width):
        kind, at, table, offset = slots[slot, 0], slots[slot, 1], slots[slot, 2], slots[slot, 3]
        number = chains[count + table, 0]
        while number >= 0:
            row, cell = chains[number, 0], cells[records[number, 3] + offset]
            number = chains[number, 2]
            start = cell[0]
            marks[slot, row] = cell[2] if start >= 0 else UNSET
            if kind in (LIST, TEXTS):
                end = ends[at, row]
                ends[at, row + 1] = end
                if start >= 0:
                    if end + cell[1] > item_room:
                        filled[0] = began_at
                        return NO_ROOM_FOR_ITEMS
                    columns = (item_views[at], item_marks[at])
                    ends[at, row + 1] = _store_list(data, limit, cell, items, end, columns, (texts, filled))
            elif start >= 0:
                if kind == TEXT:
                    filled[0] = _store_text(data, cell, limit, texts, filled[0], views[at, row])
                else:
                    numbers[at, row] = _number(data, kind, cell)
    for table in range(sizes[2]):
        rows[table, 0] = rows[table, 1]
    return 0


KERNELS = (store_cells,)
