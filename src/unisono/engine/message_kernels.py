"""Kernels that count, for every two accounts, the messages of one that meet a message of the other on the same object.

They take addresses and sizes only and allocate nothing, so machine_code.py can keep their machine code between runs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import carray, cfunc, njit, types

Address = Any
"""A pointer as numba sees it inside a kernel; numba ships no types."""

BYTES = types.CPointer(types.uint8)
INT32S = types.CPointer(types.int32)
INT64S = types.CPointer(types.int64)
UINT64S = types.CPointer(types.uint64)
FLOAT64S = types.CPointer(types.float64)
INT64 = types.int64

COMMA, LINE_FEED, RETURN, QUOTE, POINT, MINUS, ZERO, NINE = 44, 10, 13, 34, 46, 45, 48, 57
NOT_PLAIN = -1
"""What scan_rows returns for a table that needs a full CSV reader."""
EXACT_MANTISSA = 900_719_925_474_099
"""A decimal with fewer digits than this, and at most 15 after the point, converts exactly rounded by one division."""


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba ships no types
def _ends_field(letter: int) -> bool:
    return letter == COMMA or letter == LINE_FEED or letter == RETURN  # noqa: PLR1714  # a tuple is slower here


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba ships no types
def _hash(data: Address, begin: int, end: int) -> int:
    """Hash the text data[begin:end] to 64 bits (after Fowler, Noll and Vo, with the last bits mixed)."""
    mixed = np.uint64(14695981039346656037)
    for place in range(begin, end):
        mixed = (mixed ^ np.uint64(data[place])) * np.uint64(1099511628211)
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(15241094284759029579)
    return mixed ^ (mixed >> np.uint64(29))


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba ships no types
def _grow(slots: Address, shape: Address) -> None:
    """Move a table to twice its size, right behind the slots it had; a small table stays in the processor's cache."""
    begin, size = shape[0], shape[1]
    larger = begin + size
    for place in range(begin, larger):
        if slots[place] != np.uint64(0):
            slot = np.int64(slots[place] >> np.uint64(32)) & (2 * size - 1)
            while slots[larger + slot] != np.uint64(0):
                slot = (slot + 1) & (2 * size - 1)
            slots[larger + slot] = slots[place]
    shape[0] = larger
    shape[1] = 2 * size


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba ships no types
def _find(data: Address, begin: int, end: int, table: tuple[Address, Address, Address, Address], found: int) -> int:
    """Give the code of the text data[begin:end], or `found` when it is new; new texts are entered as `found`.

    `table` is (slots, shape, texts, ends). shape is (first slot, size); a slot holds 32 bits of the text's hash and its
    code + 1; the texts stand one after the other, text c in texts[ends[c]:ends[c + 1]].
    """
    slots, shape, texts, ends = table
    if 2 * found >= shape[1]:
        _grow(slots, shape)
    first = shape[0]
    mask = shape[1] - 1
    tag = _hash(data, begin, end) >> np.uint64(32)
    slot = np.int64(tag) & mask
    while slots[first + slot] != np.uint64(0):
        if slots[first + slot] >> np.uint64(32) == tag:
            code = np.int64(slots[first + slot] & np.uint64(0xFFFFFFFF)) - 1
            start = ends[code]
            if ends[code + 1] - start == end - begin:
                length = 0
                while length < end - begin and texts[start + length] == data[begin + length]:
                    length += 1
                if length == end - begin:
                    return code
        slot = (slot + 1) & mask
    slots[first + slot] = (tag << np.uint64(32)) | np.uint64(found + 1)
    start = ends[found]
    for place in range(end - begin):
        texts[start + place] = data[begin + place]
    ends[found + 1] = start + end - begin
    return found


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba ships no types
def _read_seconds(data: Address, begin: int, end: int) -> tuple[bool, float]:
    """Read a decimal number; false where it is anything else or too long to convert exactly."""
    place = begin
    negative = begin < end and data[begin] == MINUS
    if negative:
        place += 1
    digits = 0
    mantissa = np.int64(0)
    divisor = 1.0
    after_point = False
    while place < end:
        letter = data[place]
        if letter == POINT and not after_point:
            after_point = True
        elif ZERO <= letter <= NINE and mantissa < EXACT_MANTISSA:
            mantissa = mantissa * 10 + np.int64(letter) - ZERO
            digits += 1
            if after_point:
                divisor *= 10.0
        else:
            return False, 0.0
        place += 1
    seconds = mantissa / divisor
    return digits > 0, -seconds if negative else seconds


@cfunc(INT64(BYTES, INT64, INT64), error_model="numpy")  # type: ignore[untyped-decorator]  # numba ships no types
def count_lines(data_at: Address, size: int, begin: int) -> int:
    """Count the lines from `begin` on; the last one may lack its line feed."""
    data = carray(data_at, (size,))
    lines = 0
    for place in range(begin, size):
        lines += data[place] == LINE_FEED
    return lines + (size > begin and data[size - 1] != LINE_FEED)


