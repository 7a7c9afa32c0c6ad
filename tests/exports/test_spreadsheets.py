"""No cell of a table for people is a formula."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.exports.spreadsheets import FORMULA_STARTS, for_machines, for_people, safe_cell


@pytest.mark.parametrize("start", list(FORMULA_STARTS))
def test_a_cell_that_would_start_a_formula_stands_behind_an_apostrophe(start: str) -> None:
    shown = "<U+0000>" if start == "\x00" else start
    assert safe_cell(f"{start}1+1") == f"'{shown}1+1"
    table = for_people(pl.DataFrame({"text": [f"{start}1+1"]}))
    assert table["text"].to_list() == [f"'{shown}1+1"]


def test_characters_that_act_or_hide_are_written_out_and_letters_are_not() -> None:
    texts = ["\x1b[31mRED\x07", "a\u202eb\x00", "مرحبا بالعالم", "👩\u200d👧", "two\nlines\tand tab", None]
    assert for_people(pl.DataFrame({"text": texts}))["text"].to_list() == [
        *("<U+001B>[31mRED<U+0007>", "a<U+202E>b<U+0000>"),
        *("مرحبا بالعالم", "👩\u200d👧", "two\nlines\tand tab", None),
    ]


@given(st.text() | st.sampled_from(FORMULA_STARTS).flatmap(lambda start: st.text().map(lambda rest: start + rest)))
def test_the_guard_of_tables_and_of_cells_is_one(text: str) -> None:
    (cell,) = for_people(pl.DataFrame({"text": [text]}))["text"]
    assert cell == safe_cell(text)
    assert not cell or cell[0] not in FORMULA_STARTS


def test_numbers_and_missing_values_stay_as_they_are() -> None:
    table = pl.DataFrame({"value": [-1.5, None], "count": [-3, 4], "text": [None, ""]})
    assert for_people(table).equals(table)


def test_handles_lose_their_sign_and_lists_are_joined() -> None:
    table = pl.DataFrame({"handle": ["@ann", "＠=x"], "handles": [["@ann", "bob", None], []]})
    assert for_people(table).rows() == [("ann", "ann; bob"), ("'=x", "")]


def test_machines_get_lists_as_json_and_times_in_iso_8601() -> None:
    moment = dt.datetime(2018, 7, 1, 12, 0, 0, 250_000, tzinfo=dt.UTC)
    table = pl.DataFrame(
        {"handles": [['a"b', None], None], "at": [moment, moment.replace(microsecond=0)], "text": ["=1", "@"]}
    )
    assert for_machines(table).rows() == [
        ('["a\\"b",null]', "2018-07-01T12:00:00.250000Z", "=1"),
        (None, "2018-07-01T12:00:00Z", "@"),
    ]
