"""Wanted fields of JSON lines become columns in one pass over the bytes; lines that are not plain are named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from unisono.engine.json_columns import Columns, table_of
from unisono.engine.json_plan import LINES, TABLE_SIZE, Bytes, Int64, Plan
from unisono.engine.machine_code import Kernels

LINES_AT_ONCE = 128
"""Lines noted before they are written: few enough to stay in the processor's cache."""

RECORDS_AT_ONCE, CELLS_AT_ONCE, ITEMS_AT_ONCE = 16_384, 1 << 19, 32_768
"""Room for what is noted; a line that needs more is left to the full reader."""

DEPTH = 64
NO_ROOM_FOR_ITEMS = -1


@dataclass(frozen=True)
class FoundRecords:
    """The rows of one table, with the row of what each lies in, that of its line, and the path that led to it."""

    table: pl.DataFrame
    ranks: dict[str, Bytes]  # column -> which of its fields each row's value is from; 255 for none
    parents: Int64
    lines: Int64
    paths: Int64


@dataclass(frozen=True)
class Found:
    """What one text holds: a row for each line that is not blank, and the tables of objects in them."""

    tables: dict[str, FoundRecords]
    lines: Int64  # each row's line, counted from 0
    refused: list[tuple[int, bytes]]  # row and line of those that are not plain; their columns are null

    @property
    def table(self) -> pl.DataFrame:
        """Return the columns of the lines themselves."""
        return self.tables[LINES].table

    @property
    def ranks(self) -> dict[str, Bytes]:
        """Say of each column of the lines from which of its fields each value is."""
        return self.tables[LINES].ranks


@cache
def _kernel(module: str, name: str) -> Any:  # a compiled function
    return Kernels(module)[name]


def load_kernels() -> None:
    """Load the kernels, or compile them on first use (10 s); threads that read at once need them loaded before."""
    _kernel("json_kernels", "find_fields")
    _kernel("json_cells", "store_cells")


def read_fields(blocks: Iterable[Bytes], size: int, line_count: int, plan: Plan) -> Found:
    """Read the wanted fields of so many lines, in blocks that end with a line feed; `size` is their bytes in all."""
    read = _Reading(plan, Columns(size, line_count, plan), size)
    for block in blocks:
        read.take(block)
    return read.found()


class _Reading:
    """Lines on their way into columns, block by block."""

    def __init__(self, plan: Plan, out: Columns, size: int) -> None:
        self.plan, self.out, self.size = plan, out, size
        self.rows = self.filled = self.lines_seen = self.bytes_seen = 0
        self.table_rows = np.zeros((len(plan.tables), 2), np.int64)
        self.records = np.empty((RECORDS_AT_ONCE, 4), np.int64)
        self.cells = np.empty((CELLS_AT_ONCE, 3), np.int64)
        self.items = np.empty((ITEMS_AT_ONCE, 3), np.int64)
        self.chains = np.empty((RECORDS_AT_ONCE + len(plan.tables), 3), np.int64)
        self.work = [np.zeros(count, np.int64) for count in (len(plan.fields), DEPTH * 7, 10)]  # stamps, stack, state
        self.lines: list[Int64] = []
        # An address takes a microsecond to ask for, and there are dozens of them in every call.
        self.known = _addresses(plan.names, plan.table, plan.fields, plan.widths, *self.work)
        self.noted = _addresses(self.records, self.cells, self.items)
        self.gathered = [*self.noted, *_addresses(self.chains, self.table_rows)]
        self.slots = _addresses(plan.slots)
        self.refused: list[tuple[int, bytes]] = []

    def take(self, block: Bytes) -> None:
        """Read the lines of one block."""
        plan, find = self.plan, _kernel("json_kernels", "find_fields")
        room = (LINES_AT_ONCE, RECORDS_AT_ONCE, CELLS_AT_ONCE, ITEMS_AT_ONCE)
        counts = (len(block), TABLE_SIZE, len(plan.fields), len(plan.tables), *room)
        sizes = np.array([*counts, 0, self.lines_seen, 0], np.int64)
        lines = np.empty((LINES_AT_ONCE, 4), np.int64)
        given = [*_addresses(sizes, block), *self.known, *_addresses(lines), *self.noted]
        while (place := int(sizes[8])) < len(block):
            count = find(*given)
            self._store(block, int(sizes[10]), self.bytes_seen + place)
            for row in lines[:count, 3].nonzero()[0]:
                begin, end = lines[row, 1:3]
                self.refused.append((self.rows + int(row), block[begin : end + 1].tobytes()))
            self.lines.append(lines[:count, 0].copy())
            self.rows += count
        self.lines_seen = int(sizes[9])
        self.bytes_seen += len(block)

    def _store(self, block: Bytes, count: int, bytes_seen: int) -> None:
        """Write what is noted of so many records; the lines before them have so many bytes."""
        out, plan, store = self.out, self.plan, _kernel("json_cells", "store_cells")
        while True:
            counts = (len(block), len(plan.columns), len(plan.tables), count, *out.counts, out.rows, out.item_room)
            sizes = np.array([*counts, self.filled], np.int64)
            status = store(*_addresses(sizes, block), *self.slots, *self.gathered, *out.addresses)
            if status >= 0:
                self.filled = int(sizes[9])
                return
            if status == NO_ROOM_FOR_ITEMS:
                out.make_item_room()
            else:
                out.make_row_room(bytes_seen / self.size)

    def found(self) -> Found:
        """Return what all blocks held."""
        texts = pa.py_buffer(self.out.texts[: self.filled])
        tables = {}
        for number, name in enumerate(self.plan.tables):
            rows = int(self.table_rows[number, 0])
            parents, lines, paths = self.out.owners[number, :, :rows]
            ranks = {
                slot.column: self.out.marks[place, :rows]
                for place, slot in enumerate(self.plan.columns)
                if slot.table == number
            }
            tables[name] = FoundRecords(table_of(self.out, number, rows, texts), ranks, parents, lines, paths)
        lines = np.concatenate(self.lines) if self.lines else np.empty(0, np.int64)
        return Found(tables, lines, self.refused)


def _addresses(*arrays: NDArray[Any]) -> list[int]:
    return [array.ctypes.data for array in arrays]