@cfunc(  # type: ignore[untyped-decorator]  # numba ships no types
    INT64(
        BYTES,
        INT64,
        INT64,
        INT64S,
        INT64,
        INT64,
        UINT64S,
        INT64S,
        BYTES,
        INT64S,
        UINT64S,
        INT32S,
        INT32S,
        FLOAT64S,
        INT64S,
    ),
    error_model="numpy",
)
def scan_rows(
    data_at: Address,
    size: int,
    begin: int,
    layout_at: Address,
    most_rows: int,
    slot_count: int,
    slots_at: Address,
    shapes_at: Address,
    texts_at: Address,
    ends_at: Address,
    hashes_at: Address,
    objects_at: Address,
    accounts_at: Address,
    times_at: Address,
    found_at: Address,
) -> int:
    """Read the lines of a CSV without quotes into object codes, account codes and times; return the rows kept.

    layout is (columns, object's, account's, message's, time's place). slots, shapes, texts and ends are those of
    two tables, of objects and of accounts; slots come in as zeros, and `slot_count` leaves room for
    all sizes a table grows through find room; hashes receives one hash for each message; found receives how many objects, accounts and
    messages there are. A row without an object is left out. NOT_PLAIN: a quote, a ragged line, an empty account, or a time
    that is no number.
    """
    data = carray(data_at, (size,))
    layout = carray(layout_at, (5,))
    slots = carray(slots_at, (2, slot_count))
    shapes = carray(shapes_at, (2, 2))
    texts = carray(texts_at, (2, size))
    ends = carray(ends_at, (2, most_rows + 1))
    hashes = carray(hashes_at, (most_rows,))
    objects = carray(objects_at, (most_rows,))
    accounts = carray(accounts_at, (most_rows,))
    times = carray(times_at, (most_rows,))
    found = carray(found_at, (3,))
    columns = layout[0]
    objects_table = (slots[0], shapes[0], texts[0], ends[0])
    accounts_table = (slots[1], shapes[1], texts[1], ends[1])
    kept = 0
    place = begin
    while place < size:
        object_begin = object_end = account_begin = account_end = 0
        message_begin = message_end = time_begin = time_end = 0
        for column in range(columns):
            field = place
            while place < size and not _ends_field(data[place]):
                if data[place] == QUOTE:
                    return NOT_PLAIN
                place += 1
            if (place < size and data[place] == COMMA) == (column == columns - 1):
                return NOT_PLAIN
            if column == layout[1]:
                object_begin, object_end = field, place
            elif column == layout[2]:
                account_begin, account_end = field, place
            elif column == layout[3]:
                message_begin, message_end = field, place
            elif column == layout[4]:
                time_begin, time_end = field, place
            if place < size and data[place] == RETURN:
                place += 1
                if place == size or data[place] != LINE_FEED:
                    return NOT_PLAIN
            place += 1
        readable, seconds = _read_seconds(data, time_begin, time_end)
        if not readable or account_begin == account_end:
            return NOT_PLAIN
        hashes[found[2]] = _hash(data, message_begin, message_end)
        found[2] += 1
        if object_begin == object_end:
            continue
        code = _find(data, object_begin, object_end, objects_table, found[0])
        found[0] += code == found[0]
        objects[kept] = code
        code = _find(data, account_begin, account_end, accounts_table, found[1])
        found[1] += code == found[1]
        accounts[kept] = code
        times[kept] = seconds
        kept += 1
    return kept


@cfunc(INT64(INT64, UINT64S, UINT64S, INT64S, UINT64S, INT64), error_model="numpy")  # type: ignore[untyped-decorator]  # numba ships no types
def count_repeats(
    rows: int, hashes_at: Address, parted_at: Address, ends_at: Address, slots_at: Address, slot_count: int
) -> int:
    """Count hashes that occurred before, part by part of the hashes' first 12 bits, so that each part fits the cache.

    ends comes in as 4,097 zeros; slots are free and at least twice as many as the largest part.
    Returns NOT_PLAIN where the slots are too few.
    """
    hashes = carray(hashes_at, (rows,))
    parted = carray(parted_at, (rows,))
    ends = carray(ends_at, (4097,))
    slots = carray(slots_at, (slot_count,))
    for row in range(rows):
        ends[np.int64(hashes[row] >> np.uint64(52)) + 1] += 1
    for part in range(4096):
        ends[part + 1] += ends[part]
    for row in range(rows):
        part = np.int64(hashes[row] >> np.uint64(52))
        parted[ends[part]] = hashes[row]
        ends[part] += 1
    repeats = 0
    begin = 0
    for part in range(4096):
        size = 16
        while size < 2 * (ends[part] - begin):
            size *= 2
        if size > slot_count:
            return NOT_PLAIN
        slots[:size] = 0
        for row in range(begin, ends[part]):
            # Zero means free, so a hash of zero is taken for one; a repeat counted too often costs time only.
            wanted = max(parted[row], np.uint64(1))
            slot = np.int64(wanted) & (size - 1)
            while slots[slot] != np.uint64(0) and slots[slot] != wanted:
                slot = (slot + 1) & (size - 1)
            repeats += slots[slot] == wanted
            slots[slot] = wanted
        begin = ends[part]
    return repeats


