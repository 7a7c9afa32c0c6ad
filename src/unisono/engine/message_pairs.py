"""Counts, for every two accounts, the messages of one that meet a message of the other on the same object in time.

This is coordination-network-toolkit's edge weight: W(u, v) is the number of messages of u for which v has a message on
the same object at most so many seconds away. Work goes account by account over one dense counter, so memory follows the
rows, not the pairs.
"""

from __future__ import annotations

import ctypes
import mmap
from array import array
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

from unisono.engine.machine_code import Kernels

EDGES_AT_ONCE = 1 << 18
"""Edges held at once, or the number of accounts where that is more."""

FIRST_SLOTS = 1 << 12
"""Slots of a table of texts before it grows; a power of two."""

LARGE_PAGE = 1 << 21
"""Bytes of a large page on most processors."""

Array = Any
"""A ctypes array; its size is not part of a static type."""


class MessageRows(NamedTuple):
    """Rows of messages: object and account codes (int32), times in seconds (float64), and how many codes there are."""

    objects: Array
    accounts: Array
    times: Array
    rows: int
    object_count: int
    account_count: int


class Edges(NamedTuple):
    """Edges sorted by user and other: codes and weights (int32 arrays), of which the first `filled` hold edges."""

    users: Array
    others: Array
    weights: Array
    filled: int


class PlainTable(NamedTuple):
    """A scanned CSV: its rows, with accounts coded by the bytewise rank of their names, and the names in that order."""

    rows: MessageRows
    names: list[bytes]


@cache
def _kernels(module: str) -> Kernels:
    return Kernels(module)


