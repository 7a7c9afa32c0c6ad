"""Parts come back from bytes as they were."""

import polars as pl
import pyarrow as pa

from unisono.engine.parts.packing import pack_part, unpack_part


def test_a_part_of_several_tables_comes_back_as_it_was() -> None:
    first = pa.table({"a": pa.array([1, 2], pa.int32()), "b": pa.array([3, 4], pa.int32())})
    second = pl.DataFrame({"words": [["x"], None, []], "at": [None, 5, 6]}).to_arrow()
    assert unpack_part(pack_part((first, second))) == (first, second)


def test_an_empty_table_keeps_its_columns() -> None:
    table = pa.table({"a": pa.array([], pa.int64())})
    (found,) = unpack_part(pack_part((table,)))
    assert found.schema == table.schema
