"""Likelihood words come from one table, and so do words for how well an explanation fits."""

import pytest

from unisono.exports.report.likelihood import LIKELIHOOD_RANGES, fit_word, fits_at_all, likelihood_of
from unisono.model.findings import LIKELIHOOD


@pytest.mark.parametrize(
    ("probability", "word"), [(0.0, "almost no chance"), (0.5, "roughly even chance"), (1.0, "almost certain")]
)
def test_a_probability_has_its_word_and_range(probability: float, word: str) -> None:
    found = likelihood_of(probability)
    assert (found.word, found.range) == (word, LIKELIHOOD_RANGES[word])


def test_every_word_of_the_table_has_a_range() -> None:
    assert [word for _, word in LIKELIHOOD] == list(LIKELIHOOD_RANGES)


@pytest.mark.parametrize(
    ("fit", "word"),
    [
        (0.0, "does not fit"),
        (0.3, "fits a little"),
        (0.6, "fits in part"),
        (1.0, "fits well"),
        (None, "not measured"),
        ("no data", "no data"),
    ],
)
def test_a_fit_is_said_in_words(fit: object, word: str) -> None:
    assert fit_word(fit) == word


def test_an_explanation_fits_from_a_little_on() -> None:
    assert [fits_at_all(fit) for fit in (None, 0.0, 0.19, 0.2, 1, "in words")] == [False] * 3 + [True] * 3
