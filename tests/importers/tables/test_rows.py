"""Rows are cut into pieces without losing one."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.tables.rows import ROW, Rows, no_cells
from unisono.model.batches import Rejection


@given(st.integers(0, 30), st.integers(1, 12))
def test_pieces_hold_every_row_in_order_and_each_rejection_once(height: int, most: int) -> None:
    rows = Rows(pl.DataFrame({ROW: range(height)}, schema={ROW: pl.Int64}), (Rejection("odd", 99, "x"),))
    pieces = list(rows.cut(most))
    assert [row for piece in pieces for row in piece.frame[ROW]] == list(range(height))
    assert all(piece.frame.height <= most for piece in pieces)
    assert sum(piece.read for piece in pieces) == rows.read == height + 1


def test_a_missing_column_is_nulls_of_any_height() -> None:
    assert no_cells(3).to_list() == [None, None, None]
    assert no_cells(0).dtype == pl.String
