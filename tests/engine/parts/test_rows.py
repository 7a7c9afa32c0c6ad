"""Rows in parts: what a function makes of each row, in the order of the rows."""

import polars as pl

from unisono.engine.engines import InParts, PartSizes
from unisono.engine.parts.here import InThisProcess
from unisono.engine.parts.rows import cut_rows


def words_of(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a row a word."""
    return rows.select("post", pl.col("text").str.split(" ").alias("word")).explode("word")


def test_what_is_made_of_parts_is_what_is_made_of_all_rows() -> None:
    rows = pl.DataFrame({"post": ["a", "b", "c", "d", "e"], "text": ["x y", None, "z", "x", "y y z"]})
    engine = InParts("here", InThisProcess(), PartSizes(rows=2, least_rows=0))
    assert engine.map_rows(rows, words_of).equals(words_of(rows))


def test_few_rows_stay_where_they_are() -> None:
    rows = pl.DataFrame({"post": ["a"], "text": ["x y"]})
    assert InParts("here", InThisProcess()).map_rows(rows, words_of)["word"].to_list() == ["x", "y"]


def test_parts_are_of_the_size_that_was_asked_for() -> None:
    assert [part.num_rows for (part,) in cut_rows(pl.DataFrame({"post": range(5)}), 2)] == [2, 2, 1]
