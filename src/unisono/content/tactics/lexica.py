"""The phrases of the four tactics, from one file for each language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from unisono.content.phrases import Phrase

LANGUAGES = ("ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "pl", "pt", "ru", "tr", "uk", "zh")
"""Languages that have phrases: lexica/<code>.toml."""

TACTICS: Mapping[str, str] = {
    "dismiss": "Does it turn on whoever says something, instead of on what is said?",
    "distort": "Does it say that what happened was really something else, or never was?",
    "distract": "Does it turn to something else that others did?",
    "dismay": "Does it warn of what will come over those who go on?",
}
"""The four (Nimmo 2015), and what each asks of whoever codes a post."""


@cache
def tactic_phrases() -> tuple[Phrase, ...]:
    """Return the phrases of all languages; they are read once."""
    return tuple(phrase for language in LANGUAGES for phrase in read_phrases(_document(language)))


def read_phrases(document: Mapping[str, Any]) -> list[Phrase]:  # Any: a TOML document
    """Return the phrases that a document lists; lexica/README.md explains its lines."""
    return [Phrase(words, document["language"], tactic) for tactic in TACTICS for words in document[tactic].split("|")]


def _document(language: str) -> dict[str, Any]:  # Any: a TOML document
    file = files("unisono.content.tactics") / "lexica" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
