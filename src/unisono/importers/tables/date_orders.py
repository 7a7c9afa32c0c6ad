"""Whether a table writes the day or the month first: said by the user, or decided over its whole column of times."""

from collections.abc import Mapping

import polars as pl

from unisono.importers.declaration import ReadSettings, Source
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
    names = dict.fromkeys((mapping["created_at"], *parts_of(mapping["created_at"])))
    parts = [name for name in names if name in table.columns]
    pieces = [pick(rows.frame, mapping, "created_at") for rows in table.read(ROWS_AT_ONCE, parts)]
    column = pl.concat([piece.cast(pl.String) for piece in pieces if piece is not None])
    return decide_date_order(column, where=f"{source.name}, column {mapping['created_at']},")
