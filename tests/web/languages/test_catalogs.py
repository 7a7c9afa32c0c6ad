"""Every word of the interface is there in every language, with the same places for values."""

import re

import pytest
from babel.messages.catalog import Message

from tests.web.languages.catalogs import TRANSLATED, catalog_of, messages, words_of_the_interface

ADVICE = "Run: python -m tests.web.languages.catalogs, and translate what is empty in src/unisono/web/languages."
_place = re.compile(r"%\((\w+)\)[sd]|%%|\{(\w+)\}")


def texts(words: str | tuple[str, ...] | list[str]) -> list[str]:
    """Return one text or both forms of a plural."""
    return [words] if isinstance(words, str) else list(words)


def places(text: str) -> set[str]:
    """Return the places for values."""
    return {found.group(0) for found in _place.finditer(text)}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_of_the_interface_is_translated(language: str) -> None:
    known = {message.id: message.string for message in messages(catalog_of(language))}
    missing = [
        f"{words!r} ({where[0]})"
        for words, where in words_of_the_interface().items()
        if not all(texts(known.get(words, "")))
    ]
    assert not missing, f"{ADVICE}\n" + "\n".join(missing)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_catalog_has_words_that_no_page_says(language: str) -> None:
    unused = [message.id for message in messages(catalog_of(language)) if message.id not in words_of_the_interface()]
    assert not unused, f"{ADVICE}\n{unused}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_same_places_for_values(language: str) -> None:
    wrong = [message.id for message in messages(catalog_of(language)) if not fits(message)]
    assert not wrong


def fits(message: Message) -> bool:
    """Say whether a translation has the places of its words; one form of a plural may leave the count out."""
    wanted = set().union(*map(places, texts(message.id)))
    return all(places(text) <= wanted for text in texts(message.string)) and (
        set().union(*map(places, texts(message.string))) == wanted
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_hold_no_markup_and_nothing_hidden(language: str) -> None:
    held = [text for message in messages(catalog_of(language)) for text in texts(message.string)]
    assert not [text for text in held if re.search("[<>\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text)]


def test_templates_and_code_say_what_is_collected() -> None:
    said = words_of_the_interface()
    assert "Sign in" in said and ("%(count)s day", "%(count)s days") in said
