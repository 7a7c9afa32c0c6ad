"""Computed sentences in other languages, and texts that nobody's catalog knows."""

import pytest

from unisono.languages import telling
from unisono.languages.telling import MOST_LETTERS
from unisono.model.findings import LIKELIHOOD, likelihood_opening, likelihood_ranges

ACTED = "12 accounts acted together more often than chance gives: 1,204 posts on 1 common object (repost, link)."


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "de",
            "12 Konten handelten öfter gemeinsam, als der Zufall ergibt: 1.204 Beiträge an 1 gemeinsamen Objekt "
            "(Repost, Link).",
        ),
        (
            "es",
            "12 cuentas actuaron juntas más a menudo de lo que da el azar: 1.204 publicaciones sobre 1 objeto común "
            "(republicación, enlace).",
        ),
        ("en", ACTED),
    ],
)
def test_a_computed_sentence_is_told_with_its_numbers_and_kinds(language: str, told: str) -> None:
    assert telling(language)(ACTED) == told


def test_sentences_in_a_row_and_things_in_a_list_are_told_one_by_one() -> None:
    tell = telling("de")
    assert tell("Zero is the goal. Distance has no unit.") == "Null ist das Ziel. Abstände haben keine Einheit."
    assert tell("Greek 49\u202f%, English 1.5\u202f%, 2 others 2\u202f% together") == (
        "Griechisch 49\u202f%, Englisch 1,5\u202f%, 2 andere zusammen 2\u202f%"
    )


@pytest.mark.parametrize(
    "text", ["Nobody wrote this sentence", "Zero is the goal. Kill them", "", "x" * MOST_LETTERS * 2]
)
def test_what_no_catalog_knows_is_not_told_at_all(text: str) -> None:
    assert telling("de")(text) is None


@pytest.mark.parametrize("name", ["@ann", "#vote", "hxxps://a[.]example/b", "account-0123456789"])
def test_handles_tags_and_addresses_are_the_same_in_every_language(name: str) -> None:
    assert telling("es")(name) == name


def test_names_in_a_sentence_stay_letter_by_letter() -> None:
    target = "Xiesal Y., network 1"
    assert telling("de")("Ranks of watchlist Vote & <b>win</b>") == "Ränge der Beobachtungsliste Vote & <b>win</b>"
    assert telling("de")(f"Hours of {target}") == f"Stunden von {target}"


@pytest.mark.parametrize("language", ["de", "es"])
def test_every_word_of_likelihood_is_told_with_its_range_beside_it(language: str) -> None:
    tell = telling(language)
    words = [tell(word) for _, word in LIKELIHOOD]
    assert None not in words and len(set(words)) == len(words)
    for word, span in likelihood_ranges().items():
        said = tell(
            f"{likelihood_opening(word)} that the accounts of network 3 acted together more often than chance allows "
            f"({span})."
        )
        low, _, high = span.removesuffix(" %").partition(" to ")
        assert said is not None and {"3", low, high} <= set(said.replace("(", " ").split())
