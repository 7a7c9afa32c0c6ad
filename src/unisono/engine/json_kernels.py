"""Kernels that find the wanted fields of JSON lines in one pass, and refuse every line that is not plain.

A line is plain when it is valid JSON, names no wanted field twice and gives each one the type it should have; any other
line is marked and left to a full reader. They take addresses and sizes only and allocate nothing, so machine_code.py
can keep their machine code between runs. Every text ends with a line feed, so no loop runs past its end.
"""

# numba ships no types for its decorators.
# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

from typing import Any

import numpy as np
from numba import carray, cfunc, njit, types

Address = Any
"""A pointer, or an array over one, as numba sees it inside a kernel; numba ships no types."""

Several = tuple[Address, ...]
"""Arrays that go together: `lookup` names, table, stamps; `noted` fields, cells, items."""

BYTES, INT64S, INT64 = types.CPointer(types.uint8), types.CPointer(types.int64), types.int64

TAB, LINE_FEED, RETURN, SPACE = 9, 10, 13, 32
QUOTE, COMMA, MINUS, POINT, SLASH, ZERO, NINE, COLON = 34, 44, 45, 46, 47, 48, 57, 58
OPEN_LIST, BACKSLASH, CLOSE_LIST, LETTER_E, LETTER_N, LETTER_U, OPEN, CLOSE = (91, 92, 93, 101, 110, 117, 123, 125)

TEXT, NUMBER, FLAG, OBJECT, LIST = 0, 1, 2, 3, 4
"""What a wanted field is; a list is one of objects that each give one text."""

VALUE, FIRST_VALUE, FIRST_KEY, KEY, AFTER = 0, 1, 2, 3, 4
DEPTH, ESCAPED, UNSET, FAULT = 64, 1 << 30, 255, -1
LONGEST_NUMBER, LONGEST_NAME = 40, 255
HASH_FACTOR = 0x1E3779B97F4A7C15

PLAIN = np.array([SPACE <= code < 128 and code not in (QUOTE, BACKSLASH) for code in range(256)])
"""Which bytes of a text stand for themselves."""

DIGITS = np.array([int(chr(code), 16) if chr(code) in "0123456789abcdefABCDEF" else -1 for code in range(256)])
"""What each byte stands for as a hexadecimal digit."""


@njit(_nrt=False, forceinline=True)
def _code_unit(data: Address, place: int) -> int:
    """Read four hexadecimal digits; FAULT where there are none."""
    unit = 0
    for digit in range(4):
        value = DIGITS[data[place + digit]]
        if value < 0:
            return FAULT
        unit = unit * 16 + value
    return unit


@njit(_nrt=False, forceinline=True)
def _after_escape(data: Address, place: int) -> int:
    """Return where the escape that begins at `place` ends; FAULT for NUL, half a pair, or no escape at all."""
    mark = data[place + 1]
    if mark != LETTER_U:
        plain = mark in (QUOTE, BACKSLASH, SLASH, 98, 102, 110, 114, 116)
        return place + 2 if plain else FAULT
    unit = _code_unit(data, place + 2)
    if unit <= 0 or 0xDC00 <= unit <= 0xDFFF:
        return FAULT
    if unit < 0xD800 or unit > 0xDFFF:
        return place + 6
    if data[place + 6] != BACKSLASH or data[place + 7] != LETTER_U:
        return FAULT
    low = _code_unit(data, place + 8)
    return place + 12 if 0xDC00 <= low <= 0xDFFF else FAULT


@njit(_nrt=False, forceinline=True)
def _after_character(data: Address, place: int) -> int:
    """Return where a character beyond ASCII ends; FAULT where the bytes are no UTF-8 (RFC 3629)."""
    first = data[place]
    second = data[place + 1]
    if second & 0xC0 != 0x80 or first < 0xC2 or first > 0xF4:
        return FAULT
    if first < 0xE0:
        return place + 2
    if data[place + 2] & 0xC0 != 0x80:
        return FAULT
    if first < 0xF0:
        is_short = first == 0xE0 and second < 0xA0
        is_surrogate = first == 0xED and second > 0x9F
        return FAULT if is_short or is_surrogate else place + 3
    is_short = first == 0xF0 and second < 0x90
    is_beyond = first == 0xF4 and second > 0x8F
    return FAULT if is_short or is_beyond or data[place + 3] & 0xC0 != 0x80 else place + 4


