"""Reading items from texts and shuffling, by hand."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.engine.mixes import read_items
from unisono.engine.text_forms import lay_out

LETTERS = str.maketrans("012345", "aeknrt")
SLOTS = 1 << 16


def items_of(*texts: str, most: int = 60) -> list[list[int]]:
    start, items = read_items(lay_out(pl.Series(texts, dtype=pl.String)), SLOTS, most)
    return [items[start[row] : start[row + 1]].tolist() for row in range(len(texts))]


def kinds_of(text: str) -> list[int]:
    return [item // SLOTS for item in items_of(text)[0]]


def test_words_are_the_same_in_any_case_and_between_any_signs() -> None:
    one, two, three = items_of("Hello, Мир! Ωμέγα", "hello мир ωμέγα", "(HELLO) «МИР» Ωμέγα…")
    assert one == two == three
    assert len(one) == 3


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("one at by", [0]),
        ("#tag word @name", [1, 0]),
        ("#Tag#other", [1, 1]),
        ("&#39; &amp;", [0]),
        ("see https://www.example.org/path?q=word#part now", [0, 2, 0]),
        ("http://example.org", [2]),
        ("北の港へ", [0, 0, 0]),
        ("🙂 👍🏽", []),
        ("", []),
        ("note: this", [0, 0]),
        ("ＴＡＧ ＃タグ", [0, 1]),
    ],
)
def test_words_tags_and_hosts_are_told_apart(text: str, kinds: list[int]) -> None:
    assert kinds_of(text) == kinds


def test_a_host_is_the_same_with_www_in_capitals_and_with_any_path() -> None:
    one, two, three = items_of("https://www.Example.org/a", "http://example.org:80", "https://example.org?x")
    assert one == two == three
    assert items_of("https://example.org")[0] != items_of("https://example.com")[0]


def test_no_more_items_are_read_than_asked_for() -> None:
    assert len(items_of("word " * 100, most=7)[0]) == 7


@given(st.lists(st.text(max_size=60), max_size=8))
def test_texts_are_read_each_by_itself(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    together = items_of(*texts)
    assert together == [items_of(text)[0] for text in texts]
    assert all(0 <= item < 3 * SLOTS for own in together for item in own)


def test_slots_of_many_words_are_spread_evenly() -> None:
    words = items_of(*("word" + np.base_repr(number, 6).translate(LETTERS) for number in range(5_000)))
    slots = np.array([own[0] for own in words])
    assert len(np.unique(slots)) > 4_700  # 4,813 on average if random


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Day 9 of asking", "Day 1000 of asking"),
        ("the 9th day", "the 1000th day"),
        ("covid9 photo7b.jpg", "covid19 photo1234b.jpg"),
        ("2020-04-09", "7"),
        ("3_14 of them", "7 of them"),
        ("اليوم ٩ من الطلب", "اليوم ١٠٠ من الطلب"),
        ("दिन ९ की माँग", "दिन १०० की माँग"),
        ("第9天", "第１００天"),
        ("วันที่ ๙ ของเดือน", "วันที่ ๑๐๐ ของเดือน"),
    ],
)
def test_numbers_are_no_words_and_their_length_changes_none(first: str, second: str) -> None:
    one, other = items_of(first, second)
    assert one == other


def test_a_tag_keeps_its_digits_and_a_number_is_no_tag() -> None:
    vote, later, number = items_of("#vote2016", "#vote2020", "#2016")
    assert vote != later
    assert (len(vote), len(later), number) == (1, 1, [])
