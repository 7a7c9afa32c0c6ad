"""Columns keep what they hold when they are given more room."""

import numpy as np
import pyarrow as pa

from unisono.engine.json_columns import ENOUGH, LEAST_ROOM, UNSET, Columns, table_of
from unisono.engine.json_plan import Wanted, plan_fields

PLAN = plan_fields((Wanted("n", "n", "number"), Wanted("b", "b", "flag"), Wanted("t", "t", "short time")))


def test_room_grows_as_far_as_the_lines_let_expect_and_values_stay() -> None:
    columns = Columns(10, 1, PLAN)
    assert columns.rows == LEAST_ROOM
    columns.marks[:, 0], columns.marks[:, 1] = 0, UNSET
    columns.numbers[:, 0] = 5, 1, 1_000_000
    before = columns.addresses
    columns.make_row_room(0.5)
    columns.make_item_room()
    assert (columns.rows, columns.item_room) == (int(2 * LEAST_ROOM * ENOUGH), 2 * LEAST_ROOM)
    assert columns.addresses != before
    table = table_of(columns, 0, 2, pa.py_buffer(np.empty(0, np.uint8)))
    assert [str(value) for value in table.row(0)] == ["5", "True", "1970-01-01 00:00:01+00:00"]
    assert table.row(1) == (None, None, None)


def test_room_grows_even_where_the_last_lines_hold_more_than_expected() -> None:
    columns = Columns(10, 1, PLAN)
    columns.make_row_room(1.0)
    first = columns.rows
    columns.make_row_room(0.0)
    assert LEAST_ROOM < first < 2 * LEAST_ROOM < columns.rows <= 512 * first
