"""The lexica: what people write in each language when they advertise, campaign, report or follow stars."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from unisono.content.phrases import Phrase

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "hi", "id", "it", "ja", "ko", "pl", "pt", "ru", "tr", "uk", "zh")
"""Languages that have a lexicon: lexica/<code>.toml."""

KINDS = ("commercial", "political", "news", "fan")
"""What a lexicon has phrases for."""

PERSON = "person"
"""Words with which people speak of themselves or to others: no headline has them."""

POINTS: Mapping[str, int] = {"clear": 2, "hint": 1}
"""What a phrase counts: a clear one is enough by itself, of hints it takes two."""


@cache
def purpose_phrases() -> tuple[Phrase, ...]:
    """Return the phrases of all lexica; they are read once, in a twentieth of a second."""
    return tuple(phrase for phrase in _every_phrase() if phrase.kind != PERSON)


@cache
def person_phrases() -> tuple[Phrase, ...]:
    """Return the words with which people speak of themselves or to others, of all languages."""
    return tuple(phrase for phrase in _every_phrase() if phrase.kind == PERSON)


@cache
def _every_phrase() -> tuple[Phrase, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in read_lexicon(_document(language)))


def read_lexicon(document: Mapping[str, Any]) -> list[Phrase]:  # Any: a TOML document
    """Return the phrases that a document lists; lexica/README.md explains its lines."""
    language = document["language"]
    listed = [
        Phrase(words, language, kind, points)
        for kind in KINDS
        for name, points in POINTS.items()
        for words in document[kind][name].split("|")
    ]
    return listed + [Phrase(words, language, PERSON, 0) for words in document[PERSON].split("|")]


def _document(language: str) -> dict[str, Any]:  # Any: a TOML document
    file = files("unisono.content.purposes") / "lexica" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
