"""Cells of tables of tweets."""

import json

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.tweet_tables.tweet_cells import (
    are_encoded,
    begins_as_repost,
    decode_texts,
    load_json,
    read_few_languages,
    read_files,
    read_json_lists,
    read_links,
    read_mentions,
    read_numbers,
    read_tags,
    restore_breaks,
)

texts = st.lists(st.one_of(st.none(), st.lists(st.text(alphabet='aé#ش"\\, ', min_size=1), max_size=3)), max_size=6)


def series(*cells: str | None) -> pl.Series:
    return pl.Series("cells", cells, dtype=pl.String)


@given(lists=texts, odd=st.booleans())
def test_lists_of_texts_are_read_alike_at_once_and_one_by_one(lists: list[list[str] | None], odd: bool) -> None:
    cells = [None if items is None else json.dumps(items, ensure_ascii=odd) for items in lists]
    if odd:
        cells.append('[{"tag": "x"}, 7, null]')
    read = read_json_lists(series(*cells), ("tag",)).to_list()
    assert read[: len(lists)] == [items or None for items in lists]
    assert not odd or read[-1] == ["x"]


def test_the_first_key_that_an_object_has_counts() -> None:
    cells = series('[{"url": "a", "media_key": "3_1"}, {"media_key": "3_2"}]', None, '[{"media_key": 7}]')
    assert read_files(cells, series(None, '["3_9"]', None)).to_list() == [["a", "3_2"], ["3_9"], ["7"]]


def test_tags_mentions_and_links_lose_their_signs_and_a_posts_own_picture_is_no_link() -> None:
    assert read_tags(series('["#شارع", "$GME"]')).to_list() == [["شارع", "GME"]]
    assert read_mentions(series('["@ann"]', '[{"username": "bo", "id": "7"}]')).to_list() == [["ann"], ["7"]]
    told = series('["https://a.example/x,y", "pic.twitter.com/1"]', '[{"url": "u", "media_key": "1"}, {"url": "v"}]')
    assert read_links(told).to_list() == [["https://a.example/x,y"], ["v"]]


def test_a_cell_that_is_no_json_is_read_as_any_list() -> None:
    assert read_tags(series("#a, #b", '["#c"]')).to_list() == [["a", "b"], ["c"]]
    assert load_json("[") is None


def test_written_line_breaks_become_line_breaks() -> None:
    assert restore_breaks(series(r"one\ntwo", None, "three")).to_list() == ["one\ntwo", None, "three"]


def test_cells_written_as_json_are_told_and_decoded() -> None:
    assert are_encoded(series('"1"', None)) and not are_encoded(series('"1"', "2")) and not are_encoded(series(None))
    assert decode_texts(series('"\\u0634\\n"', "[1]", '"', None)).to_list() == ["ش\n", "[1]", '"', None]


@pytest.mark.parametrize(
    ("text", "expected"), [("RT @ann: hi", True), ("RT @ann hi", True), ("RT @", False), (None, False)]
)
def test_a_cut_repost_begins_with_the_name_of_its_author(text: str | None, expected: bool) -> None:
    assert begins_as_repost(series(text, "hello")).to_list() == [expected, False]


def test_ids_and_languages() -> None:
    assert read_numbers(series("12", None)).to_list() == ["12", None]
    assert read_numbers(series("12.0", " 7 ", "nan")).to_list() == ["12", "7", None]
    assert read_few_languages(series("en", "iw", "und", None, "en")).to_list() == ["en", "he", None, None, "en"]