@njit(_nrt=False, forceinline=True)
def _plain_end(data: Address, place: int) -> int:
    """Return the place of the first byte that is not a plain ASCII character of a text."""
    # Unsigned: a signed place would be compared with 0 at each step.
    at = types.uint64(place)
    while PLAIN[data[at]]:
        at += types.uint64(1)
    return types.int64(at)


@njit(_nrt=False, forceinline=True)
def _after_text(data: Address, place: int, state: Address) -> int:
    """Return the place of the closing quote, and in state[2] whether there are escapes; FAULT for a bad text."""
    state[2] = 0
    while True:
        place = _plain_end(data, place)
        code = data[place]
        if code == QUOTE:
            return place
        if code == BACKSLASH:
            state[2] = ESCAPED
            place = _after_escape(data, place)
        elif code >= 128:
            place = _after_character(data, place)
        else:
            return FAULT
        if place < 0:
            return FAULT


@njit(_nrt=False, forceinline=True)
def _after_number(data: Address, place: int, state: Address) -> int:
    """Return where a number ends; state[2] says whether it is whole. FAULT for what is none, or is out of range."""
    start = place
    if data[place] == MINUS:
        place += 1
    first = place
    while ZERO <= data[place] <= NINE:
        place += 1
    if place == first or (data[first] == ZERO and place > first + 1):
        return FAULT
    state[2] = 1
    if data[place] == POINT:
        state[2] = 0
        place += 1
        first = place
        while ZERO <= data[place] <= NINE:
            place += 1
        if place == first:
            return FAULT
    # An exponent may be too large for the full reader, and -0 is no number of its own: it decides.
    is_minus_zero = state[2] == 1 and data[start] == MINUS and data[start + 1] == ZERO
    return FAULT if data[place] | 32 == LETTER_E or place - start > LONGEST_NUMBER or is_minus_zero else place


@njit(_nrt=False, forceinline=True)
def _after_word(data: Address, place: int) -> int:
    """Return where true, false or null ends; FAULT for any other word."""
    if data[place] == 116:
        return place + 4 if data[place + 1] == 114 and data[place + 2] == 117 and data[place + 3] == 101 else FAULT
    if data[place] == 110:
        return place + 4 if data[place + 1] == 117 and data[place + 2] == 108 and data[place + 3] == 108 else FAULT
    is_false = data[place] == 102 and data[place + 1] == 97 and data[place + 2] == 108 and data[place + 3] == 115
    return place + 5 if is_false and data[place + 4] == 101 else FAULT


