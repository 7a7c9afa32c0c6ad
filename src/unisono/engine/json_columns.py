"""The memory that the kernels write the columns of JSON lines to, and the Arrow columns over it."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from unisono.engine.json_plan import GROUPS, LANES, Bytes, Plan

UNSET = 255
LEAST_ROOM, FIRST_ROOM = 1024, 8192
ENOUGH = 1.06
"""How many times the rows that the first lines let expect there is room for."""


class Columns:
    """Columns of all tables of a plan, with room for as many rows of each, and as many items of each list."""

    def __init__(self, size: int, rows: int, plan: Plan) -> None:
        """Take memory for so many bytes of texts and so many rows; memory that is not used costs nothing."""
        self.plan = plan
        self.rows, self.item_room = max(LEAST_ROOM, rows), max(LEAST_ROOM, rows * 2)
        if len(plan.tables) > 1:  # a line holds any number of records: the first of them tell how much room all need
            self.rows = FIRST_ROOM
        groups = [GROUPS.get(slot.kind, "numbers") for slot in plan.columns]
        self.counts = texts, numbers, lists = tuple(groups.count(name) for name in ("views", "numbers", "lists"))
        self.owners = np.empty((len(plan.tables), 3, self.rows), np.int64)
        self.marks = np.empty((len(groups), self.rows), np.uint8)
        self.views = np.zeros((texts, self.rows, 2), np.uint64)
        self.numbers = np.zeros((numbers, self.rows), np.int64)
        self.ends = np.zeros((lists, self.rows + 1), np.int32)
        self.item_views = np.zeros((lists, self.item_room, 2), np.uint64)
        self.item_marks = np.empty((lists, self.item_room), np.uint8)
        # Texts are copied LANES bytes at a time, and looked back at.
        self.texts = np.empty(size + 2 * LANES, np.uint8)
        self.addresses = self._addresses()

    def make_item_room(self) -> None:
        """Double the room for the items of each list."""
        self.item_room *= 2
        self.item_views = _longer(self.item_views, 1, self.item_room)
        self.item_marks = _longer(self.item_marks, 1, self.item_room)
        self.addresses = self._addresses()

    def make_row_room(self, share: float) -> None:
        """Make room for the rows of each table; it has been filled by so large a share of the lines (0 to 1)."""
        # Room that is too large costs as much as moving rows does: memory comes in large pages, and those as zeros.
        self.rows = max(self.rows * 9 // 8, min(self.rows * 512, int(self.rows * ENOUGH / max(share, 1e-9))))
        self.owners = _longer(self.owners, 2, self.rows)
        self.marks, self.views = _longer(self.marks, 1, self.rows), _longer(self.views, 1, self.rows)
        self.numbers, self.ends = _longer(self.numbers, 1, self.rows), _longer(self.ends, 1, self.rows + 1)
        self.addresses = self._addresses()

    def _addresses(self) -> list[int]:
        """Return where the columns lie, as the kernel takes them."""
        every: tuple[NDArray[Any], ...] = (self.owners, self.marks, self.views, self.numbers, self.ends)
        return [array.ctypes.data for array in (*every, self.item_views, self.item_marks, self.texts)]


def _longer(array: NDArray[Any], axis: int, length: int) -> NDArray[Any]:
    """Return the array with more room along one axis, zeros beyond what it holds."""
    shape = list(array.shape)
    shape[axis] = length
    longer = np.zeros(shape, array.dtype)
    longer[tuple(slice(size) for size in array.shape)] = array
    return longer


def table_of(out: Columns, table: int, rows: int, texts: pa.Buffer) -> pl.DataFrame:
    """Return the columns of one table, without copying their texts."""
    series = []
    for place, slot in enumerate(out.plan.columns):
        if slot.table != table:
            continue
        is_set = out.marks[place, :rows] != UNSET
        series.append(pl.Series(slot.column, pl.from_arrow(_array(out, slot.kind, slot.place, is_set, texts))))
    return pl.DataFrame(series)


def _array(out: Columns, kind: str, at: int, is_set: NDArray[np.bool_], texts: pa.Buffer) -> pa.Array:
    """Return one column as an Arrow array over its memory."""
    rows = len(is_set)
    if kind == "text":
        return _texts(out.views[at, :rows], _bits(is_set), texts)
    if kind in ("list", "texts"):
        ends = out.ends[at, : rows + 1]
        items = _texts(out.item_views[at, : ends[-1]], _bits(out.item_marks[at, : ends[-1]]), texts)
        return pa.Array.from_buffers(
            pa.list_(pa.string_view()), rows, [_bits(is_set), pa.py_buffer(ends)], children=[items]
        )
    numbers = out.numbers[at, :rows]
    if kind in ("flag", "object"):
        return pa.Array.from_buffers(pa.bool_(), rows, [_bits(is_set), _bits(numbers)])
    what = pa.int64() if kind == "number" else pa.timestamp("us", "UTC")
    return pa.Array.from_buffers(what, rows, [_bits(is_set), pa.py_buffer(numbers)])


def _texts(views: NDArray[np.uint64], bits: pa.Buffer, texts: pa.Buffer) -> pa.Array:
    return pa.Array.from_buffers(pa.string_view(), len(views), [bits, pa.py_buffer(views), texts])


def _bits(marks: Bytes | NDArray[Any]) -> pa.Buffer:  # bytes or numbers; not zero is a one
    return pa.py_buffer(np.packbits(marks, bitorder="little"))
