"""Formats of JSON lines that are declared as wanted fields: read in bulk, and line by line where that is not possible.

Large files go through the kernels, two pieces at a time; lines that these refuse, and small files, are loaded as Python
objects. Both read the same values.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from unisono.engine.json_fields import Found, load_kernels, read_fields
from unisono.engine.json_lines import Chunk, JsonLines
from unisono.engine.json_objects import kinds_of, read_objects
from unisono.engine.json_plan import LINES, Plan, Records, Wanted, plan_fields
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.json_files.batches import read_json_batches
from unisono.importers.json_files.halved_characters import load_object
from unisono.importers.json_files.unread_lines import reject_line
from unisono.importers.problems import shorten
from unisono.model.batches import Batch, Rejection
from unisono.model.tables import ACCOUNTS, DELETIONS, POSTS, REFERENCES, VERSIONS, empty

ROW = "source_row"
LEAST_IN_PLACE = 16 << 20
"""Bytes from which on loading, or for the first time compiling, the kernels is worth it."""

LEAST_OF_STRETCH = 256 << 10
"""The same for a stretch of a stream: the kernels are loaded for the first one only."""

EXAMPLE_BYTES = 2_000

LEFT: dict[str, pl.DataType] = {ROW: pl.Int64(), "reason": pl.String()}


@dataclass(frozen=True)
class Made:
    """What a format makes of wide rows: tables of model.tables with the `source_row` of each row's line.

    `left` names rows that are none of these, with the reason in a few words; the reader rejects them, and every other
    row that gave nothing.
    """

    posts: pl.DataFrame = field(default_factory=lambda: empty(POSTS))
    accounts: pl.DataFrame = field(default_factory=lambda: empty(ACCOUNTS))
    references: pl.DataFrame = field(default_factory=lambda: empty(REFERENCES))
    deletions: pl.DataFrame = field(default_factory=lambda: empty(DELETIONS))
    versions: pl.DataFrame = field(default_factory=lambda: empty(VERSIONS))
    left: pl.DataFrame = field(default_factory=lambda: empty(LEFT))


Make = Callable[[pl.DataFrame], Made]

Why = Callable[[dict[str, Any]], str]  # JSON is of any shape
"""Says why the object on a line gave nothing, in a few words."""


@dataclass(frozen=True)
class JsonFields:
    """The wanted fields of one format; see engine/json_plan.py for paths, kinds and ranks.

    Kinds are text, number, flag, object, and words: a text, or a list of texts and of objects with a `text`, which are
    joined (the kernels leave lines with such lists to Python). A path with `[]` gives a list of texts, flat and without
    nulls. Lists that give several columns, or hold lists themselves (`facets[].features[].tag`), are null where they
    are empty, and a column takes all of its values from one such list.
    """

    wanted: tuple[Wanted, ...]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Return the kind of each column."""
        return kinds_of(self.wanted)

    @cached_property
    def nested(self) -> tuple[Records, ...]:
        """Return the tables of objects in lists that give several columns, or hold lists themselves."""
        inner: dict[str, list[Wanted]] = {}
        for one in self.wanted:
            outer, _, rest = one.path.partition("[].")
            if outer in self._tabled:
                inner.setdefault(f"{outer}[]", []).append(_in_record(one, rest))
        columns = [{one.column for one in fields} for fields in inner.values()]
        if len(set().union(*columns)) < sum(map(len, columns)):
            raise ValueError(f"a column takes its values from one list of: {', '.join(inner)}")
        return tuple(Records(path, ((LINES, path),), tuple(fields)) for path, fields in inner.items())

    @cached_property
    def _tabled(self) -> set[str]:
        """Return the paths of lists that the kernels read as tables: a list by itself gives one column."""
        columns: dict[str, set[str]] = {}
        for one in self.wanted:
            outer, is_list, rest = one.path.partition("[].")
            if is_list:
                columns.setdefault(outer, set()).add(one.column)
                if "[]" in rest:
                    columns[outer].add("")
        return {outer for outer, given in columns.items() if len(given) > 1}

    @cached_property
    def tabled_columns(self) -> list[str]:
        """Return the columns of such tables; of these an empty list is null, like one that is not there."""
        return list(dict.fromkeys(one.column for records in self.nested for one in records.wanted))

    @cached_property
    def plan(self) -> Plan:
        """Return the plan for the kernels."""
        flat = [one for one in self.wanted if one.path.partition("[].")[0] not in self._tabled or "[]." not in one.path]
        return plan_fields([one._replace(kind="text") if one.kind == "words" else one for one in flat], self.nested)


def _in_record(one: Wanted, rest: str) -> Wanted:
    """Return a field of a list's items as one of a table's rows."""
    if one.kind == "leave out":
        raise ValueError(f"{one.path}: a list that gives several columns cannot leave items out")
    return one._replace(path=rest) if "[]" in rest else one._replace(path=rest, rank=one.item_rank, item_rank=0)


def read_declared(
    source: Source, settings: ReadSettings, fields: JsonFields, make: Make, why: Why | None = None
) -> Iterator[Batch]:
    """Yield the batches of a file of JSON lines, in file order; every line gives something or is rejected."""
    in_place = reads_in_place(source, LEAST_IN_PLACE)
    if in_place:
        load_kernels()

    def read_chunk(reader: JsonLines, chunk: Chunk, source: Source) -> Batch:
        wide, rejected = read_wide(chunk, fields, in_place=in_place)
        return complete_batch(make(wide), wide, chunk, rejected, why)

    return read_json_batches(source, settings, read_chunk, in_place=True)


