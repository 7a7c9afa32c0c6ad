"""Cells of 4CAT's tables and what the whole file says."""

import polars as pl

from unisono.importers.fourcat_fields.layout import (
    Look,
    blank_short,
    cells,
    chosen,
    listed,
    one_kind,
    texts,
    title_and_text,
)

FRAME = pl.DataFrame({"a": [" x ", "N/A", None], "subject": ["T", None, " "], "body": ["b", "b", None]})


def test_cells_are_trimmed_and_nothing_is_null() -> None:
    assert cells(FRAME, "absent", "a").to_list() == ["x", None, None]
    assert cells(FRAME, "absent").to_list() == [None] * 3
    assert texts(FRAME, "a").to_list() == [" x ", "N/A", None]
    assert texts(FRAME, "absent").to_list() == [None] * 3


def test_a_title_stands_above_its_text() -> None:
    assert title_and_text(FRAME).to_list() == ["T\nb", "b", None]


def test_names_are_looked_up_and_unknown_ones_are_null() -> None:
    look = Look(pl.DataFrame({"name": ["ann"], "meaning": ["7"]}))
    assert look.of(pl.Series(["bo", "ann", None], dtype=pl.String)).to_list() == [None, "7", None]
    assert Look().of(pl.Series(["ann"])).to_list() == [None]


def test_expressions_and_cells_become_fields() -> None:
    made = chosen(one=pl.lit(FRAME["body"]).fill_null("?"), two=FRAME["a"])
    assert {name: found.to_list() for name, found in made.items()} == {
        "one": ["b", "b", "?"],
        "two": [" x ", "N/A", None],
    }
    assert one_kind("reply", 2).to_list() == ["reply"] * 2
    assert listed(pl.Series(["a b", None])).to_list() == ["a b,", None]


def test_words_for_nothing_are_nulls_in_columns_of_short_and_of_long_cells() -> None:
    few = ["no", "NaN", "", None, "absent", "no"]
    for written in (few * 4, [*few, *(f"https://a.example/{number}" for number in range(30))]):
        told = [None if cell in ("NaN", "", "absent") else cell for cell in written]
        assert blank_short(pl.Series("cells", written)).to_list() == told
