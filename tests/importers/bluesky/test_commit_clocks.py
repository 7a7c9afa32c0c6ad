"""The clock in names of records and commits, against one that is written out in Python."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.bluesky.commit_clocks import LETTERS, commit_times

START = datetime(1970, 1, 1, tzinfo=UTC)


def written(microseconds: int, server: int) -> str:
    """Write a name as servers do: 13 letters of five bits each."""
    number = microseconds << 10 | server
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(13)))


@given(st.lists(st.tuples(st.integers(0, 2**53 - 1), st.integers(0, 1023)), max_size=8))
def test_names_give_back_the_time_that_they_were_made_at(clocks: list[tuple[int, int]]) -> None:
    names = pl.Series([written(*clock) for clock in clocks], dtype=pl.String)
    assert commit_times(names).to_list() == [START + timedelta(microseconds=clock[0]) for clock in clocks]


def test_the_example_of_the_specification_is_read() -> None:
    assert commit_times(pl.Series(["3jzfcijpj2z2a"]))[0] == datetime(2023, 6, 30, 15, 3, 1, 887007, tzinfo=UTC)


@pytest.mark.parametrize("name", [None, "", "self", "3jzfcijpj2z2", "3jzfcijpj2z2aa", "zzzzzzzzzzzzz", "3JZFCIJPJ2Z2A"])
def test_other_names_have_no_clock(name: str | None) -> None:
    assert commit_times(pl.Series([name, "3jzfcijpj2z2a"], dtype=pl.String)).is_null().to_list() == [True, False]
