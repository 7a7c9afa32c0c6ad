"""Steps run in this process: results in order, and sums in which what several parts tell of one thing counts once."""

import polars as pl
import pyarrow as pa

from unisono.engine.parts.declaration import Step, Summing
from unisono.engine.parts.here import InThisProcess, sum_rows

SUMMING = Summing(("a", "b"), "objects", once="object", least=2)


def doubled(rows: pa.Table) -> pa.Table:
    """Return twice each number."""
    return pa.table({"number": pa.array([2 * number for number in rows["number"].to_pylist()], pa.int64())})


STEP = Step("doubled", "number", doubled, pa.schema([("number", pa.int64())]))


def test_results_stand_in_the_order_of_the_parts() -> None:
    parts = [(pa.table({"number": [number]}),) for number in (3, 1, 2)]
    assert [table["number"].to_pylist() for table in InThisProcess().map_parts(STEP, parts)] == [[6], [2], [4]]


def test_what_several_parts_tell_of_one_object_counts_once() -> None:
    rows = pl.DataFrame({"a": [1, 1, 1, 1], "b": [2, 2, 2, 3], "objects": [4, 1, 1, 1], "object": [-1, 7, 7, 7]})
    assert sum_rows(rows, SUMMING).rows() == [(1, 2, 5)]


def test_no_parts_give_an_empty_table() -> None:
    schema = pa.schema([(name, pa.int32()) for name in ("a", "b", "objects", "object")])
    found = InThisProcess().sum_parts(Step("none", "object", doubled, schema), [], SUMMING)
    assert found.column_names == ["a", "b", "objects"]
    assert found.num_rows == 0
