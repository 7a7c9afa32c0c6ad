"""Rows in parts: what a function makes of each row alone, such as the traces that a post leaves."""

from collections.abc import Callable
from functools import partial

import polars as pl
import pyarrow as pa

from unisono.engine.parts.declaration import Part, Step


def rows_step(function: Callable[[pl.DataFrame], pl.DataFrame], schema: pl.Schema) -> Step:
    """Return the step that applies a function to some rows; schema is that of what it makes of them."""
    return Step("rows", "row", partial(apply_to_part, function=function), pl.DataFrame(schema=schema).to_arrow().schema)


def cut_rows(rows: pl.DataFrame, rows_of_part: int) -> list[Part]:
    """Cut a table into parts of one table each, in their order."""
    return [(rows.slice(start, rows_of_part).to_arrow(),) for start in range(0, rows.height, rows_of_part)]


def apply_to_part(rows: pa.Table, *, function: Callable[[pl.DataFrame], pl.DataFrame]) -> pa.Table:
    """Return what a function makes of some rows."""
    return function(pl.DataFrame(pl.from_arrow(rows))).to_arrow()
