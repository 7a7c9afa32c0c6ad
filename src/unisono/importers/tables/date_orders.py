"""How a table writes its days: the day or the month first, or a spreadsheet's numbers; decided over a whole column."""

from collections.abc import Mapping

import polars as pl

from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.spreadsheet_days import holds_only_days
from unisono.importers.tables.mapped_rows import pick
from unisono.importers.tables.tabular import Table, parts_of
from unisono.importers.times import SHAPES, DateOrder, decide_date_order

ROWS_AT_ONCE = 200_000


def order_of_dates(
    source: Source, table: Table, mapping: Mapping[str, str], settings: ReadSettings
) -> DateOrder | None:
    """Take the order of day and month from the user, or decide it; None where no date of the table needs one.

    Raises DataRejectedError where nothing in the column decides.
    """
    if settings.dates is not None:
        return settings.dates
    written = pick(table.sample, mapping, "created_at")
    if written is None or not written.cast(pl.String).str.strip_chars().str.contains(SHAPES["numbers"] + "$").any():
        return None
    column = _whole_column(table, mapping)
    return decide_date_order(column, where=f"{source.name}, column {mapping['created_at']},")


def is_in_days(table: Table, mapping: Mapping[str, str]) -> bool:
    """Say whether the times of a table are a spreadsheet's day numbers, all of them.

    The whole column is read only where its first rows are such numbers.
    """
    written = pick(table.sample, mapping, "created_at")
    if written is None or written.dtype.is_temporal() or not holds_only_days(_texts(written)):
        return False
    return holds_only_days(_whole_column(table, mapping))


def _whole_column(table: Table, mapping: Mapping[str, str]) -> pl.Series:
    """Return every cell of the column of times as text, without blanks around it; an empty one is none."""
    names = dict.fromkeys((mapping["created_at"], *parts_of(mapping["created_at"])))
    parts = [name for name in names if name in table.columns]
    pieces = [pick(rows.frame, mapping, "created_at") for rows in table.read(ROWS_AT_ONCE, parts)]
    return pl.concat([_texts(piece) for piece in pieces if piece is not None])


def _texts(written: pl.Series) -> pl.Series:
    text = written.cast(pl.String).str.strip_chars()
    return text.set(text == "", None)