@cfunc(INT64(INT64, INT64, INT32S, INT32S), error_model="numpy")  # type: ignore[untyped-decorator]  # numba ships no types
def recode(rows: int, code_count: int, codes_at: Address, new_codes_at: Address) -> int:
    """Replace every code by its new code, in place."""
    codes = carray(codes_at, (rows,))
    new_codes = carray(new_codes_at, (code_count,))
    for row in range(rows):
        codes[row] = new_codes[codes[row]]
    return 0


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba ships no types
def _sort_by_time(times: Address, accounts: Address, begin: int, end: int) -> None:
    """Sort one object's rows by time in place (Shell 1959, gaps of Tokuda 1992); the order of equal times is free."""
    gap = 1
    while gap < (end - begin) // 3:
        gap = (gap * 9 + 4) // 4
    while gap > 0:
        for place in range(begin + gap, end):
            time = times[place]
            account = accounts[place]
            target = place
            while target >= begin + gap and times[target - gap] > time:
                times[target] = times[target - gap]
                accounts[target] = accounts[target - gap]
                target -= gap
            times[target] = time
            accounts[target] = account
        gap = 0 if gap == 1 else max(1, gap * 4 // 9)


@cfunc(  # type: ignore[untyped-decorator]  # numba ships no types
    INT64(
        INT64,
        INT64,
        INT64,
        types.float64,
        INT32S,
        INT32S,
        FLOAT64S,
        INT64S,
        INT32S,
        FLOAT64S,
        INT32S,
        INT32S,
        INT64S,
        INT32S,
    ),
    error_model="numpy",
)
def arrange_rows(
    rows: int,
    object_count: int,
    account_count: int,
    within: float,
    objects_at: Address,
    accounts_at: Address,
    times_at: Address,
    object_ends_at: Address,
    sorted_accounts_at: Address,
    sorted_times_at: Address,
    first_at: Address,
    end_at: Address,
    account_ends_at: Address,
    rows_of_at: Address,
) -> int:
    """Sort rows by object and time, bound each row's window [first, end), and list the positions of every account.

    object_ends and account_ends come in as zeros of one more than the counts. Account a's positions are
    rows_of[account_ends[a]:account_ends[a + 1]].
    """
    objects = carray(objects_at, (rows,))
    accounts = carray(accounts_at, (rows,))
    times = carray(times_at, (rows,))
    object_ends = carray(object_ends_at, (object_count + 1,))
    sorted_accounts = carray(sorted_accounts_at, (rows,))
    sorted_times = carray(sorted_times_at, (rows,))
    first = carray(first_at, (rows,))
    end = carray(end_at, (rows,))
    account_ends = carray(account_ends_at, (account_count + 1,))
    rows_of = carray(rows_of_at, (rows,))
    for row in range(rows):
        object_ends[objects[row] + 1] += 1
    for place in range(object_count):
        object_ends[place + 1] += object_ends[place]
    for row in range(rows):
        place = object_ends[objects[row]]
        object_ends[objects[row]] += 1
        sorted_accounts[place] = accounts[row]
        sorted_times[place] = times[row]
    begin = 0
    for one_object in range(object_count):
        stop = object_ends[one_object]
        _sort_by_time(sorted_times, sorted_accounts, begin, stop)
        low = begin
        high = begin
        for row in range(begin, stop):
            while sorted_times[row] - sorted_times[low] > within:
                low += 1
            while high < stop and sorted_times[high] - sorted_times[row] <= within:
                high += 1
            first[row] = low
            end[row] = high
        begin = stop
    # Rows alone in their window can meet nobody, so they are not listed.
    for row in range(rows):
        if end[row] - first[row] > 1:
            account_ends[sorted_accounts[row] + 1] += 1
    for place in range(account_count):
        account_ends[place + 1] += account_ends[place]
    for row in range(rows):
        if end[row] - first[row] > 1:
            place = account_ends[sorted_accounts[row]]
            account_ends[sorted_accounts[row]] += 1
            rows_of[place] = row
    for place in range(account_count, 0, -1):
        account_ends[place] = account_ends[place - 1]
    account_ends[0] = 0
    return 0


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba ships no types
def _sort_codes(codes: Address, size: int) -> None:
    """Sort codes in place (Shell 1959, gaps of Tokuda 1992)."""
    gap = 1
    while gap < size // 3:
        gap = (gap * 9 + 4) // 4
    while gap > 0:
        for place in range(gap, size):
            code = codes[place]
            target = place
            while target >= gap and codes[target - gap] > code:
                codes[target] = codes[target - gap]
                target -= gap
            codes[target] = code
        gap = 0 if gap == 1 else max(1, gap * 4 // 9)


@cfunc(  # type: ignore[untyped-decorator]  # numba ships no types
    INT64(
        INT64,
        INT64,
        INT64,
        INT32S,
        INT32S,
        INT32S,
        INT64S,
        INT32S,
        INT32S,
        INT32S,
        INT64,
        INT32S,
        INT32S,
        INT32S,
        INT64S,
    ),
    error_model="numpy",
)
def count_meetings(
    rows: int,
    account_count: int,
    least: int,
    accounts_at: Address,
    first_at: Address,
    end_at: Address,
    account_ends_at: Address,
    rows_of_at: Address,
    cells_at: Address,
    touched_at: Address,
    room: int,
    users_at: Address,
    others_at: Address,
    weights_at: Address,
    next_at: Address,
) -> int:
    """Count for each account its messages that meet each other account; write edges of at least `least` until full.

    next holds the account to go on with and is moved on; `room` must be at least the accounts. cells comes in as zeros:
    (last message counted + 1, count) of each other account, side by side for the processor's cache.
    Returns the edges written.
    """
    accounts = carray(accounts_at, (rows,))
    first = carray(first_at, (rows,))
    end = carray(end_at, (rows,))
    account_ends = carray(account_ends_at, (account_count + 1,))
    rows_of = carray(rows_of_at, (rows,))
    cells = carray(cells_at, (account_count, 2))
    touched = carray(touched_at, (account_count,))
    users = carray(users_at, (room,))
    others = carray(others_at, (room,))
    weights = carray(weights_at, (room,))
    following = carray(next_at, (1,))
    written = 0
    account = following[0]
    while account < account_count and written + account_count <= room:
        begin = account_ends[account]
        stop = account_ends[account + 1]
        met = 0
        if stop - begin >= least:
            for listed in range(begin, stop):
                row = rows_of[listed]
                for place in range(first[row], end[row]):
                    other = accounts[place]
                    if cells[other, 0] != row + 1:
                        cells[other, 0] = row + 1
                        if cells[other, 1] == 0:
                            touched[met] = other
                            met += 1
                        cells[other, 1] += 1
            enough = 0
            for place in range(met):
                other = touched[place]
                if cells[other, 1] >= least and other != account:
                    touched[enough] = other
                    enough += 1
                else:
                    cells[other, 1] = 0
            _sort_codes(touched, enough)
            for place in range(enough):
                other = touched[place]
                users[written] = account
                others[written] = other
                weights[written] = cells[other, 1]
                cells[other, 1] = 0
                written += 1
        account += 1
    following[0] = account
    return written


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba ships no types
def _write_name(lines: Address, filled: int, texts: Address, begin: int, end: int) -> int:
    for place in range(begin, end):
        lines[filled + place - begin] = texts[place]
    lines[filled + end - begin] = COMMA
    return filled + end - begin + 1


@cfunc(INT64(INT64, INT64, BYTES, INT64S, INT32S, INT32S, INT32S, BYTES, INT64), error_model="numpy")  # type: ignore[untyped-decorator]  # numba ships no types
def write_lines(
    edges: int,
    account_count: int,
    texts_at: Address,
    ends_at: Address,
    users_at: Address,
    others_at: Address,
    weights_at: Address,
    lines_at: Address,
    room: int,
) -> int:
    """Write edges as CSV lines; account a's name is texts[ends[a]:ends[a + 1]]. Returns the bytes written."""
    ends = carray(ends_at, (account_count + 1,))
    texts = carray(texts_at, (ends[account_count],))
    users = carray(users_at, (edges,))
    others = carray(others_at, (edges,))
    weights = carray(weights_at, (edges,))
    lines = carray(lines_at, (room,))
    filled = 0
    for edge in range(edges):
        filled = _write_name(lines, filled, texts, ends[users[edge]], ends[users[edge] + 1])
        filled = _write_name(lines, filled, texts, ends[others[edge]], ends[others[edge] + 1])
        weight = weights[edge]
        power = 1
        while weight // power >= 10:
            power *= 10
        while power > 0:
            lines[filled] = ZERO + weight // power % 10
            filled += 1
            power //= 10
        lines[filled] = LINE_FEED
        filled += 1
    return filled


KERNELS = (count_lines, scan_rows, count_repeats, recode, arrange_rows, count_meetings, write_lines)
