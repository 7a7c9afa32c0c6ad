"""Which fields of JSON lines are wanted, and as which columns of which tables; as the kernels look them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LANES = 32
"""Bytes that are looked at together; whoever calls sees to it that so many can be read, or written."""

KINDS = {
    name: number
    for number, name in enumerate(
        (
            "text",
            "number",
            "flag",
            "object",
            "list",
            "texts",
            "record",
            "records",
            "long time",
            "short time",
            "leave out",
        )
    )
}
GROUPS = {"text": "views", "list": "lists", "texts": "lists"}
"""Where the values of a kind of column are kept; all others are numbers."""

TABLE_SIZE = 1024
MASK = (1 << 64) - 1
HASH_FACTOR = 0x1E3779B97F4A7C15
LINES = "lines"

Bytes = NDArray[np.uint8]
Int64 = NDArray[np.int64]


class Wanted(NamedTuple):
    """A field to read: `user.id` or `entities.urls[].url`, its column, its kind, and its place among alternatives.

    Of several fields of one column the first that is not null counts. `rank` is 0 for the best field, and for a list
    the rank of the list; `item_rank` that of the field inside an item. Kinds: text, number, flag; object (true where
    there is one); long time (`Wed Oct 10 20:19:24 +0000 2018`), short time (`2018-10-10T20:19:24.000Z`). What ends
    with `[]` is a list of texts. In a list, a field of the kind leave out takes its item out of it.
    """

    path: str
    column: str
    kind: str = "text"
    rank: int = 0
    item_rank: int = 0


class Records(NamedTuple):
    """A table with a row for each object at some paths, each given as the table that it starts in and the path there.

    A path that ends with `[]` is a list of such objects. No list of texts may lie on the way.
    """

    name: str
    paths: tuple[tuple[str, str], ...]
    wanted: tuple[Wanted, ...]


class Slot(NamedTuple):
    """One column: its table, its name and kind, and its place among the columns that are kept alike."""

    table: int
    column: str
    kind: str
    place: int


@dataclass(frozen=True)
class Plan:
    """Wanted fields as the kernels look them up."""

    tables: tuple[str, ...]
    columns: tuple[Slot, ...]  # those of one table follow each other
    names: Bytes
    table: Int64  # of names
    fields: Int64  # kind, slot within the table, rank, the object that it leads to, the table of that, which path
    slots: Int64  # kind, place among its like, table, slot within the table
    widths: Int64  # columns of each table


def plan_fields(wanted: Sequence[Wanted], records: Sequence[Records] = ()) -> Plan:
    """Return the plan for fields of the lines, and for the tables of objects in them; give parents before children."""
    drawn = _Drawing([Records(LINES, (), tuple(wanted)), *records])
    columns = drawn.columns()
    return Plan(
        tables=tuple(table.name for table in drawn.tables),
        columns=columns,
        names=np.frombuffer(b"".join(name.encode() for _, name in drawn.known) + bytes(LANES), np.uint8),
        table=_table_of_names(drawn.known),
        fields=np.array(drawn.fields, np.int64),
        slots=np.array([_numbers(slot, columns) for slot in columns], np.int64),
        widths=np.array([len(names) for names in drawn.slots], np.int64),
    )


def _numbers(slot: Slot, columns: Sequence[Slot]) -> tuple[int, int, int, int]:
    before = sum(1 for other in columns if other.table < slot.table)
    return KINDS[slot.kind], slot.place, slot.table, columns.index(slot) - before


class _Drawing:
    """A plan that is being drawn: nodes are objects, and the first of them those of the tables."""

    def __init__(self, tables: list[Records]) -> None:
        self.tables = tables
        self.slots = [_columns_of(table) for table in tables]
        self.known: dict[tuple[int, str], int] = {}
        self.fields = [[KINDS["object"], -1, 0, 0, 0, 0]]
        self.nodes = len(tables)
        numbers = {table.name: number for number, table in enumerate(tables)}
        for number, table in enumerate(tables):
            for rank, (start, path) in enumerate(table.paths):
                self._lead_to(number, numbers[start], path, rank)
            for one in table.wanted:
                self._want(number, one)

    def columns(self) -> tuple[Slot, ...]:
        """Return the columns of all tables, each with its place among its like."""
        seen: dict[str, int] = {}
        placed = []
        for number, names in enumerate(self.slots):
            for column, kind in names.items():
                group = GROUPS.get(kind, "numbers")
                placed.append(Slot(number, column, kind, seen.setdefault(group, 0)))
                seen[group] += 1
        return tuple(placed)

    def _lead_to(self, table: int, start: int, path: str, rank: int) -> None:
        """Let the objects at a path be records of a table."""
        *steps, last = path.split(".")
        node = start
        for step in steps:
            node = self._object(node, step, -1, 0)
        name = last.removesuffix("[]")
        self.known[node, name] = len(self.fields)
        self.fields.append([KINDS["record" if name == last else "records"], -1, 0, table, table, rank])

    def _want(self, table: int, one: Wanted) -> None:
        """Note a wanted field, and the objects on the way to it."""
        *steps, last = one.path.split(".")
        node, slot = table, list(self.slots[table]).index(one.column)
        for step in steps:
            is_list = step.endswith("[]")
            node = self._object(node, step, slot if is_list else -1, one.rank)
        in_list = any(step.endswith("[]") for step in steps)
        kind = "texts" if last.endswith("[]") else one.kind
        if kind == "object":
            self.fields[self._field(node, last, "object", -1, 0)][1:3] = slot, one.rank
            return
        self.known[node, last.removesuffix("[]")] = len(self.fields)
        target = (-1, one.item_rank) if in_list else (slot, one.rank)
        self.fields.append([KINDS[kind], *target, -1, 0, 0])

    def _object(self, node: int, step: str, slot: int, rank: int) -> int:
        """Return the node that a step leads to: an object, or the items of a list."""
        name = step.removesuffix("[]")
        kind = "object" if name == step else "list"
        return self.fields[self._field(node, name, kind, slot, rank if kind == "list" else 0)][3]

    def _field(self, node: int, name: str, kind: str, slot: int, rank: int) -> int:
        if (node, name) not in self.known:
            self.known[node, name] = len(self.fields)
            self.fields.append([KINDS[kind], slot, rank, self.nodes, 0, 0])
            self.nodes += 1
        return self.known[node, name]


def _columns_of(table: Records) -> dict[str, str]:
    """Return the columns of a table and their kinds."""
    columns: dict[str, str] = {}
    for one in table.wanted:
        kind = "texts" if one.path.endswith("[]") else "list" if "[]" in one.path else one.kind
        columns.setdefault(one.column, kind)
    return columns


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
