"""The kernel that finds the wanted fields of JSON lines in one pass, and refuses every line that is not plain.

A line is plain when it is valid JSON, names no wanted field twice and gives each one the type it should have; any other
line is marked and left to a full reader. Kernels take addresses and sizes only and allocate nothing, so machine_code.py
can keep their machine code between runs. Every text ends with a line feed, so no loop runs past its end.
"""

# numba ships no types for its decorators.
# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

from numba import carray, cfunc, njit, types

from unisono.engine.json_bytes import LANES, first_difference
from unisono.engine.json_scalars import (
    FAULT,
    MINUS,
    NINE,
    QUOTE,
    SPACE,
    ZERO,
    Address,
    after_number,
    after_text,
    after_word,
    plain_end,
    read_time,
)

Several = tuple[Address, ...]
"""Arrays that go together: `lookup` names, table, stamps; `noted` fields, cells, items, records, widths."""

BYTES, INT64S, INT64 = types.CPointer(types.uint8), types.CPointer(types.int64), types.int64

TAB, LINE_FEED, RETURN, COMMA, COLON = 9, 10, 13, 44, 58
OPEN_LIST, CLOSE_LIST, LETTER_N, OPEN, CLOSE = 91, 93, 110, 123, 125

TEXT, NUMBER, FLAG, OBJECT, LIST, TEXTS, RECORD, RECORDS, LONG_TIME, SHORT_TIME, LEAVE_OUT = range(11)
"""What a wanted field is. A list is one of objects that each give one text, texts are a list of texts; a record is an
object with columns of its own, records a list of them; an item with the last one is left out of its list."""

VALUE, FIRST_VALUE, FIRST_KEY, KEY, AFTER = 0, 1, 2, 3, 4
DEPTH, UNSET, LEFT_OUT, PLAIN_TEXTS = 64, 255, -1, -2
LONGEST_NAME = 255
HASH_FACTOR = 0x1E3779B97F4A7C15

ITEMS, STAMP, MARK, FIELD, BASE, PARENT, RECORDS_SEEN, CELLS_USED, LIMIT, STATE = range(10)
"""Places of the state: items, objects and lists so far, what a value was like, the field it is of, the cells and the
number of the record it is in, records so far, cells so far, the last place to read LANES bytes from; and its size."""


