"""Wanted fields of JSON lines become columns in one pass over the bytes; lines that are not plain are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels

KINDS = {"text": 0, "number": 1, "flag": 2, "object": 3, "list": 4}
UNSET = 255
ROWS_AT_ONCE = 128
"""Rows noted before they are written: few enough to stay in the processor's cache."""

ITEMS_AT_ONCE = 8192
LEAST_ITEMS = 1024
DEPTH = 64
TABLE_SIZE = 1024
MASK = (1 << 64) - 1
HASH_FACTOR = 0x1E3779B97F4A7C15

Bytes = NDArray[np.uint8]
Int64 = NDArray[np.int64]


class Wanted(NamedTuple):
    """A field to read: `user.id` or `entities.urls[].url`, its column, its kind, and its place among alternatives.

    Of several fields of one column the first that is not null counts. `rank` is 0 for the best field, and for a list
    the rank of the list; `item_rank` that of the field inside an item. Kinds: text, number, flag (a list's are texts).
    """

    path: str
    column: str
    kind: str = "text"
    rank: int = 0
    item_rank: int = 0


@dataclass(frozen=True)
class Plan:
    """Wanted fields as the kernels look them up."""

    columns: tuple[tuple[str, str], ...]  # name and kind (text, number, flag, list) of each slot
    names: Bytes
    table: Int64  # of names
    fields: Int64  # kind, slot, rank, and the object that it leads to
    slots: Int64  # kind, and the place among the slots of that kind


@dataclass(frozen=True)
class Found:
    """What one text holds: a row for each line that is not blank."""

    table: pl.DataFrame
    ranks: dict[str, Bytes]  # column -> which of its fields each row's value is from; 255 for none
    lines: Int64  # each row's line, counted from 0
    refused: list[tuple[int, bytes]]  # row and line of those that are not plain; their columns are null


@cache
def _kernel(module: str, name: str) -> Any:  # a compiled function
    return Kernels(module)[name]


def load_kernels() -> None:
    """Load the kernels, or compile them on first use (10 s); threads that read at once need them loaded before."""
    _kernel("json_kernels", "find_fields")
    _kernel("json_cells", "store_cells")


def plan_fields(wanted: Sequence[Wanted]) -> Plan:
    """Return the plan for some fields; a list may not lie inside another."""
    columns: dict[str, str] = {}
    for one in wanted:
        columns.setdefault(one.column, "list" if "[]" in one.path else one.kind)
    slots = list(columns)
    fields: list[list[int]] = [[KINDS["object"], -1, 0, 0]]
    known: dict[tuple[int, str], int] = {}
    nodes = 1
    for one in wanted:
        node, steps = 0, one.path.split(".")
        for step in steps[:-1]:
            is_list = step.endswith("[]")
            key = (node, step.removesuffix("[]"))
            if key not in known:
                known[key] = len(fields)
                slot, rank = (slots.index(one.column), one.rank) if is_list else (-1, 0)
                fields.append([KINDS["list" if is_list else "object"], slot, rank, nodes])
                nodes += 1
            node = fields[known[key]][3]
        in_list = "[]" in one.path
        known[node, steps[-1]] = len(fields)
        target = (-1, one.item_rank) if in_list else (slots.index(one.column), one.rank)
        fields.append([KINDS["text" if in_list else one.kind], *target, -1])
    names = b"".join(name.encode() for _, name in known)
    order = dict.fromkeys(KINDS, 0)
    placed = []
    for kind in columns.values():
        group = "number" if kind == "flag" else kind
        placed.append((KINDS[kind], order[group]))
        order[group] += 1
    return Plan(
        columns=tuple(columns.items()),
        names=np.frombuffer(names, np.uint8),
        table=_table_of_names(known),
        fields=np.array(fields, np.int64),
        slots=np.array(placed, np.int64),
    )


