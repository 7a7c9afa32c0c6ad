"""Fixed words are those that nine in ten texts have, and gaps that hardly any text fills are closed."""

import numpy as np

from unisono.content.fixed_words import MOST_ALIGNED, choose_fixed, choose_fixed_of_most, choose_open, gap_sizes
from unisono.content.text_words import words_of


def fixed(*texts: str) -> str:
    """Return the fixed words of texts as a sentence."""
    return " ".join(choose_fixed([words_of(text) for text in texts]))


def test_words_that_all_texts_have_are_fixed() -> None:
    assert fixed("we met a nurse today", "we met a baker today") == "we met a today"
    assert fixed("one", "two") == ""
    assert fixed() == ""


def test_one_text_in_ten_may_lack_a_word() -> None:
    texts = [f"we met the {job} in town today" for job in "abcdefghi"]
    assert fixed(*texts, "we met a nurse in town") == "we met the in town today"
    assert fixed(*texts, "we met a nurse in town", "we met a judge in town") == "we met in town"


def test_the_sample_of_many_texts_is_any_of_them() -> None:
    texts = [f"we met number x{number} in town today" for number in range(10 * MOST_ALIGNED)]
    assert fixed(*texts) == fixed(*texts[::-1]) == "we met number in town today"


def test_gaps_are_the_words_between_anchors() -> None:
    places = np.array([[1, 2, 5]], dtype=np.int32)
    assert gap_sizes(places, np.array([7], dtype=np.int32)).tolist() == [[1, 0, 2, 1]]


def test_a_gap_that_one_text_in_a_hundred_fills_is_closed() -> None:
    gaps = np.zeros((100, 3), dtype=np.int32)
    gaps[0, 0], gaps[:50, 1] = 2, 1
    assert choose_open(gaps).tolist() == [False, True, False]
    assert choose_open(gaps[:10]).tolist() == [True, True, False]


def fixed_of_most(*counted: tuple[str, int]) -> str:
    """Return the words of the largest part of posts as a sentence."""
    return " ".join(choose_fixed_of_most([words_of(text) for text, _ in counted], [posts for _, posts in counted]))


def test_the_largest_part_is_that_with_most_words_in_most_posts() -> None:
    copies = [("we met in the old town today", 6), ("w e m e t", 2), ("today in the old town we met", 2)]
    assert fixed_of_most(*copies) == "we met in the old town today"
    assert fixed_of_most(*copies, ("we met in the old", 20)) == "we met in the old"
    assert fixed_of_most(("one two", 1), ("three", 2)) == "three"
    assert fixed_of_most(("!", 3)) == fixed_of_most() == ""


def test_of_copies_and_their_re_ordered_copy_the_copies_are_typical() -> None:
    assert fixed_of_most(("the end is near my friends", 5), ("my friends the end is near", 1)).startswith("the end")
