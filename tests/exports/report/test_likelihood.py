"""Likelihood words come from one table; confidence is graded by what holds it down."""

import pytest

from unisono.exports.report.likelihood import LIKELIHOOD_RANGES, Grounds, confidence_in, fit_word, likelihood_of
from unisono.model.findings import LIKELIHOOD

SOUND = Grounds(twin_networks=0, stability=0.95, layers=3, objects=40, best_fit=0.2)


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


def test_nothing_against_it_means_high_confidence() -> None:
    assert confidence_in(SOUND) == ("high", [])


@pytest.mark.parametrize(
    ("grounds", "word"),
    [
        (Grounds(None, 0.95, 3, 40, 0.2), "moderate"),
        (Grounds(2, 0.95, 3, 40, 0.2), "moderate"),
        (Grounds(0, 0.5, 1, 4, 0.9), "low"),
        (Grounds(0, None, 3, 40, None, minute_times=True), "moderate"),
    ],
)
def test_each_weakness_is_named_and_lowers_confidence(grounds: Grounds, word: str) -> None:
    found, reasons = confidence_in(grounds)
    assert found == word
    assert reasons