def reads_in_place(source: Source, least: int) -> bool:
    """Say whether the kernels read a file: it has so many bytes, or is a stretch of a stream that is no trickle."""
    return source.path.stat().st_size >= (min(least, LEAST_OF_STRETCH) if source.is_stretch else least)


def read_wide(chunk: Chunk, fields: JsonFields, *, in_place: bool) -> tuple[pl.DataFrame, list[Rejection]]:
    """Return a wide row for each object of some lines, with its `source_row`, and the lines that are no objects."""
    if not in_place:
        return _read_lines(enumerate(chunk.raw_lines(), start=chunk.first_line), fields)
    begin, end = chunk.span[1:] if chunk.span is not None else (0, chunk.path.stat().st_size)
    found = read_fields(chunk.blocks(), end - begin, chunk.lines, fields.plan)
    wide = _with_nested(found, fields).with_columns(pl.Series(ROW, found.lines + chunk.first_line))
    if not found.refused:
        return wide, []
    numbers = wide[ROW].gather([row for row, _ in found.refused]).to_list()
    again, rejected = _read_lines(zip(numbers, (line for _, line in found.refused), strict=True), fields)
    plain = wide.filter(~pl.col(ROW).is_in(numbers))
    return pl.concat([plain, again.select(wide.columns)]).sort(ROW), rejected


def _with_nested(found: Found, fields: JsonFields) -> pl.DataFrame:
    """Return the lines' own columns, lists without nulls, and the flat lists of the tables inside them."""
    wide = found.table.with_columns(pl.col(pl.List(pl.String)).list.drop_nulls())
    for records in fields.nested:
        inside = found.tables[records.name]
        columns = list(dict.fromkeys(one.column for one in records.wanted))
        lists = (
            inside.table.with_columns(pl.Series("_row", inside.parents))
            .group_by("_row", maintain_order=True)
            .agg(pl.col(name).explode(empty_as_null=False).drop_nulls() for name in columns)
        )
        rows = pl.DataFrame({"_row": pl.int_range(wide.height, eager=True, dtype=pl.Int64)})
        wide = wide.hstack(rows.join(lists, on="_row", how="left", maintain_order="left").drop("_row"))
    return _without_empty(wide.select(list(fields.kinds)), fields)


def _without_empty(wide: pl.DataFrame, fields: JsonFields) -> pl.DataFrame:
    """Make lists null that hold nothing, where the kernels cannot tell them from lists that are not there."""
    return wide.with_columns(
        pl.when(pl.col(name).list.len() > 0).then(pl.col(name)).alias(name) for name in fields.tabled_columns
    )


def _read_lines(lines: Iterable[tuple[int, bytes]], fields: JsonFields) -> tuple[pl.DataFrame, list[Rejection]]:
    """Load numbered lines one by one; blank ones are passed over."""
    numbers: list[int] = []
    objects: list[dict[str, Any]] = []
    rejected: list[Rejection] = []
    for number, line in lines:
        if not line.strip():
            continue
        found = load_object(line)
        if found is None:
            rejected.append(reject_line(line, number))
        else:
            numbers.append(number)
            objects.append(found)
    wide = _without_empty(read_objects(objects, fields.wanted), fields)
    return wide.with_columns(pl.Series(ROW, numbers, pl.Int64)), rejected


def complete_batch(made: Made, wide: pl.DataFrame, chunk: Chunk, unread: list[Rejection], why: Why | None) -> Batch:
    """Return the batch of a piece: lines that gave nothing are rejected, by reason, with the first as example.

    Of `wide` only the rows that were read count.
    """
    tables = (made.posts, made.accounts, made.references, made.deletions, made.left)
    used = pl.concat([table[ROW] for table in tables])
    silent = wide[ROW].filter(~wide[ROW].is_in(used.implode()))
    lines = chunk.raw_lines() if len(silent) or made.left.height else []
    reasons = made.left.select(ROW, "reason")
    if len(silent):
        said = [_reason(lines[row - chunk.first_line], why) for row in silent]
        reasons = pl.concat([reasons, pl.DataFrame({ROW: silent, "reason": said}, schema=reasons.schema)])
    groups = reasons.sort(ROW).group_by("reason", maintain_order=True).agg(pl.col(ROW).first(), pl.len().alias("rows"))
    counted = [
        Rejection(reason, row, _example(lines[row - chunk.first_line]), rows)
        for reason, row, rows in groups.iter_rows()
    ]
    return Batch(
        posts=made.posts,
        accounts=made.accounts,
        references=made.references,
        deletions=made.deletions,
        versions=made.versions,
        rejected=tuple(sorted([*unread, *counted], key=lambda item: item.row)),
        read=wide.height + len(unread),
    )


def _reason(line: bytes, why: Why | None) -> str:
    """Say why the object on a line gave nothing."""
    found = load_object(line)
    if found is not None and why is not None:
        return why(found)
    return reject_line(line, 0).reason


def _example(line: bytes) -> str:
    return shorten(line[:EXAMPLE_BYTES].decode("utf-8", errors="replace"))
