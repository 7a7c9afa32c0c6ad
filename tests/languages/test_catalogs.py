"""The catalogs of what reports and computed sentences say are complete, and agree about slots."""

import re

import pytest

from unisono.languages import LANGUAGES, USUAL, require_language
from unisono.languages.catalogs import read_catalog, translations
from unisono.languages.patterns import slot_names
from unisono.model.errors import UsageError

TRANSLATED = tuple(language for language in LANGUAGES if language != USUAL)
FORBIDDEN = {"de": r"\b(?:Bots?|Täter|schuldig)\b", "es": r"\b(?:bots?|culpables?)\b"}


def told(language: str) -> dict[str, str]:
    """Return every English sentence of the catalog with what it is in a language."""
    return {one.id: one.string for one in read_catalog("unisono.languages", "told", language) if one.id}


def test_every_sentence_is_there_in_every_language() -> None:
    assert set(told("de")) == set(told("es")) and len(told("de")) > 1000
    assert [sentence for language in TRANSLATED for sentence, words in told(language).items() if not words] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_slots_of_their_sentence_and_no_others(language: str) -> None:
    wrong = [sentence for sentence, words in told(language).items() if slot_names(sentence) != slot_names(words)]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_marks_of_elements(language: str) -> None:
    marks = re.compile(r"⟦\d+⟧")
    assert [one for one, words in told(language).items() if marks.findall(one) != marks.findall(words)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_hold_no_markup_and_nothing_hidden(language: str) -> None:
    hidden = re.compile("<[a-z/]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
    assert [words for words in told(language).values() if hidden.search(words)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_speak_of_behaviour_and_never_of_guilt(language: str) -> None:
    assert [words for words in told(language).values() if re.search(FORBIDDEN[language], words)] == []


def test_a_language_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    assert [require_language(language) for language in LANGUAGES] == ["en", "de", "es"]
    with pytest.raises(UsageError, match=r"en, de, es.*--lang en"):
        require_language("fr")


def test_english_needs_no_catalog() -> None:
    assert translations("unisono.web", "languages", "en").gettext("Sign in") == "Sign in"
    assert translations("unisono.web", "languages", "de").gettext("Sign in") == "Anmelden"
