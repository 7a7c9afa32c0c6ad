"""Says in another language what the program said in English: whole sentences of a catalog, their slots filled anew."""

import re
from collections.abc import Callable
from functools import cache

from unisono.languages.amounts import told_day, told_language, with_amounts
from unisono.languages.catalogs import LANGUAGES, USUAL, read_catalog
from unisono.languages.patterns import Pattern

MOST_LETTERS = 4_000
"""Longer texts are nobody's sentence."""

MOST_TOGETHER = 5
"""So many parts of a text are looked for as one sentence."""

_end = re.compile(r"(?<=[.!?:;]) (?=\S)")
_letter = re.compile(r"[^\W\d_]")
_separators = (" · ", "; ", ", ")
_own_word = re.compile(
    r"[@#]\S+|\S*(?:://|\[\.\])\S*|(?:account|finding|image|link|mention|post|text|wording)-[0-9a-f]{10}|\S+_\S+"
    r"|[a-z]+:[\d-]+"
)
"""Handles, hashtags, addresses, pseudonyms and settings: one word each, the same in every language."""


class Telling:
    """Tells English texts of the program in one language. It never changes words that it does not know."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._fixed: dict[str, str] = {}
        patterns: list[Pattern] = []
        self._known: dict[str, str | None] = {}
        for message in read_catalog("unisono.languages", "told", language):
            english, told = str(message.id), str(message.string)
            if "{" in english:
                patterns.append(Pattern(english, told))
            elif english:
                self._fixed[english] = told
        patterns.sort(key=lambda pattern: (-pattern.fixed, pattern.english))
        self._patterns = [(pattern.anchor, pattern) for pattern in patterns]

    def tell(self, text: str) -> str | None:
        """Return the text in the language, or None where it is no sentence of the catalog."""
        if not text or len(text) > MOST_LETTERS:
            return None
        if text not in self._known:
            self._known[text] = self._told(text)
        return self._known[text]

    def _told(self, text: str) -> str | None:
        if not _letter.search(text):
            return with_amounts(text, self.language)
        return (
            self._whole(text)
            or told_language(text, self.language)
            or self._without_sign(text)
            or self._in_parts(text)
            or (text if _own_word.fullmatch(text) else None)
        )

    def _whole(self, text: str) -> str | None:
        """Return what stands in the catalog as it is, or with a small letter at its start, or is a day."""
        small = self._fixed.get(text[0].lower() + text[1:]) if text[0].isupper() else None
        return (
            self._fixed.get(text)
            or (small and small[0].upper() + small[1:])
            or told_day(text, self.language)
            or self._as_pattern(text)
        )

    def _without_sign(self, text: str) -> str | None:
        """Return a text told that ends with a sign, which no sentence of the catalog has."""
        if text[-1] not in ".:;,":
            return None
        told = self.tell(text[:-1].rstrip())
        return told and told + text[-1]

    def _together(self, text: str) -> str | None:
        """Return parts that make one sentence only together, with the sign at its end."""
        bare = text.rstrip(".:;,")
        told = self._whole(text) or (self._whole(bare) if bare else None)
        return told and (told if told.endswith(text[-1]) else told + text[len(bare) :])

    def _as_pattern(self, text: str) -> str | None:
        for anchor, pattern in self._patterns:
            values = pattern.match(text) if anchor in text else None
            if values is None:
                continue
            told = {name: self.tell(values[name]) for name in pattern.told_slots}
            if None not in told.values():
                return pattern.fill({**values, **{name: value or "" for name, value in told.items()}}, self.language)
        return None

    def _in_parts(self, text: str) -> str | None:
        """Return a text of several sentences, or a list of several things, told part by part; all must be known."""
        sentences = self._joined(_end.split(text), " ")
        if sentences is not None:
            return sentences
        for separator in _separators:
            if separator in text:
                told = self._joined(text.split(separator), separator)
                if told is not None:
                    return told
        return None

    def _joined(self, parts: list[str], separator: str) -> str | None:
        """Return the parts told and joined again; neighbours that make one sentence only together stay together."""
        if len(parts) < 2:
            return None
        told: list[str] = []
        place = 0
        while place < len(parts):
            for end in range(min(len(parts), place + MOST_TOGETHER), place, -1):
                if end - place == len(parts):
                    continue
                piece = separator.join(parts[place:end])
                found = self._together(piece) if end - place > 1 else self.tell(piece)
                if found is not None:
                    told.append(found)
                    place = end
                    break
            else:
                return None
        return separator.join(told)


@cache
def telling(language: str) -> Callable[[str], str | None]:
    """Return the function that tells an English text in a language; English and unknown languages tell nothing."""
    if language == USUAL or language not in LANGUAGES:
        return lambda text: text
    return Telling(language).tell