def _table_of_names(known: dict[tuple[int, str], int]) -> Int64:
    """Return an open hash table: the code of the name, where it begins, the field; code -1 is free."""
    table = np.full((TABLE_SIZE, 3), -1, np.int64)
    begin = 0
    for (node, text), field in known.items():
        name = text.encode()
        length = len(name)
        code = length << 32 | name[0] << 24 | name[-1] << 16 | name[length // 2] << 8 | name[length // 4]
        code = code * 1024 + node
        place = (code * HASH_FACTOR & MASK) >> 40 & (TABLE_SIZE - 1)
        while table[place, 0] >= 0:
            place = (place + 1) & (TABLE_SIZE - 1)
        table[place] = code, begin, field
        begin += length
    return table


def read_fields(blocks: Iterable[Bytes], size: int, line_count: int, plan: Plan) -> Found:
    """Read the wanted fields of so many lines, in blocks that end with a line feed; `size` is their bytes in all."""
    out = _Columns(size + 1, line_count, plan)
    read = _Reading(plan, out)
    for block in blocks:
        read.take(block)
    return read.found()


class _Columns:
    """The memory that the kernels write one text's columns to."""

    def __init__(self, size: int, rows: int, plan: Plan) -> None:
        kinds = [kind for _, kind in plan.columns]
        self.rows, self.room = rows, max(LEAST_ITEMS, rows * 2)
        self.counts = (kinds.count("text"), kinds.count("number") + kinds.count("flag"), kinds.count("list"))
        texts, numbers, lists = self.counts
        self.marks = np.empty((2, len(kinds), rows), np.uint8)
        self.views = np.zeros((texts, rows, 16), np.uint8)
        self.numbers = np.zeros((numbers, rows), np.int64)
        self.ends = np.zeros((lists, rows + 1), np.int32)
        self.item_views = np.zeros((lists, self.room, 16), np.uint8)
        self.item_marks = np.empty((lists, self.room), np.uint8)
        self.texts = np.empty(size, np.uint8)

    def make_room(self) -> None:
        """Double the room for the items of each list."""
        self.item_views = np.concatenate([self.item_views, np.zeros_like(self.item_views)], axis=1)
        self.item_marks = np.concatenate([self.item_marks, np.zeros_like(self.item_marks)], axis=1)
        self.room *= 2

    def addresses(self) -> list[int]:
        """Return where the columns lie, as the kernel takes them."""
        columns: tuple[NDArray[Any], ...] = (self.marks, self.views, self.numbers, self.ends)
        return _addresses(*columns, self.item_views, self.item_marks, self.texts)


class _Reading:
    """Lines on their way into columns, block by block."""

    def __init__(self, plan: Plan, out: _Columns) -> None:
        width = len(plan.columns)
        self.plan, self.out = plan, out
        self.rows = self.filled = self.lines_seen = 0
        self.cells = np.empty((ROWS_AT_ONCE, width, 3), np.int64)
        self.items = np.empty((ITEMS_AT_ONCE, 3), np.int64)
        self.work = [np.zeros(count, np.int64) for count in (len(plan.fields), DEPTH * 5, 4)]  # stamps, stack, state
        self.lines = np.empty((out.rows + ROWS_AT_ONCE, 4), np.int64)
        self.refused: list[tuple[int, bytes]] = []

    def take(self, block: Bytes) -> None:
        """Read the lines of one block."""
        plan, find = self.plan, _kernel("json_kernels", "find_fields")
        counts = (len(block), TABLE_SIZE, len(plan.fields), len(plan.columns), ROWS_AT_ONCE, ITEMS_AT_ONCE)
        sizes = np.array([*counts, 0, self.lines_seen], np.int64)
        given = _addresses(sizes, block, plan.names, plan.table, plan.fields, *self.work)
        noted = _addresses(self.cells, self.items)
        first = self.rows
        while sizes[6] < len(block):
            count = find(*given, *_addresses(self.lines[self.rows :]), *noted)
            self._store(block, count)
            self.rows += count
        self.lines_seen = int(sizes[7])
        for row in self.lines[first : self.rows, 3].nonzero()[0] + first:
            begin, end = self.lines[row, 1:3]
            self.refused.append((int(row), block[begin : end + 1].tobytes()))

    def _store(self, block: Bytes, count: int) -> None:
        """Write what is noted of so many rows."""
        out, store = self.out, _kernel("json_cells", "store_cells")
        while True:
            counts = (
                len(block),
                len(self.plan.columns),
                out.rows,
                self.rows,
                count,
                *out.counts,
                out.room,
                self.filled,
            )
            sizes = np.array([*counts, len(out.texts)], np.int64)
            given = _addresses(sizes, block, self.plan.slots, self.cells, self.items)
            if store(*given, *out.addresses()) >= 0:
                self.filled = int(sizes[9])
                return
            out.make_room()

    def found(self) -> Found:
        """Return what all blocks held."""
        rows, marks = self.rows, self.out.marks
        ranks = {name: marks[1, slot, :rows] for slot, (name, _) in enumerate(self.plan.columns)}
        table = _table(self.out, rows, self.plan, pa.py_buffer(self.out.texts[: self.filled]))
        return Found(table, ranks, self.lines[:rows, 0], self.refused)


def _addresses(*arrays: NDArray[Any]) -> list[int]:
    return [array.ctypes.data for array in arrays]


def _table(out: _Columns, rows: int, plan: Plan, texts: pa.Buffer) -> pl.DataFrame:
    """Return the columns as a table, without copying their texts."""
    series = []
    for slot, (name, kind) in enumerate(plan.columns):
        marks, at = out.marks[0, slot, :rows], int(plan.slots[slot, 1])
        if kind == "text":
            array = _texts(out.views[at, :rows], marks, texts)
        elif kind == "list":
            ends = out.ends[at, : rows + 1]
            items = _texts(out.item_views[at, : ends[-1]], out.item_marks[at, : ends[-1]], texts)
            array = pa.Array.from_buffers(
                pa.list_(pa.string_view()), rows, [_bits(marks), pa.py_buffer(ends)], children=[items]
            )
        elif kind == "flag":
            array = pa.Array.from_buffers(pa.bool_(), rows, [_bits(marks), _bits(out.numbers[at, :rows])])
        else:
            array = pa.Array.from_buffers(pa.int64(), rows, [_bits(marks), pa.py_buffer(out.numbers[at, :rows])])
        series.append(pl.Series(name, pl.from_arrow(array)))
    return pl.DataFrame(series)


def _texts(views: Bytes, marks: Bytes, texts: pa.Buffer) -> pa.Array:
    return pa.Array.from_buffers(pa.string_view(), len(views), [_bits(marks), pa.py_buffer(views), texts])


def _bits(marks: NDArray[Any]) -> pa.Buffer:  # bytes or numbers; not zero is a one
    return pa.py_buffer(np.packbits(marks, bitorder="little"))
