"""Formats of tables, declared: which columns may hold which of our fields, how such a table is known, what is special.

Columns are known by their short names, in small letters without blanks and signs: `Post Created`, `post_created` and
`PostCreated` are one.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.problems import Problem
from unisono.importers.tables.cells import blank_nothing
from unisono.importers.tables.column_guessing import shorten_name
from unisono.importers.tables.date_orders import is_in_days, order_of_dates
from unisono.importers.tables.mapped_rows import Plan, Refine, Refuse, Tally, noticed, read_mapped
from unisono.importers.tables.reading_problems import describe_tally
from unisono.importers.tables.rows import ROW, Rows, no_cells
from unisono.importers.tables.tabular import Table, columns_of, open_table, parts_of, require_columns
from unisono.importers.times import SMALLEST_UNIX
from unisono.importers.zones import check_zone
from unisono.model.batches import Batch

Change = Callable[[Batch, Source], Batch]


@dataclass(frozen=True)
class TableFormat:
    """One format of tables.

    `columns` is our field -> the columns that may hold it, of which the first that a table has is read; `A+B` and
    `A&B` need both, of `A|B` each is used that is there (see `mapped_rows.pick`).
    """

    name: str
    title: str
    platform: str
    columns: Mapping[str, tuple[str, ...]]
    signs: tuple[tuple[tuple[str, ...], float], ...]  # columns that together tell the format, and how surely
    needed: tuple[tuple[str, ...], ...]  # of each of these fields, one at least
    traps: tuple[str, ...]
    beside: tuple[str, ...] = ()  # columns that `refine` and `refuse` look at as well
    foreign: tuple[str, ...] = ()  # columns that no such table has
    states_zone: bool = True  # its times are in UTC or say their offset; else an assumed UTC is reported
    plan: Plan = field(default_factory=lambda: Plan({}, ""))  # what is special about reading its times and profiles
    refine: Refine | None = None
    refuse: Refuse | None = None
    change: Change | None = None  # last changes of a batch
    settle: Callable[[Table, dict[str, str]], dict[str, str]] | None = None  # where cells decide which column it is
    looks_right: Callable[[Source], bool] | None = None  # what the columns alone do not tell
    platform_of: Callable[[Table], str] | None = None  # where columns or cells decide it for the whole file
    find_problems: Callable[[Source, Table, ReadSettings], tuple[Problem, ...]] | None = None


def importer_of(format: TableFormat) -> Importer:
    """Return the importer of a declared format."""
    return Importer(
        name=format.name,
        title=format.title,
        platform=format.platform,
        columns=tuple(
            " or ".join(format.columns[our_field][0] for our_field in fields if our_field in format.columns)
            for fields in format.needed
        ),
        traps=format.traps,
        recognise=partial(_recognise, format),
        read=lambda source, settings: _read(format, source, settings, Tally()),
        map_columns=partial(_map_columns, format),
        find_problems=partial(_find_problems, format),
    )


def cells_of(rows: pl.DataFrame, *names: str) -> pl.Series:
    """Return the cells of the first of these columns that a table has, trimmed, nothing as null."""
    known = {shorten_name(column): column for column in reversed(rows.columns)}
    column = next((known[short] for name in names if (short := shorten_name(name)) in known), None)
    return no_cells(rows.height) if column is None else blank_nothing(rows[column])


def _recognise(format: TableFormat, source: Source) -> float:
    """Say how surely the columns are those of the format."""
    have = {shorten_name(column) for column in columns_of(source)}
    if any(shorten_name(column) in have for column in format.foreign):
        return 0.0
    if format.looks_right is not None and not format.looks_right(source):
        return 0.0
    return max((sure for columns, sure in format.signs if {shorten_name(each) for each in columns} <= have), default=0)


def _map_columns(format: TableFormat, source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> the table's column; what the user maps comes first."""
    return _map(format, open_table(source), settings)


def _map(format: TableFormat, table: Table, settings: ReadSettings) -> dict[str, str]:
    known = {shorten_name(column): column for column in reversed(table.columns)}
    found: dict[str, str] = {}
    for our_field, candidates in format.columns.items():
        names = (_find_column(candidate, known) for candidate in candidates)
        if name := next((name for name in names if name), ""):
            found[our_field] = name
    if format.settle is not None:
        found = format.settle(table, found)
    return {**found, **settings.mapping}


def _find_column(candidate: str, known: Mapping[str, str]) -> str:
    """Return the table's own name for a candidate, or for several joined; empty where the table lacks them."""
    parts = [known.get(shorten_name(part)) for part in parts_of(candidate)]
    if "|" in candidate:
        return "|".join(part for part in parts if part)
    return ("&" if "&" in candidate else "+").join(part for part in parts if part) if all(parts) else ""


def _read(format: TableFormat, source: Source, settings: ReadSettings, tally: Tally) -> Iterator[Batch]:
    """Read a table of the format; DataRejectedError where it lacks what the format needs."""
    table = open_table(source)
    mapping = _map(format, table, settings)
    for fields in format.needed:
        if not any(our_field in mapping for our_field in fields):
            require_columns(source, table, {fields[0]: format.columns[fields[0]][0]}, settings)
    require_columns(source, table, mapping, settings)
    of_format = format.platform if format.platform_of is None else format.platform_of(table)
    plan = replace(
        format.plan,
        mapping=mapping,
        platform=of_format if of_format != "unknown" else settings.platform or of_format,
        zone=check_zone(settings.zone or "UTC"),
        order=format.plan.order or order_of_dates(source, table, mapping, settings),
        in_days=format.plan.smallest_unix == SMALLEST_UNIX and is_in_days(table, mapping),
        refine=format.refine,
        refuse=format.refuse,
    )
    used = _columns_used(format, table.columns, mapping)
    narrow = replace(table, read=lambda rows_per_batch, _: _read_columns(table, used, rows_per_batch))
    for batch in read_mapped(source, narrow, plan, rows_per_batch=settings.rows_per_batch, tally=tally):
        yield batch if format.change is None else format.change(batch, source)


def _columns_used(format: TableFormat, columns: tuple[str, ...], mapping: Mapping[str, str]) -> list[str]:
    """Return the columns of a table that are read: an export can have two hundred."""
    beside = {shorten_name(column) for column in format.beside}
    mapped = {part for column in mapping.values() for part in (column, *parts_of(column))}
    return [column for column in columns if column in mapped or shorten_name(column) in beside]


def _read_columns(table: Table, columns: list[str], rows_per_batch: int) -> Iterator[Rows]:
    """Read some columns of a table; rows that are blank in all of its columns are left out, as when all are read."""
    filled: pl.Series | None = None
    for rows in table.read(rows_per_batch, columns):
        is_blank = rows.frame.select(pl.all_horizontal(pl.col(columns).is_null()).alias("blank"))["blank"]
        if not is_blank.any():
            yield rows
            continue
        if filled is None:
            filled = pl.concat([whole.frame[ROW] for whole in table.read(rows_per_batch, None)])
        yield Rows(rows.frame.filter(~is_blank | rows.frame[ROW].is_in(filled)), rows.rejected)


def _find_problems(format: TableFormat, source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report what the reading noticed, and what only this format can have wrong."""
    tally = noticed(source, partial(_read, format, source, settings))
    found = describe_tally(tally, zone="UTC" if format.states_zone else settings.zone)
    if format.find_problems is None:
        return found
    return (*found, *format.find_problems(source, open_table(source), settings))
