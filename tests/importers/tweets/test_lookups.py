"""A row is found by its line and its id, whatever the keys are that stand for both."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.tweets import lookups
from unisono.importers.tweets.lookups import Lookup, rows_at

ROWS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from([None, "", "1", "2", "12345678901234567890"])))


def table_of(rows: list[tuple[int, str | None]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"line": pl.Int64, "id": pl.String}, orient="row")


def places_in(known: list[tuple[int, str | None]], wanted: list[tuple[int, str | None]]) -> list[int | None]:
    table = table_of(wanted)
    return Lookup(table_of(known), "id").places(table["line"], table["id"]).to_list()


def first_place(known: list[tuple[int, str | None]], one: tuple[int, str | None]) -> int | None:
    return known.index(one) if one in known and one[1] is not None else None


@given(ROWS, ROWS)
def test_the_first_row_with_the_line_and_the_id_is_found(
    known: list[tuple[int, str | None]], wanted: list[tuple[int, str | None]]
) -> None:
    assert places_in(known, wanted) == [first_place(known, one) for one in wanted]


def test_ids_that_share_a_key_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_key(lines: pl.Series, ids: pl.Series) -> pl.Series:
        return pl.Series("key", np.ones(len(ids), np.uint64)).set(ids.is_null(), None)

    monkeypatch.setattr(lookups, "_keys", one_key)
    known: list[tuple[int, str | None]] = [(1, None), (1, "a"), (1, "b"), (2, "a"), (1, "b")]
    assert places_in(known, [(2, "a"), (1, "b"), (1, None), (3, "a")]) == [3, 2, None, None]


def test_a_row_that_is_not_found_is_a_row_of_nulls() -> None:
    table = table_of([(1, "a"), (2, "b")])
    assert rows_at(table, pl.Series([1, None, 0], dtype=pl.Int64)).rows() == [(2, "b"), (None, None), (1, "a")]
    assert rows_at(table, pl.Series([None], dtype=pl.Int64)).rows() == [(None, None)]
