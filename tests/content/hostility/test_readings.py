"""Readings of a text, and the places that their characters come from."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.hostility.readings import fold_phrase, folded_texts, may_be_disguised, read_text, tags_apart

MASKED = {(5, "i"): ("idiot",)}


def test_disguised_words_have_a_plain_reading() -> None:
    for text in ("1d10t", "i d i o t", "id**t", "idiooot", "i.d.i.o.t"):
        assert "idiot" in [reading.text for reading in read_text(text, MASKED)], text


def test_numbers_and_ordinary_words_stay() -> None:
    assert [reading.text for reading in read_text("In 2019 we met at 5 pm", {})] == ["in 2019 we met at 5 pm"]


@given(st.text(max_size=60))
def test_every_character_of_a_reading_comes_from_a_place_in_the_text(text: str) -> None:
    for reading in read_text(text, MASKED):
        assert len(reading.text) == len(reading.places)
        assert all(0 <= place < len(text) for place in reading.places)
        assert reading.places == sorted(reading.places)


@given(st.text(alphabet="abİıßéñ كیي‌کأـ.1!*@ #dÖЙё", max_size=20))
def test_texts_are_folded_alike_in_a_column_and_one_by_one(text: str) -> None:
    assert folded_texts(pl.Series([text])).item() == read_text(text, {})[0].text
    assert fold_phrase(text) == read_text(text, {})[0].text


def test_tags_are_split_where_a_capital_begins_a_word() -> None:
    column = pl.Series(["#WeKnowYou", "#we_know", "We Know"])
    assert tags_apart(column).to_list() == ["#we know you", "#we know", None]
    assert read_text("#WeKnowYou", {})[1].text == "#we know you"


def test_what_has_another_reading_may_be_disguised() -> None:
    column = pl.Series(
        ["what an 1d10t", "i d i o t", "id**t", "idioooot", "plain words", "see https://t.co/a1b2c3 @a1b"]
    )
    assert may_be_disguised(column).to_list() == [True, True, True, True, False, False]
