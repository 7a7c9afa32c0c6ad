"""Kernels that read a plain CSV of messages into numbers, several times faster than a general CSV reader.

They take addresses and sizes only and allocate nothing, so machine_code.py can keep their machine code between runs.
"""

# numba ships no types for its decorators.
# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

from typing import Any

import numpy as np
from numba import carray, cfunc, njit, types

Address = Any
"""A pointer, or an array over one, as numba sees it inside a kernel; numba ships no types."""

BYTES = types.CPointer(types.uint8)
INT32S = types.CPointer(types.int32)
INT64S = types.CPointer(types.int64)
UINT64S = types.CPointer(types.uint64)
FLOAT64S = types.CPointer(types.float64)
INT64 = types.int64

COMMA, LINE_FEED, RETURN, QUOTE, POINT, MINUS, ZERO, NINE = 44, 10, 13, 34, 46, 45, 48, 57
PARTS = 4096
SHORT_TEXT = 7
HASHED = np.uint64(255 << 56)
NOT_PLAIN = -1
"""What a kernel returns for a table that needs a full CSV reader."""
EXACT_MANTISSA = 900_719_925_474_099
"""Below this, one more digit still fits a float exactly, so one division rounds a decimal as it should."""


@njit(inline="always")
def _ends_field(letter: int) -> bool:
    return letter in (COMMA, LINE_FEED, RETURN)


@njit(inline="always")
def _mix(key: Address) -> Address:
    """Spread a key's bits (the last steps of MurmurHash3, by Appleby)."""
    key ^= key >> np.uint64(33)
    key *= np.uint64(18397679294719823053)
    key ^= key >> np.uint64(33)
    key *= np.uint64(14181476777654086739)
    return key ^ (key >> np.uint64(33))


@njit(inline="always")
def _key(data: Address, begin: int, end: int) -> Address:
    """Give a text of up to 7 bytes as a number of its own, a longer one as 56 bits of hash under a first byte 255.

    The hash of longer texts is that of Fowler, Noll and Vo.
    """
    if end - begin <= SHORT_TEXT:
        key = np.uint64(end - begin)
        for place in range(begin, end):
            key = (key << np.uint64(8)) | np.uint64(data[place])
        return key
    key = np.uint64(14695981039346656037)
    for place in range(begin, end):
        key = (key ^ np.uint64(data[place])) * np.uint64(1099511628211)
    return _mix(key) | HASHED


@njit(inline="always")
def _grow(slots: Address, shape: Address) -> None:
    """Move a table to twice its size, right behind the slots it had; a small table stays in the processor's cache."""
    begin, size = shape[0], shape[1]
    larger = begin + size
    for place in range(begin, larger):
        if slots[place, 0] != np.uint64(0):
            slot = np.int64(_mix(slots[place, 0])) & (2 * size - 1)
            while slots[larger + slot, 0] != np.uint64(0):
                slot = (slot + 1) & (2 * size - 1)
            slots[larger + slot, 0] = slots[place, 0]
            slots[larger + slot, 1] = slots[place, 1]
    shape[0] = larger
    shape[1] = 2 * size


@njit(inline="always")
def _is_text(data: Address, begin: int, end: int, texts: Address, ends: Address, code: int) -> bool:
    """Say whether data[begin:end] is the text with this code."""
    start = ends[code]
    if ends[code + 1] - 1 - start != end - begin:
        return False
    length = 0
    while length < end - begin and texts[start + length] == data[begin + length]:
        length += 1
    return bool(length == end - begin)


@njit(inline="always")
def _find(data: Address, begin: int, end: int, table: tuple[Address, Address, Address, Address], found: int) -> int:
    """Give the code of the text data[begin:end], or `found` when it is new; new texts are entered as `found`.

    `table` is (slots, shape, texts, ends). shape is (first slot, size); a slot holds a text's key and its code; each
    text is one line of texts, text c in texts[ends[c]:ends[c + 1]].
    """
    slots, shape, texts, ends = table
    if 2 * found >= shape[1]:
        _grow(slots, shape)
    mask = shape[1] - 1
    key = _key(data, begin, end)
    home = np.int64(_mix(key)) & mask
    slot = shape[0] + home
    while slots[slot, 0] != np.uint64(0):
        if slots[slot, 0] == key:
            code: Address = np.int64(slots[slot, 1])
            if key < HASHED or _is_text(data, begin, end, texts, ends, code):
                return code
        home = (home + 1) & mask
        slot = shape[0] + home
    slots[slot, 0] = key
    slots[slot, 1] = np.uint64(found)
    start = ends[found]
    for place in range(end - begin):
        texts[start + place] = data[begin + place]
    texts[start + end - begin] = LINE_FEED
    ends[found + 1] = start + end - begin + 1
    return found


@njit(inline="always")
def _read_seconds(data: Address, begin: int, end: int) -> tuple[bool, float]:
    """Read a decimal number; false where it is anything else or too long to convert exactly."""
    place = begin
    negative = begin < end and data[begin] == MINUS
    if negative:
        place += 1
    digits = 0
    mantissa: Address = np.int64(0)
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
    return digits > 0, (-mantissa if negative else mantissa) / divisor