@njit(_nrt=False, forceinline=True)
def _wanted(node: int, data: Address, start: int, stop: int, limit: int, lookup: Several) -> int:
    """Return which field of this object a key names; -1 where it is not wanted."""
    names, table, _ = lookup
    length = stop - start
    if length > LONGEST_NAME:
        return -1
    # The length and four characters tell names apart; a name that agrees in them is compared in full.
    code = length << 32 | types.int64(data[start]) << 24 | types.int64(data[stop - 1]) << 16
    code |= types.int64(data[start + length // 2]) << 8 | types.int64(data[start + length // 4])
    code = code * 1024 + node
    mask = len(table) - 1
    slot = (code * HASH_FACTOR >> 40) & mask
    while table[slot, 0] >= 0:
        if table[slot, 0] == code:
            begin, step = table[slot, 1], 0
            if start <= limit:
                step = min(length, first_difference(names, begin, data, start))
            while step < length and names[begin + step] == data[start + step]:
                step += 1
            if step == length:
                return int(table[slot, 2])
        slot = (slot + 1) & mask
    return -1


@njit(_nrt=False, forceinline=True)
def _note(field: int, start: int, length: int, state: Address, noted: Several) -> None:
    """Note a value where nothing better was found before it: of the item, or of the record that it is in."""
    fields, cells, items = noted[0], noted[1], noted[2]
    target, rank = fields[field, 1], fields[field, 2]
    if target >= 0:
        cell = state[BASE] + target
        if rank < cells[cell, 2]:
            cells[cell, 0], cells[cell, 1], cells[cell, 2] = start, length, rank
        return
    item = state[ITEMS] - 1
    if fields[field, 0] == LEAVE_OUT:
        items[item, 2] = LEFT_OUT
    elif rank < items[item, 2]:
        items[item, 0], items[item, 1], items[item, 2] = start, length, rank


@njit(_nrt=False, forceinline=True)
def _note_text(data: Address, field: int, start: int, length: int, state: Address, noted: Several) -> int:
    """Note a text, or the time that it says; FAULT when something else is wanted."""
    kind = noted[0][field, 0]
    if kind in (LONG_TIME, SHORT_TIME):
        length = read_time(data, start, length, kind == LONG_TIME)
        if length < 0:
            return FAULT
    elif kind not in (TEXT, LEAVE_OUT):
        return FAULT
    _note(field, start, length, state, noted)
    return 0


@njit(_nrt=False, forceinline=True)
def _note_number(data: Address, field: int, start: int, stop: int, state: Address, noted: Several) -> int:
    """Note a number; a whole one may stand for a text, as ids do."""
    digits = stop - start - (1 if data[start] == MINUS else 0)
    kind = noted[0][field, 0]
    fits = digits < 19 or (kind == TEXT and digits == 19 and data[stop - 19] < NINE)
    if state[MARK] == 0 or not fits or kind not in (TEXT, NUMBER):
        return FAULT
    _note(field, start, stop - start, state, noted)
    return 0


@njit(_nrt=False, forceinline=True)
def _scalar(data: Address, place: int, state: Address, noted: Several) -> int:
    """Read a text, a number or a word, and note it where it is wanted; return where it ends, or FAULT."""
    field = state[FIELD]
    if data[place] == QUOTE:
        stop = after_text(data, place + 1, state, state[LIMIT])
        if stop < 0 or field < 0:
            return stop + 1 if stop >= 0 else FAULT
        length = (stop - place - 1) | state[MARK]
        return stop + 1 if _note_text(data, field, place + 1, length, state, noted) >= 0 else FAULT
    if data[place] == MINUS or ZERO <= data[place] <= NINE:
        stop = after_number(data, place, state)
        if stop < 0 or field < 0:
            return int(stop)
        return stop if _note_number(data, field, place, stop, state, noted) >= 0 else FAULT
    stop = after_word(data, place)
    if stop < 0 or field < 0 or data[place] == LETTER_N:
        return int(stop)
    if noted[0][field, 0] != FLAG:
        return FAULT
    _note(field, place, stop - place, state, noted)
    return int(stop)


@njit(_nrt=False, forceinline=True)
def _listed_text(data: Address, place: int, state: Address, noted: Several) -> int:
    """Read a text of a wanted list of texts, or null, as an item; FAULT for anything else."""
    items, item = noted[2], state[ITEMS]
    if item >= len(items):
        return FAULT
    state[ITEMS] = item + 1
    items[item, 0], items[item, 1], items[item, 2] = -1, 0, UNSET
    if data[place] == QUOTE:
        stop = after_text(data, place + 1, state, state[LIMIT])
        items[item, 0], items[item, 1] = place + 1, (stop - place - 1) | state[MARK]
        return stop + 1 if stop >= 0 else FAULT
    return after_word(data, place) if data[place] == LETTER_N else FAULT


@njit(_nrt=False, forceinline=True)
def _key(data: Address, place: int, level: Address, state: Address, lookup: Several) -> int:
    """Read a key from after its quote, and the colon; state[FIELD] is what it names. FAULT for a second one."""
    stamps = lookup[2]
    state[FIELD] = -1
    if level[0] < 0:
        stop = after_text(data, place, state, state[LIMIT])
        if stop < 0:
            return FAULT
    else:
        stop = plain_end(data, place, state[LIMIT])
        # A key with an escape may spell a wanted name.
        if data[stop] != QUOTE:
            return FAULT
        field = _wanted(level[0], data, place, stop, state[LIMIT], lookup)
        if field >= 0:
            if stamps[field] == level[2]:
                return FAULT
            stamps[field] = level[2]
        state[FIELD] = field
    place = stop + 1
    while data[place] == SPACE or data[place] == TAB:
        place += 1
    return place + 1 if data[place] == COLON else FAULT


@njit(_nrt=False, forceinline=True)
def _begin_record(field: int, state: Address, noted: Several) -> int:
    """Begin a record: cells of its own, all empty; FAULT when there is no room."""
    fields, cells, _, records, widths = noted
    number, base, table = state[RECORDS_SEEN], state[CELLS_USED], fields[field, 4]
    end = base + widths[table]
    if number == len(records) or end > len(cells):
        return FAULT
    for cell in range(base, end):
        cells[cell, 0], cells[cell, 1], cells[cell, 2] = -1, 0, UNSET
    records[number, 0], records[number, 1], records[number, 2] = table, state[PARENT], fields[field, 5]
    records[number, 3] = base
    state[BASE], state[PARENT], state[RECORDS_SEEN], state[CELLS_USED] = base, number, number + 1, end
    return 0


@njit(_nrt=False, forceinline=True)
def _enter_field(is_list: bool, field: int, place: int, level: Address, state: Address, noted: Several) -> int:
    """Begin the object or list that a wanted key names; FAULT where the other is wanted."""
    fields = noted[0]
    kind = fields[field, 0]
    if is_list:
        if kind not in (LIST, TEXTS, RECORDS):
            return FAULT
        level[0] = PLAIN_TEXTS if kind == TEXTS else fields[field, 3]
        level[3], level[4] = field, state[ITEMS]
        return 0
    level[0] = fields[field, 3]
    if kind == RECORD:
        return int(_begin_record(field, state, noted))
    if kind != OBJECT:
        return FAULT
    if fields[field, 1] >= 0:
        _note(field, place, 1, state, noted)
    return 0


@njit(_nrt=False, forceinline=True)
def _enter(is_list: bool, place: int, stack: Address, depth: int, state: Address, noted: Several) -> int:
    """Begin an object or list and find which of the plan it is (-1: nothing in it is wanted); FAULT for a wrong one."""
    level, parent = stack[depth], stack[depth - 1]
    fields, items = noted[0], noted[2]
    state[STAMP] += 1
    level[0], level[1], level[2], level[3], level[4] = -1, is_list, state[STAMP], -1, 0
    level[5], level[6] = state[BASE], state[PARENT]
    if state[FIELD] >= 0:
        return int(_enter_field(is_list, state[FIELD], place, level, state, noted))
    if parent[1] == 1 and parent[0] != -1:
        if is_list or parent[0] == PLAIN_TEXTS:
            return FAULT
        level[0] = parent[0]
        if fields[parent[3], 0] == RECORDS:
            return int(_begin_record(parent[3], state, noted))
        item = state[ITEMS]
        if item >= len(items):
            return FAULT
        items[item, 0], items[item, 1], items[item, 2] = -1, 0, UNSET
        state[ITEMS] = item + 1
    return 0


@njit(_nrt=False, forceinline=True)
def _leave(level: Address, state: Address, noted: Several) -> None:
    """End an object or a list; a wanted list is noted with its first item and how many there are."""
    state[BASE], state[PARENT] = level[5], level[6]
    field = level[3]
    if field >= 0 and noted[0][field, 1] >= 0:
        _note(field, level[4], state[ITEMS] - level[4], state, noted)


@njit(_nrt=False, forceinline=True)
def _read_line(data: Address, place: int, stack: Address, state: Address, lookup: Several, noted: Several) -> int:
    """Read one object up to its line feed and note what is wanted; return the line feed's place, or FAULT."""
    depth, expects = 0, VALUE
    state[FIELD] = 0  # the whole line is field 0
    stack[0, 0], stack[0, 1] = -1, 0
    while True:
        code = data[place]
        if code <= SPACE and code in (SPACE, TAB, RETURN):
            place += 1
        elif expects == AFTER:
            level = stack[depth]
            if depth == 0:
                return place if code == LINE_FEED else FAULT
            place += 1
            if code == COMMA:
                expects = VALUE if level[1] else KEY
                state[FIELD] = -1
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
            if depth == DEPTH or _enter(is_list, place, stack, depth, state, noted) < 0:
                return FAULT
            expects = FIRST_VALUE if is_list else FIRST_KEY
            state[FIELD] = -1
            place += 1
        elif code == CLOSE_LIST and expects == FIRST_VALUE:
            expects = AFTER
        elif depth == 0:
            return FAULT  # no object where one is wanted
        elif stack[depth, 1] == 1 and stack[depth, 0] != -1:
            place = _listed_text(data, place, state, noted) if stack[depth, 0] == PLAIN_TEXTS else FAULT
            expects = AFTER
        else:
            place = _scalar(data, place, state, noted)
            expects = AFTER
        if place < 0:
            return FAULT


@njit(_nrt=False, forceinline=True)
def _line(data: Address, begin: int, stack: Address, state: Address, lookup: Several, noted: Several) -> int:
    """Read a line as one record and those in it; a refused line keeps its own record, empty. FAULT for that."""
    state[PARENT] = -1
    first, used = state[RECORDS_SEEN], state[CELLS_USED]
    _begin_record(0, state, noted)
    stop = _read_line(data, begin, stack, state, lookup, noted)
    if stop < 0:
        state[PARENT], state[RECORDS_SEEN], state[CELLS_USED] = -1, first, used
        _begin_record(0, state, noted)
    return int(stop)


@cfunc(
    INT64(INT64S, BYTES, BYTES, INT64S, INT64S, INT64S, INT64S, INT64S, INT64S, INT64S, INT64S, INT64S, INT64S),
    error_model="numpy",
)
def find_fields(  # noqa: PLR0913  # a kernel's only way to take arrays is one address each
    sizes_at: Address,
    data: Address,
    names: Address,
    table_at: Address,
    fields_at: Address,
    widths_at: Address,
    stamps_at: Address,
    stack_at: Address,
    state_at: Address,
    lines_at: Address,
    records_at: Address,
    cells_at: Address,
    items_at: Address,
) -> int:
    """Note where the wanted fields of the next lines are; return how many lines gave a record of their own.

    `sizes`: bytes of data, entries of the table of names, fields, tables, lines to read at once, room for records,
    cells and items; then the place and the line to go on from, which are moved, and the records found. `lines` tells
    of each line its number from 0, where it begins and ends, and whether it was refused; a blank line gives none.
    `records` tells of each its table, the record it lies in (-1: none), which of the table's paths led to it, and its
    first cell.
    """
    sizes = carray(sizes_at, (11,))
    lookup = (names, carray(table_at, (sizes[1], 3)), carray(stamps_at, (sizes[2],)))
    state, stack = carray(state_at, (STATE,)), carray(stack_at, (DEPTH, 7))
    lines, records = carray(lines_at, (sizes[4], 4)), carray(records_at, (sizes[5], 4))
    cells, items = carray(cells_at, (sizes[6], 3)), carray(items_at, (sizes[7], 3))
    noted = (carray(fields_at, (sizes[2], 6)), cells, items, records, carray(widths_at, (sizes[3],)))
    row, place, line = 0, sizes[8], sizes[9]
    state[ITEMS], state[RECORDS_SEEN], state[CELLS_USED], state[LIMIT] = 0, 0, 0, sizes[0] - LANES
    # Four records a line are usual; pages have hundreds, and what is noted is to stay in the processor's cache.
    while place < sizes[0] and row < sizes[4] and state[RECORDS_SEEN] < 4 * sizes[4]:
        # A line that needs more than half of the room is begun only where all of it is left.
        if 2 * state[ITEMS] > sizes[7] or 2 * state[CELLS_USED] > sizes[6] or 2 * state[RECORDS_SEEN] > sizes[5]:
            break
        while data[place] in (SPACE, TAB, RETURN):
            place += 1
        begin = stop = place
        if data[begin] != LINE_FEED:
            stop = _line(data, begin, stack, state, lookup, noted)
            lines[row, 3] = stop < 0
            if stop < 0:
                stop = begin
                while data[stop] != LINE_FEED:
                    stop += 1
            lines[row, 0], lines[row, 1], lines[row, 2] = line, begin, stop
            row += 1
        place = stop + 1
        line += 1
    sizes[8], sizes[9], sizes[10] = place, line, state[RECORDS_SEEN]
    return row


KERNELS = (find_fields,)
