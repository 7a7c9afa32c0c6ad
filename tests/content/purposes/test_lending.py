"""Tests of purposes that hashtags lend."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.purposes.lending import lend_by_tags

POLITICAL, UNKNOWN = [0.0, 1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 1.0]
FAN = [0.0, 0.0, 0.0, 1.0, 0.0]


def lent(rows: list[tuple[str | None, list[float], int]]) -> tuple[NDArray[np.float64], list[str | None]]:
    texts = pl.Series([text for text, _, _ in rows], dtype=pl.String)
    shares, by = lend_by_tags(texts, np.array([row for _, row, _ in rows]), np.array([posts for _, _, posts in rows]))
    return shares, by.to_list()


def test_a_post_in_which_nothing_was_recognised_is_for_what_its_tag_is_for() -> None:
    shares, by = lent([("vote #Dawn", POLITICAL, 30), ("good morning #dawn", UNKNOWN, 200), ("bread", UNKNOWN, 5)])
    assert shares.tolist() == [POLITICAL, POLITICAL, UNKNOWN]
    assert by == [None, "dawn", None]


def test_a_tag_of_few_recognised_posts_lends_nothing() -> None:
    assert lent([("vote #dawn", POLITICAL, 19), ("good morning #dawn", UNKNOWN, 20)])[1] == [None, None]
    assert lent([("vote #dawn", POLITICAL, 20), ("good morning #dawn", UNKNOWN, 181)])[1] == [None, None]


def test_a_tag_whose_posts_are_for_different_things_lends_nothing() -> None:
    mixed = [("vote #dawn", POLITICAL, 79), ("album #dawn", FAN, 21), ("good morning #dawn", UNKNOWN, 20)]
    assert lent(mixed)[1] == [None, None, None]
    mixed[0] = ("vote #dawn", POLITICAL, 84)
    assert lent(mixed)[1] == [None, None, "dawn"]


def test_of_two_tags_the_one_with_more_recognised_posts_lends() -> None:
    rows = [("vote #a", POLITICAL, 30), ("album #b", FAN, 40), ("#a #b morning", UNKNOWN, 10), (None, UNKNOWN, 1)]
    shares, by = lent(rows)
    assert by == [None, None, "b", None]
    assert shares[2].tolist() == FAN


def test_the_order_of_texts_makes_no_difference() -> None:
    rows = [(f"vote #t{number % 3}", POLITICAL, 25) for number in range(3)]
    rows += [(f"morning {number} #t{number % 3} #t{(number + 1) % 3}", UNKNOWN, 5) for number in range(9)]
    forwards, backwards = lent(rows), lent(rows[::-1])
    assert forwards[1] == backwards[1][::-1]
    assert forwards[0].tolist() == backwards[0][::-1].tolist()
