"""The clocks in ids: of X, and in names of records and commits, against one that is written out in Python."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.tweet_builders import post_id
from unisono.model.clocks_in_ids import LETTERS, commit_times, snowflake_times

START = datetime(1970, 1, 1, tzinfo=UTC)
NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


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


def test_ids_tell_their_time_unless_they_are_too_old_or_no_numbers() -> None:
    times = snowflake_times(pl.Series([post_id(NOON), "20", "abc", None, "1" * 30]))
    assert times.to_list() == [NOON, None, None, None, None]


@given(st.lists(st.none() | st.text(max_size=25), max_size=20))
def test_nothing_that_stands_for_an_id_breaks_the_clocks(ids: list[str | None]) -> None:
    series = pl.Series(ids, dtype=pl.String)
    assert len(snowflake_times(series)) == len(commit_times(series)) == len(ids)
