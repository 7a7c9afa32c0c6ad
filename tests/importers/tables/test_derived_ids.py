"""Derived ids repeat when the file is read again, and tell equal rows apart."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.tables.derived_ids import DerivedIds

ROWS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y", None])), min_size=1, max_size=30)


def name(derived: DerivedIds, rows: list[tuple[str, str | None]]) -> list[str]:
    parts = [pl.Series([row[place] for row in rows], dtype=pl.String) for place in (0, 1)]
    return derived.name_rows(parts).to_list()


def test_ids_are_the_same_on_every_machine_and_day() -> None:
    assert name(DerivedIds(), [("ann", "hello"), ("ann", "hello"), ("ann", None)]) == [
        "row-8295a2563299c9fc",
        "row-8295a2563299c9fc-2",
        "row-2c5dc34f8efaf1fc",
    ]


@given(ROWS, st.integers(1, 7))
def test_batches_of_any_size_give_the_same_distinct_ids(rows: list[tuple[str, str | None]], size: int) -> None:
    whole, parted = DerivedIds(), DerivedIds()
    at_once = name(whole, rows)
    in_parts = [each for start in range(0, len(rows), size) for each in name(parted, rows[start : start + size])]
    assert at_once == in_parts
    assert len(set(at_once)) == len(rows)
    assert whole.repeated == parted.repeated == len(rows) - len(set(rows))


def test_parts_do_not_run_into_each_other() -> None:
    ids = name(DerivedIds(), [("ab", "c"), ("a", "bc")])
    assert not ids[0].startswith(ids[1])
    assert not ids[1].startswith(ids[0])
