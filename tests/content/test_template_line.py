"""The line of a template reads like the text: usual capitals, signs and spaces, slots in brackets."""

from collections import Counter

from unisono.content.template_line import Filler, Look, Slot, look_of, usual, write_line
from unisono.content.templates import template_of
from unisono.content.text_words import words_of


def slot(kind: str, *fillers: tuple[str, int]) -> Slot:
    """Return a slot with these fillers and posts."""
    listed = tuple(Filler(text, 1, posts) for text, posts in fillers)
    return Slot(0, kind, listed, len(listed))


def line_of(*slots: Slot) -> str:
    """Return a line that is slots only."""
    return write_line([(Look("", "", "", True), one) for one in slots])


def test_two_fillers_are_shown_and_a_third_if_it_is_the_last() -> None:
    assert line_of(slot("words", ("a", 3), ("", 2))) == "⟨a 3 · (nothing) 2⟩"
    assert line_of(slot("words", ("a", 3), ("b", 2), ("c", 1))) == "⟨a 3 · b 2 · c 1⟩"
    assert line_of(slot("words", ("a", 1_300), ("b", 2), ("c", 1), ("d", 1))) == "⟨a 1,300 · b 2 · 2 more⟩"


def test_numbers_stand_without_counts_and_other_kinds_by_name() -> None:
    assert line_of(slot("number", ("20", 3), ("15", 2)), slot("link", ("https://a.example", 1))) == "⟨20 · 15⟩ ⟨link⟩"
    assert line_of(slot("tag", ("#a", 1)), slot("mention", ("@a", 1))) == "⟨#tag⟩ ⟨mention⟩"


def test_long_fillers_are_cut() -> None:
    assert line_of(slot("words", ("long " * 20, 1))) == "⟨long long long long long long long long… 1⟩"


def test_a_place_looks_as_it_does_in_most_posts() -> None:
    split = [words_of("So, (Well) — yes"), words_of("so well, yes")]
    reach = [(1, 2), (1, 2)]
    assert look_of(split, reach, [3, 1]) == Look("(", "Well", ") —", True)
    assert look_of(split, reach, [1, 3]) == Look("", "well", ",", True)
    assert look_of(split, [(1, 1), (1, 1)], [1, 3]).words == ""


def test_a_slot_at_the_beginning_that_is_mostly_empty_keeps_its_space() -> None:
    assert template_of(["I was here", "I was here!", "so I was here"]).line == "⟨(nothing) 2 · so 1⟩ I was here"


def test_of_equally_usual_forms_the_first_in_the_alphabet_is_taken() -> None:
    assert usual(Counter({"b": 2, "a": 2, "c": 1})) == "a"


def test_no_sign_of_a_text_in_one_wording_is_lost() -> None:
    for text in ("{{ 7*7 }} {% raw %} the", "(((a))) -- “b”, {{{{ c }}}}", "so be it 😡😡😡😡😡😡 !", "** a", "no 💧"):
        assert template_of([text]).line == text


def test_where_very_many_signs_are_cut_the_line_says_so() -> None:
    assert template_of(["=" * 90 + "a" + "!" * 90]).line == "…" + "=" * 60 + "a" + "!" * 60 + "…"
