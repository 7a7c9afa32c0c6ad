"""Whether a table writes the day or the month first: said by the user, or decided over its whole column of times."""

from collections.abc import Mapping

import polars as pl

from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.tables.mapped_rows import pick
from unisono.importers.tables.tabular import Table
from unisono.importers.times import SHAPES, DateOrder, decide_date_order
from unisono.model.errors import UsageError

ORDERS: dict[str, DateOrder] = {
    "day_first": "day_first", "dmy": "day_first", "month_first": "month_first", "mdy": "month_first",
}  # fmt: skip
ROWS_AT_ONCE = 200_000


def order_of_dates(
    source: Source, table: Table, mapping: Mapping[str, str], settings: ReadSettings
) -> DateOrder | None:
    """Take the order of day and month from the user, or decide it; None where no date of the table needs one.

    Raises DataRejectedError where nothing in the column decides, UsageError for an order that does not exist.
    """
    said = settings.mapping.get("date_order")
    if said is not None:
        if said not in ORDERS:
            raise UsageError(f"date_order is day_first or month_first, not {said}. Try: --map date_order=day_first")
        return ORDERS[said]
    written = pick(table.sample, mapping, "created_at")
    if written is None or not written.cast(pl.String).str.strip_chars().str.contains(SHAPES["numbers"] + "$").any():
        return None
    names = dict.fromkeys((mapping["created_at"], *mapping["created_at"].split("+")))
    parts = [name for name in names if name in table.columns]
    pieces = [pick(rows.frame, mapping, "created_at") for rows in table.read(ROWS_AT_ONCE, parts)]
    column = pl.concat([piece.cast(pl.String) for piece in pieces if piece is not None])
    return decide_date_order(column, where=f"{source.name}, column {mapping['created_at']},")
