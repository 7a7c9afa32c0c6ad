"""Texts are aligned with a pattern so that as many words as possible are found in order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.aligning import NOTHING, align, align_words, as_table

ROWS = st.lists(st.integers(0, 4), max_size=9)


def longest(pattern: list[int], text: list[int]) -> int:
    """Return the length of the longest common subsequence, by its definition."""
    if not pattern or not text:
        return 0
    if pattern[0] == text[0]:
        return 1 + longest(pattern[1:], text[1:])
    return max(longest(pattern[1:], text), longest(pattern, text[1:]))


def places_of(pattern: list[int], texts: list[list[int]], joined: int = 0) -> list[list[int]]:
    """Return the alignment as lists, every word worth a hundred."""
    worth = np.full(len(pattern), 100, dtype=np.int32)
    return align(np.array(pattern, dtype=np.int32), as_table(texts), worth, joined).tolist()


@given(ROWS, st.lists(ROWS, min_size=1, max_size=4), st.integers(0, 9))
def test_as_many_words_as_possible_are_found_in_order(pattern: list[int], texts: list[list[int]], joined: int) -> None:
    for own, places in zip(texts, places_of(pattern, texts, joined), strict=True):
        found = [(number, place) for number, place in enumerate(places) if place != NOTHING]
        assert all(pattern[number] == own[place] for number, place in found)
        assert [place for _, place in found] == sorted({place for _, place in found})
        assert len(found) == longest(pattern, own)


def test_neighbours_are_preferred_to_words_far_apart() -> None:
    assert places_of([1, 2, 3], [[1, 0, 1, 2, 3]], joined=1) == [[2, 3, 4]]
    assert places_of([1, 2], [[1, 0, 2, 0, 1, 2]], joined=1) == [[4, 5]]


def test_nothing_is_aligned_with_nothing() -> None:
    assert places_of([1], [[]]) == [[NOTHING]]
    assert places_of([], [[1, 2]]) == [[]]
    assert align(np.array([1], dtype=np.int32), as_table([]), np.array([1], dtype=np.int32), 0).shape == (0, 1)


def test_words_are_aligned_by_what_they_are_and_strange_ones_stand_nowhere() -> None:
    texts = [["the", "old", "pier"], ["a", "pier", "the"], []]
    assert align_words(["the", "pier"], texts, [5, 9], 0).tolist() == [[0, 2], [NOTHING, 1], [NOTHING, NOTHING]]
