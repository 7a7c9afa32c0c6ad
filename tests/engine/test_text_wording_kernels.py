"""Wordings are written by the tables given, and texts recognised by both of their hashes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.texts_by_hand import forms_of
from unisono.engine.text_forms import AFTER_BOUNDARY, SHORT, hash_twice, look_up, write_wordings

SPELLED = np.arange(0x3000, dtype=np.int32)
SPELLED[[ord("A"), ord("!"), ord("~")]] = [ord("a"), 0, -1]
RANKS = np.zeros(0x3000, np.uint8)
RANKS[[0x323, 0x301]] = [220, 230]
KINDS = np.zeros(0x3000, np.uint8)
KINDS[ord(" ")] = 4
KINDS[ord("ж")] = 8
BEGINS = np.array([5, SHORT, *b"t.co/", 5, 0, *b"http:", 4, AFTER_BOUNDARY, *b"www."], np.int32)
SEEDS = np.array([3, 4], np.uint64)


def written(*texts: str) -> list[str | None]:
    wordings, unusual = write_wordings(forms_of(*texts), SPELLED, RANKS, KINDS, BEGINS)
    return [None if odd else text for text, odd in zip(wordings.to_series().to_list(), unusual.tolist(), strict=True)]


def test_characters_become_what_the_table_says_and_the_unusual_are_left_to_others() -> None:
    assert written("A~Ab", "", "no!", "\u4e00", "ß") == ["aab", "", None, None, "ss"]


def test_links_and_mentions_become_spaces_of_which_one_stays() -> None:
    assert written("see http:x/y  @ann.b now", "@ann", "xhttp:y") == ["see now", "", "x"]


def test_a_link_ends_before_a_foreign_letter_unless_that_opens_a_part() -> None:
    assert written("http://a.b/cж d", "http://a.b/c/жж d", "http://жa.b/=ж d", "www.жc d") == ["ж d", "d", "d", "d"]
    assert written("t.co/a-жж", "t.co/ж", "http://a.b/c##ж", "http://a.b#c# d") == ["жж", "ж", "##ж", "# d"]


def test_a_beginning_that_needs_a_boundary_is_none_inside_a_word() -> None:
    assert written("awww.b c", "a www.b c") == ["awww.b c", "a c"]


def test_a_link_ends_the_mention_it_stands_in() -> None:
    assert written("a @b.http:c d", "a @b.www.c d", "a @b.c- d") == ["a . d", "a . d", "a - d"]


def test_what_stands_at_the_edges_is_dropped() -> None:
    assert written(" :- a - b |,; —") == ["a - b"]


def test_marks_in_another_order_than_their_ranks_are_unusual() -> None:
    assert written("a\u0323\u0301", "a\u0301\u0323", "a\u0301a\u0323") == ["a\u0323\u0301", None, "a\u0301a\u0323"]


@given(st.lists(st.text(max_size=6), max_size=9), st.lists(st.text(max_size=6), max_size=9))
def test_texts_are_found_among_those_known(known: list[str], asked: list[str]) -> None:
    distinct = list(dict.fromkeys(known))
    numbers = np.arange(10, 10 + len(distinct), dtype=np.int32)
    found = look_up(hash_twice(forms_of(*asked), SEEDS), hash_twice(forms_of(*distinct), SEEDS), numbers)
    assert found.tolist() == [10 + distinct.index(text) if text in distinct else -2 for text in asked]


def test_one_equal_hash_is_not_enough() -> None:
    known = np.array([[1, 2]], np.uint64)
    asked = np.array([[1, 3], [3, 2], [1, 2]], np.uint64)
    assert look_up(asked, known, np.array([5], np.int32)).tolist() == [-2, -2, 5]
