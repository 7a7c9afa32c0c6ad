"""Rows between the data that only explain the table: the header once more, units or questions in brackets."""

from collections.abc import Sequence

import polars as pl

from unisono.importers.dialects import Dialect
from unisono.importers.problems import shorten
from unisono.importers.tables.rows import ROW, Rows
from unisono.model.batches import Rejection

REPEATS_HEADER = "repeats the header"
EXPLAINS_COLUMNS = "explains the columns and is no post"
IN_BRACKETS = r"(?s)^\s*[(\[{<].*[)\]}>]\s*$"
ROWS_LOOKED_AT = 3  # below the header; a survey tool writes two rows of explanations


def set_explanations_aside(rows: Rows, dialect: Dialect, wanted: Sequence[str]) -> Rows:
    """Reject rows that repeat the header anywhere, and rows right below it whose every cell stands in brackets."""
    header = dict(zip(dialect.columns, dialect.header, strict=False))
    names = {column: header[column].strip() for column in wanted if header.get(column, "").strip()}
    if not names or not rows.frame.height:
        return rows
    repeats = _find_repeats(rows.frame, names)
    explains = _find_explanations(rows.frame, list(names), dialect.first_row)
    if not (repeats.any() or explains.any()):
        return rows
    aside = [
        Rejection(reason, row, shorten(dialect.delimiter.join(cell or "" for cell in cells)))
        for reason, which in ((REPEATS_HEADER, repeats), (EXPLAINS_COLUMNS, explains & ~repeats))
        for *cells, row in rows.frame.filter(which).select(*names, ROW).iter_rows()
    ]
    rejected = sorted([*rows.rejected, *aside], key=lambda rejection: rejection.row)
    return Rows(rows.frame.filter(~(repeats | explains)), tuple(rejected))


def _find_repeats(frame: pl.DataFrame, names: dict[str, str]) -> pl.Series:
    """Say which rows hold in each named column that column's name."""
    first, *others = names
    found = (frame[first].str.strip_chars() == names[first]).fill_null(value=False)
    # Most tables have none: one column decides that.
    if not found.any():
        return found
    for column in others:
        found &= (frame[column].str.strip_chars() == names[column]).fill_null(value=False)
    return found


def _find_explanations(frame: pl.DataFrame, columns: Sequence[str], first_row: int) -> pl.Series:
    """Say which of the first rows hold nothing but cells in brackets, at least two of them."""
    is_early = frame[ROW] < first_row + ROWS_LOOKED_AT
    found = is_early
    if not is_early.any():
        return found
    count = pl.sum_horizontal(pl.col(column).is_not_null() for column in columns)
    bracketed = pl.sum_horizontal(pl.col(column).str.contains(IN_BRACKETS).fill_null(value=False) for column in columns)
    few = min(2, len(columns))
    early = frame.filter(is_early).select(((count == bracketed) & (count >= few)).alias("found"))["found"]
    return found.scatter(is_early.arg_true(), early)