def new_array(kind: type[Any], size: int) -> Array:
    """Make a ctypes array of zeros whose memory the system hands out as it is touched, in large pages where it can."""
    length = max(1, size) * ctypes.sizeof(kind)
    if not hasattr(mmap, "MADV_HUGEPAGE"):
        return (kind * size).from_buffer(mmap.mmap(-1, length))
    memory = mmap.mmap(-1, length, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if length >= LARGE_PAGE:
        # Tables are read at random places: with small pages most of the time goes into finding the page.
        # Systems built without them refuse the advice.
        with suppress(OSError):
            memory.madvise(mmap.MADV_HUGEPAGE)
    return (kind * size).from_buffer(memory)


def scan_plain_table(data: Array, begin: int, columns: int, places: tuple[int, int, int, int]) -> PlainTable | None:
    """Scan the lines of a CSV from byte `begin` on; None where it is not plain and needs a full CSV reader.

    `data` is the file as a ctypes byte array; `places` are the columns of object, account, message and time. Plain
    means: no quotes, no empty account, every time a decimal number, the same number of columns throughout, and no
    message id twice. Rows without an object are left out.
    """
    kernels = _kernels("scan_kernels")
    most_rows = max(1, kernels["count_lines"](data, len(data), begin))
    if most_rows >= 2**31 - 1:
        return None
    # A table doubles once it is half full: sizes up to four times the rows, and all smaller ones before it.
    slot_count = 8 * most_rows + FIRST_SLOTS
    slots = new_array(ctypes.c_uint64, 4 * slot_count)
    shapes = (ctypes.c_int64 * 4)(0, FIRST_SLOTS, 0, FIRST_SLOTS)
    # Every text stands in the file, followed by a comma or a line's end but for the last.
    text_room = len(data) + 1
    texts = new_array(ctypes.c_uint8, 2 * text_room)
    ends = new_array(ctypes.c_int64, 2 * (most_rows + 1))
    hashes = new_array(ctypes.c_uint64, most_rows)
    objects = new_array(ctypes.c_int32, most_rows)
    accounts = new_array(ctypes.c_int32, most_rows)
    times = new_array(ctypes.c_double, most_rows)
    found = (ctypes.c_int64 * 3)()
    layout = (ctypes.c_int64 * 5)(columns, *places)
    fields = (ctypes.c_int64 * (2 * columns))()
    rows = kernels["scan_rows"](
        data, len(data), begin, layout, fields, most_rows, slot_count, slots, shapes, texts, ends, hashes,
        objects, accounts, times, found,
    )  # fmt: skip
    if rows < 0 or _may_repeat(hashes, found[2]):
        return None
    table = MessageRows(objects, accounts, times, rows, found[0], found[1])
    account_texts = bytes(memoryview(texts)[text_room : text_room + ends[most_rows + 1 + found[1]]])
    return PlainTable(table, _rank_accounts(table, account_texts))


def _may_repeat(hashes: Array, count: int) -> bool:
    """Say whether two of the hashes are equal."""
    parted = new_array(ctypes.c_uint64, count)
    ends = (ctypes.c_int64 * 4097)()
    # Hashes spread evenly over 4,096 parts; eight times the even share is room enough, or the answer is yes.
    slots = new_array(ctypes.c_uint64, max(1 << 14, 1 << (count >> 8).bit_length()))
    return _kernels("scan_kernels")["count_repeats"](count, hashes, parted, ends, slots, len(slots)) != 0


def _rank_accounts(table: MessageRows, texts: bytes) -> list[bytes]:
    """Recode the accounts to their bytewise rank; return their names in that order. texts: one line each."""
    names = texts.split(b"\n")[:-1]
    # Letters of which each stands for a byte are in the order of the bytes, and are compared several times as fast.
    letters = texts.decode("latin-1").split("\n")
    order = array("i", sorted(range(len(names)), key=letters.__getitem__))
    codes = (ctypes.c_int32 * len(names)).from_buffer(order)
    _kernels("message_kernels")["recode"](
        table.rows, len(names), table.accounts, codes, (ctypes.c_int32 * len(names))()
    )
    return [names[code] for code in order]


def count_meetings(table: MessageRows, within_seconds: float, min_weight: int) -> Iterator[Edges]:
    """Yield the edges with at least `min_weight` messages, without self pairs, in batches sorted by account codes.

    The arrays of a batch are filled anew for the next one.
    """
    rows, accounts = table.rows, table.account_count
    kernels = _kernels("message_kernels")
    sorted_accounts = new_array(ctypes.c_int32, rows)
    sorted_times = new_array(ctypes.c_double, rows)
    object_ends = new_array(ctypes.c_int64, table.object_count + 1)
    kernels["sort_rows"](
        rows, table.object_count, table.objects, table.accounts, table.times, object_ends, sorted_accounts, sorted_times
    )
    windows = new_array(ctypes.c_int32, 2 * rows)
    kernels["bound_windows"](rows, table.object_count, float(within_seconds), object_ends, sorted_times, windows)
    account_ends = new_array(ctypes.c_int64, accounts + 1)
    rows_of = new_array(ctypes.c_int32, rows)
    kernels["list_rows_of_accounts"](rows, accounts, sorted_accounts, windows, account_ends, rows_of)
    del sorted_times, object_ends
    room = max(EDGES_AT_ONCE, accounts)
    users, others, weights = (new_array(ctypes.c_int32, room) for _ in range(3))
    cells = new_array(ctypes.c_int32, 2 * accounts)
    touched = new_array(ctypes.c_int32, accounts)
    place = (ctypes.c_int64 * 1)()
    while place[0] < accounts:
        count = kernels["count_meetings"](
            rows, accounts, max(1, min_weight), sorted_accounts, windows, account_ends, rows_of, cells, touched,
            room, users, others, weights, place,
        )  # fmt: skip
        yield Edges(users, others, weights, count)


def edge_lines(names: list[bytes], batches: Iterator[Edges]) -> Iterator[memoryview]:
    """Write batches of edges as CSV lines `user,other,weight`; the names need no quotes."""
    texts = (ctypes.c_uint8 * (sum(map(len, names)) + 1)).from_buffer_copy(b"".join(names) + b"\0")
    ends = (ctypes.c_int64 * (len(names) + 1))(0, *accumulate(map(len, names)))
    longest = max(map(len, names), default=0)
    for edges in batches:
        lines = new_array(ctypes.c_uint8, edges.filled * (2 * longest + 13))
        written = _kernels("message_kernels")["write_lines"](
            edges.filled, len(names), texts, ends, edges.users, edges.others, edges.weights, lines, len(lines)
        )
        yield memoryview(lines)[:written]
