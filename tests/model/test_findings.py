"""A finding has one name for ever, and one word for how likely it is."""

from pathlib import Path

import pytest

from unisono.detectors import DETECTORS
from unisono.model.findings import (
    EXPECTATION_BASES,
    LIKELIHOOD,
    MEANINGS,
    chance_words,
    finding_id,
    likelihood_opening,
    likelihood_ranges,
    likelihood_word,
)

CONCEPTS = Path(__file__).parents[2] / "docs" / "concepts" / "chance.md"


def test_the_same_claim_has_the_same_id() -> None:
    claim = ("co_action", "account", "twitter:1", "partners")
    assert finding_id(*claim) == finding_id(*claim) == "f-1a65ad722698"


def test_every_part_of_a_claim_counts_and_none_runs_into_the_next() -> None:
    claims = [
        ("a", "b", "c", "d"),
        ("ab", "", "c", "d"),
        ("a", "bc", "", "d"),
        ("a", "b", "cd", ""),
        ("", "a", "b", "cd"),
    ]
    assert len({finding_id(*claim) for claim in claims}) == len(claims)


def test_any_name_gives_an_id() -> None:
    for name in ("حساب", "統一", "", "\ud800"):
        assert finding_id("co_action", "account", name, "partners").startswith("f-")


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.0, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.5, "roughly even chance"),
        (0.55, "likely"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_a_probability_has_a_word(probability: float, word: str) -> None:
    assert likelihood_word(probability) == word


def test_a_number_that_nobody_measured_is_told_as_what_it_is() -> None:
    words = {basis: chance_words(0.5, basis) for basis in (*EXPECTATION_BASES, None)}
    assert words["measured"] == words[None] == "chance gives 0.5"
    assert "chance is taken to give 0.5 at most" in words["assumed"]
    assert "assumed, not measured" in words["assumed"]
    assert "on other objects" in words["borrowed"]
    assert chance_words(6.7, "measured", about="about ") == "chance gives about 6.7"


def test_every_kind_of_subject_says_what_its_numbers_mean_and_the_page_says_the_same() -> None:
    assert set(MEANINGS) == {(detector.name, kind) for detector in DETECTORS for kind in detector.subject_kinds}
    page = " ".join(CONCEPTS.read_text(encoding="utf-8").split())
    for kind, meaning in MEANINGS.items():
        for said in (meaning.value, meaning.expected, meaning.p, meaning.q):
            assert said in page, kind


def test_the_bounds_ascend_and_cover_everything() -> None:
    bounds = [bound for bound, _ in LIKELIHOOD]
    assert bounds == sorted(bounds)
    assert bounds[-1] > 1.0


def test_ranges_are_those_of_the_published_table() -> None:
    assert likelihood_ranges() == {
        "almost no chance": "1 to 5 %",
        "very unlikely": "5 to 20 %",
        "unlikely": "20 to 45 %",
        "roughly even chance": "45 to 55 %",
        "likely": "55 to 80 %",
        "very likely": "80 to 95 %",
        "almost certain": "95 to 99 %",
    }


@pytest.mark.parametrize(
    ("word", "opening"),
    [
        ("almost no chance", "There is almost no chance"),
        ("roughly even chance", "There is a roughly even chance"),
        ("very unlikely", "It is very unlikely"),
    ],
)
def test_a_word_of_likelihood_opens_a_sentence(word: str, opening: str) -> None:
    assert likelihood_opening(word) == opening
