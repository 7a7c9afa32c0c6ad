"""Cells are read as the lists, counts, flags and ids that they were before a tool wrote them as text."""

import json
import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.tables.cells import (
    blank_nothing,
    drop_damaged_ids,
    first_known,
    read_counts,
    read_each_once,
    read_flags,
    read_ids,
    read_lists,
    read_names,
)

WORD = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("[a, b]", ["a", "b"]),
        ("['a', 'b, c']", ["a", "b, c"]),
        ('["a", "b, c"]', ["a", "b, c"]),
        ("a b", ["a", "b"]),
        ("a, b;c|d", ["a", "b", "c", "d"]),
        ("[]", []),
        ("", None),
        ("absent", None),
        ("[901, 902]", ["901", "902"]),
        ("https://example.com/a,b https://example.org/", ["https://example.com/a,b", "https://example.org/"]),
        ("[https://example.com/a, https://example.org/]", ["https://example.com/a", "https://example.org/"]),
        ("[{'url': 'https://t.co/x', 'expanded_url': 'https://example.com'}]", ["https://example.com"]),
        ('[{"tag": "tea"}, {"tag": "cup"}]', ["tea", "cup"]),
        ("['it''s broken]", ["it''s broken"]),
    ],
)
def test_a_list_is_read_in_each_spelling(written: str, items: list[str] | None) -> None:
    assert read_lists(pl.Series([written, None])).to_list() == [items, None]


@given(st.lists(st.lists(WORD, max_size=4), min_size=1, max_size=6))
def test_lists_written_by_json_python_and_joining_come_back(lists: list[list[str]]) -> None:
    assert read_lists(pl.Series([json.dumps(each) for each in lists])).to_list() == lists
    assert read_lists(pl.Series([str(each) for each in lists])).to_list() == lists
    assert read_lists(pl.Series(lists, dtype=pl.List(pl.String))).to_list() == lists
    filled = [each for each in lists if each and not {word.casefold() for word in each} & {"nan", "none", "na", "nil"}]
    assert read_lists(pl.Series([" ".join(each) for each in filled], dtype=pl.String)).to_list() == filled


def test_counts_are_whole_numbers_in_any_spelling() -> None:
    written = pl.Series(["7", "1,972,048", "12.0", "1 234", "1.5e3", "N/A", "", None])
    assert read_counts(written).to_list() == [7, 1972048, 12, 1234, 1500, None, None, None]
    assert read_counts(pl.Series([1.0, None, float("nan")])).to_list() == [1, None, None]


def test_flags_are_true_false_or_unknown() -> None:
    assert read_flags(pl.Series(["True", "0", "sí", "maybe", None])).to_list() == [True, False, True, None, None]
    assert read_flags(pl.Series([True, None])).to_list() == [True, None]


def test_words_for_nothing_are_nothing() -> None:
    assert blank_nothing(pl.Series(["NaN", " absent ", "x", ""])).to_list() == [None, None, "x", None]
    assert read_names(pl.Series(["null", " ann ", " "])).to_list() == ["null", "ann", None]


def test_an_id_loses_the_decimal_that_a_float_gave_it_while_it_is_exact() -> None:
    ids = read_ids(pl.Series(["123.0", "901656910939770881.0", "9.06E+17", "nan"]))
    assert ids.to_list() == ["123", "901656910939770881.0", "9.06E+17", None]
    assert read_ids(pl.Series([123.0, None])).to_list() == ["123", None]
    assert read_ids(pl.Series([901656910939770881])).to_list() == ["901656910939770881"]


def test_destroyed_ids_are_dropped_and_names_that_look_like_numbers_are_not() -> None:
    ids = pl.Series(["9.06E+17", "901656910939770881.0", "901656910939770881", "1234e567", "12e4", None])
    assert drop_damaged_ids(ids).to_list() == [None, None, "901656910939770881", "1234e567", "12e4", None]


def test_the_first_known_value_of_a_row_is_taken() -> None:
    assert first_known([pl.Series([None, "b"]), pl.Series(["a", "c"])]).to_list() == ["a", "b"]


def plain_items(cell: str | None) -> list[str] | None:
    return None if cell is None else [item for part in cell.split("|") for item in part.split(",") if item]


def test_cells_that_repeat_are_read_as_each_by_itself() -> None:
    chance = random.Random(3)
    for kinds in (2, 40):
        cells = [None, *(",".join(chance.choices("abc", k=2)) + f"|{chance.randrange(kinds)}" for _ in range(60))]
        read = read_each_once(pl.Series("tags", cells), read_lists)
        assert (read.name, read.to_list()) == ("tags", [plain_items(cell) for cell in cells])
    assert read_each_once(pl.Series("tags", [["a"], None]), read_lists).to_list() == [["a"], None]


def test_ids_are_kept_where_few_of_many_end_in_zeros_and_dropped_where_many_do() -> None:
    whole = [str(10**17 + 7 * number) for number in range(3_000)]
    rounded = [f"{number}000" for number in range(10**15, 10**15 + 4)]
    assert drop_damaged_ids(pl.Series([*rounded, *whole])).null_count() == 0
    assert drop_damaged_ids(pl.Series([*whole, *rounded, *whole[:50]])).null_count() == 0
    assert drop_damaged_ids(pl.Series([*rounded, *whole[1:15]])).null_count() == 4
    # The first ids are of a few posts only, the others show that there are enough.
    assert drop_damaged_ids(pl.Series([*rounded, *whole[:2] * 400, *whole])).null_count() == 0