@njit(inline="always")
def _find_fields(data: Address, place: int, fields: Address) -> int:
    """Note where each field of the line at `place` begins and ends; return where the next line begins, or NOT_PLAIN."""
    columns = fields.shape[0]
    for column in range(columns):
        fields[column, 0] = place
        # Letters and digits lie above the comma, so one comparison passes most of them.
        while place < data.size and (data[place] > COMMA or not _ends_field(data[place])):
            if data[place] == QUOTE:
                return NOT_PLAIN
            place += 1
        fields[column, 1] = place
        if (place < data.size and data[place] == COMMA) == (column == columns - 1):
            return NOT_PLAIN
        if place < data.size and data[place] == RETURN:
            place += 1
            if place == data.size or data[place] != LINE_FEED:
                return NOT_PLAIN
        place += 1
    return place


@cfunc(INT64(BYTES, INT64, INT64), error_model="numpy")
def count_lines(data_at: Address, size: int, begin: int) -> int:
    """Count the lines from `begin` on; the last one may lack its line feed."""
    data = carray(data_at, (size,))
    lines = 0
    for place in range(begin, size):
        lines += data[place] == LINE_FEED
    return lines + (size > begin and data[size - 1] != LINE_FEED)


@cfunc(
    INT64(
        BYTES, INT64, INT64, INT64S, INT64S, INT64, INT64,
        UINT64S, INT64S, BYTES, INT64S, UINT64S, INT32S, INT32S, FLOAT64S, INT64S,
    ),
    error_model="numpy",
)  # fmt: skip
def scan_rows(  # noqa: PLR0913  # a kernel's only way to take arrays is one address each
    data_at: Address,
    size: int,
    begin: int,
    layout_at: Address,
    fields_at: Address,
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

    layout is (columns, object's, account's, message's, time's place). slots, shapes, texts and ends are those of two
    tables, of objects and of accounts; slots come in as zeros, with room for all sizes a table grows through. hashes
    receives one hash a message; found receives how many objects, accounts and messages there are. A row without an
    object is left out. NOT_PLAIN: a quote, a ragged line, an empty account, or a time that is no number.
    """
    data = carray(data_at, (size,))
    layout = carray(layout_at, (5,))
    fields = carray(fields_at, (layout[0], 2))
    slots = carray(slots_at, (2, slot_count, 2))
    shapes = carray(shapes_at, (2, 2))
    texts = carray(texts_at, (2, size + 1))
    ends = carray(ends_at, (2, most_rows + 1))
    hashes = carray(hashes_at, (most_rows,))
    objects = carray(objects_at, (most_rows,))
    accounts = carray(accounts_at, (most_rows,))
    times = carray(times_at, (most_rows,))
    found = carray(found_at, (3,))
    object_field, account_field, message_field, time_field = layout[1], layout[2], layout[3], layout[4]
    kept = 0
    place = begin
    while place < size:
        place = _find_fields(data, place, fields)
        if place == NOT_PLAIN:
            return NOT_PLAIN
        readable, seconds = _read_seconds(data, fields[time_field, 0], fields[time_field, 1])
        first, end = fields[account_field, 0], fields[account_field, 1]
        if not readable or first == end:
            return NOT_PLAIN
        hashes[found[2]] = _mix(_key(data, fields[message_field, 0], fields[message_field, 1]))
        found[2] += 1
        if fields[object_field, 0] == fields[object_field, 1]:
            continue
        code = _find(data, first, end, (slots[1], shapes[1], texts[1], ends[1]), found[1])
        found[1] += code == found[1]
        accounts[kept] = code
        first, end = fields[object_field, 0], fields[object_field, 1]
        code = _find(data, first, end, (slots[0], shapes[0], texts[0], ends[0]), found[0])
        found[0] += code == found[0]
        objects[kept] = code
        times[kept] = seconds
        kept += 1
    return kept


@cfunc(INT64(INT64, UINT64S, UINT64S, INT64S, UINT64S, INT64), error_model="numpy")
def count_repeats(
    rows: int, hashes_at: Address, parted_at: Address, ends_at: Address, slots_at: Address, slot_count: int
) -> int:
    """Count hashes that occurred before, part by part of the hashes' first 12 bits, so that each part fits the cache.

    ends comes in as PARTS + 1 zeros; slots are free and at least twice as many as the largest part.
    Returns NOT_PLAIN where the slots are too few.
    """
    hashes = carray(hashes_at, (rows,))
    parted = carray(parted_at, (rows,))
    ends = carray(ends_at, (PARTS + 1,))
    slots = carray(slots_at, (slot_count,))
    for row in range(rows):
        ends[np.int64(hashes[row] >> np.uint64(52)) + 1] += 1
    for part in range(PARTS):
        ends[part + 1] += ends[part]
    for row in range(rows):
        home: Address = np.int64(hashes[row] >> np.uint64(52))
        parted[ends[home]] = hashes[row]
        ends[home] += 1
    repeats = 0
    begin = 0
    for part in range(PARTS):
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


KERNELS = (count_lines, scan_rows, count_repeats)