@njit(_nrt=False, forceinline=True)
def _wanted(node: int, data: Address, start: int, stop: int, lookup: Several) -> int:
    """Return which field of this object a key names; -1 where it is not wanted."""
    names, table, _ = lookup
    length = stop - start
    if length > LONGEST_NAME:
        return -1
    # The length and four characters tell names apart; a name that agrees in them is compared in full.
    code = length << 32 | data[start] << 24 | data[stop - 1] << 16
    code |= data[start + length // 2] << 8 | data[start + length // 4]
    code = code * 1024 + node
    mask = len(table) - 1
    slot = (code * HASH_FACTOR >> 40) & mask
    while table[slot, 0] >= 0:
        if table[slot, 0] == code:
            begin = table[slot, 1]
            step = 0
            while step < length and names[begin + step] == data[start + step]:
                step += 1
            if step == length:
                return table[slot, 2]
        slot = (slot + 1) & mask
    return -1


@njit(_nrt=False, forceinline=True)
def _note(field: int, kind: int, start: int, length: int, noted: Several, item: int) -> int:
    """Note a value where nothing better was found before it; FAULT when it is not of the type that is wanted."""
    fields, cells, items = noted
    target, rank = fields[field, 1], fields[field, 2]
    if fields[field, 0] != kind:
        return FAULT
    if target < 0:
        if rank < items[item, 2]:
            items[item, 0], items[item, 1], items[item, 2] = start, length, rank
    elif rank < cells[target, 2]:
        cells[target, 0], cells[target, 1], cells[target, 2] = start, length, rank
    return 0


@njit(_nrt=False, forceinline=True)
def _note_number(data: Address, field: int, start: int, stop: int, state: Address, noted: Several) -> int:
    """Note a number; a whole one may stand for a text, as ids do."""
    digits = stop - start - (1 if data[start] == MINUS else 0)
    is_text = noted[0][field, 0] == TEXT
    fits = digits < 19 or (is_text and digits == 19 and data[stop - 19] < NINE)
    if state[2] == 0 or not fits:
        return FAULT
    return int(_note(field, TEXT if is_text else NUMBER, start, stop - start, noted, state[0] - 1))


@njit(_nrt=False, forceinline=True)
def _scalar(data: Address, place: int, field: int, state: Address, noted: Several) -> int:
    """Read a text, a number or a word, and note it where it is wanted; return where it ends, or FAULT."""
    if data[place] == QUOTE:
        stop = _after_text(data, place + 1, state)
        if stop < 0 or field < 0:
            return stop + 1 if stop >= 0 else FAULT
        length = (stop - place - 1) | state[2]
        return stop + 1 if _note(field, TEXT, place + 1, length, noted, state[0] - 1) >= 0 else FAULT
    if data[place] == MINUS or ZERO <= data[place] <= NINE:
        stop = _after_number(data, place, state)
        if stop < 0 or field < 0:
            return int(stop)
        return stop if _note_number(data, field, place, stop, state, noted) >= 0 else FAULT
    stop = _after_word(data, place)
    if stop < 0 or field < 0 or data[place] == LETTER_N:
        return int(stop)
    return stop if _note(field, FLAG, place, stop - place, noted, state[0] - 1) >= 0 else FAULT


@njit(_nrt=False, forceinline=True)
def _key(data: Address, place: int, level: Address, state: Address, lookup: Several) -> int:
    """Read a key from after its quote, and the colon; state[3] is the field that it names. FAULT for a second one."""
    stamps = lookup[2]
    state[3] = -1
    if level[0] < 0:
        stop = _after_text(data, place, state)
        if stop < 0:
            return FAULT
    else:
        stop = _plain_end(data, place)
        # A key with an escape may spell a wanted name.
        if data[stop] != QUOTE:
            return FAULT
        field = _wanted(level[0], data, place, stop, lookup)
        if field >= 0:
            if stamps[field] == level[2]:
                return FAULT
            stamps[field] = level[2]
        state[3] = field
    place = stop + 1
    while data[place] == SPACE or data[place] == TAB:
        place += 1
    return place + 1 if data[place] == COLON else FAULT


@njit(_nrt=False, forceinline=True)
def _enter(is_list: bool, field: int, stack: Address, depth: int, state: Address, noted: Several) -> int:
    """Begin an object or list and find which of the plan it is (-1: nothing in it is wanted); FAULT for a wrong one."""
    level, parent = stack[depth], stack[depth - 1]
    fields, _, items = noted
    state[1] += 1
    level[0], level[1], level[2], level[3], level[4] = -1, is_list, state[1], -1, 0
    if field >= 0:
        if fields[field, 0] != (LIST if is_list else OBJECT):
            return FAULT
        level[0] = fields[field, 3]
        if is_list:
            level[3], level[4] = field, state[0]
    elif parent[1] == 1 and parent[0] >= 0:
        # An object of a wanted list: a new item.
        if is_list or state[0] >= len(items):
            return FAULT
        level[0] = parent[0]
        items[state[0], 0], items[state[0], 1], items[state[0], 2] = -1, 0, UNSET
        state[0] += 1
    return 0


@njit(_nrt=False, forceinline=True)
def _leave(level: Address, state: Address, noted: Several) -> None:
    """End an object or a list; a wanted list is noted with its first item and how many there are."""
    fields, cells, _ = noted
    field = level[3]
    if field >= 0 and fields[field, 2] < cells[fields[field, 1], 2]:
        cell = cells[fields[field, 1]]
        cell[0], cell[1], cell[2] = level[4], state[0] - level[4], fields[field, 2]


@njit(_nrt=False, forceinline=True)
def _read_line(data: Address, place: int, stack: Address, state: Address, lookup: Several, noted: Several) -> int:
    """Read one object up to its line feed and note what is wanted; return the line feed's place, or FAULT."""
    depth, expects = 0, VALUE
    state[3] = 0  # the whole line is field 0
    stack[0, 0], stack[0, 1] = -1, 0
    while True:
        code = data[place]
        if code in (SPACE, TAB, RETURN):
            place += 1
        elif expects == AFTER:
            level = stack[depth]
            if depth == 0:
                return place if code == LINE_FEED else FAULT
            place += 1
            if code == COMMA:
                expects = VALUE if level[1] else KEY
                state[3] = -1
            elif code == (CLOSE_LIST if level[1] else CLOSE):
                _leave(level, state, noted)
                depth -= 1
            else:
                return FAULT
        elif expects >= FIRST_KEY:
            if code == QUOTE:
                place = _key(data, place + 1, stack[depth], state, lookup)
                expects = VALUE
            elif code == CLOSE and expects == FIRST_KEY:
                expects = AFTER
            else:
                return FAULT
        elif code in (OPEN, OPEN_LIST):
            depth += 1
            is_list = code == OPEN_LIST
            if depth == DEPTH or _enter(is_list, state[3], stack, depth, state, noted) < 0:
                return FAULT
            expects = FIRST_VALUE if is_list else FIRST_KEY
            state[3] = -1
            place += 1
        elif code == CLOSE_LIST and expects == FIRST_VALUE:
            expects = AFTER
        elif depth == 0 or (stack[depth, 1] == 1 and stack[depth, 0] >= 0):
            return FAULT  # no object where one is wanted
        else:
            place = _scalar(data, place, state[3], state, noted)
            expects = AFTER
        if place < 0:
            return FAULT


@njit(_nrt=False, forceinline=True)
def _clear(cells: Address) -> None:
    for slot in range(len(cells)):
        cells[slot, 0], cells[slot, 1], cells[slot, 2] = -1, 0, UNSET


@cfunc(INT64(INT64S, BYTES, BYTES, INT64S, INT64S, INT64S, INT64S, INT64S, INT64S, INT64S, INT64S), error_model="numpy")
def find_fields(  # noqa: PLR0913  # a kernel's only way to take arrays is one address each
    sizes_at: Address,
    data_at: Address,
    names_at: Address,
    table_at: Address,
    fields_at: Address,
    stamps_at: Address,
    stack_at: Address,
    state_at: Address,
    lines_at: Address,
    cells_at: Address,
    items_at: Address,
) -> int:
    """Note where the wanted fields of the next lines are; return the rows found, at most as many as cells have room.

    `sizes`: bytes of data, entries of the table of names, fields, slots, rows of cells, items; then the place and the
    line to go on from, which are moved. `lines` tells of each row its line from 0, where it begins and ends, and
    whether it was refused; a blank line gives no row.
    """
    sizes = carray(sizes_at, (8,))
    rows, room = sizes[4], sizes[5]
    data = carray(data_at, (sizes[0],))
    lookup = (carray(names_at, (1,)), carray(table_at, (sizes[1], 3)), carray(stamps_at, (sizes[2],)))
    fields = carray(fields_at, (sizes[2], 4))
    state = carray(state_at, (4,))
    stack = carray(stack_at, (DEPTH, 5))
    items = carray(items_at, (room, 3))
    lines = carray(lines_at, (rows, 4))
    every_cell = carray(cells_at, (rows, sizes[3], 3))
    row, place, line = 0, sizes[6], sizes[7]
    state[0] = 0
    while place < sizes[0] and row < rows and state[0] <= room // 2:
        while data[place] in (SPACE, TAB, RETURN):
            place += 1
        begin = stop = place
        if data[begin] != LINE_FEED:
            cells = every_cell[row]
            _clear(cells)
            stop = _read_line(data, begin, stack, state, lookup, (fields, cells, items))
            lines[row, 3] = stop < 0
            if stop < 0:
                _clear(cells)
                stop = begin
                while data[stop] != LINE_FEED:
                    stop += 1
            lines[row, 0], lines[row, 1], lines[row, 2] = line, begin, stop
            row += 1
        place = stop + 1
        line += 1
    sizes[6], sizes[7] = place, line
    return row


KERNELS = (find_fields,)
