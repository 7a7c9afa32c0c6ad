"""Lexicons made ready to look for: words that point to phrases, their patterns, and what may stand around them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import polars as pl

from unisono.content.frequent_words import are_frequent
from unisono.content.hostility.lexicon import Entry, Lexicon, names_of, own_lexicons
from unisono.content.hostility.phrases import (
    BEFORE_WORD,
    edged,
    phrase_pattern,
    required_groups,
    whole_at_edges,
    whole_words,
    words_of,
)
from unisono.content.hostility.readings import words_apart
from unisono.content.hostility.scale import CONTEXTS, KINDS, UNSPACED

FEWEST_MASKED_LETTERS = 4
MOST_GROUPS = 3
"""Groups of required words of a phrase that are looked for before its pattern is."""

_NOTHING = re.compile(r"[^\s\S]")
_SPACE_BEFORE = r"[\s'\"*_:,-]{0,3}"


@dataclass(frozen=True)
class Phrase:
    """An entry and what its pattern is made of."""

    entry: Entry
    written: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern; it is compiled when a text first holds a word of it."""
        return re.compile(edged(self.written, self.entry.language))


@dataclass(frozen=True)
class Surroundings:
    """Patterns of one language for what is around a hostile phrase, see scale.CONTEXTS; made when a text needs one.

    written: for each kind of them, its phrases as patterns without the edges of words.
    """

    written: dict[str, tuple[str, ...]]
    language: str | None

    @cached_property
    def calm(self) -> re.Pattern[str]:
        """Return what makes a phrase that overlaps it harmless."""
        return _any_of(self.written["calm"], self.language)

    @cached_property
    def before(self) -> re.Pattern[str]:
        """Return what makes the phrase right after it harmless."""
        start = "" if self.language in UNSPACED else BEFORE_WORD
        before = "|".join(self.written["before"])
        return re.compile(rf"{start}(?:{before}){_SPACE_BEFORE}\Z") if before else _NOTHING

    @cached_property
    def play(self) -> re.Pattern[str]:
        """Return what speaks of sport or a game."""
        return _any_of(self.written["play"], self.language)

    @cached_property
    def you(self) -> re.Pattern[str]:
        """Return what speaks to somebody."""
        return _any_of(self.written["you"], self.language)


@dataclass(frozen=True)
class Compiled:
    """Hostile phrases by the words that point to them.

    phrases: all. pointers: word and phrase (their places in words and phrases) for the rarest words of each phrase, one
    of which its matches hold. others: for each further group of such words the same, see phrases.required_groups.
    words: all of these; first_words: those of pointers. masked: length and first letter -> words that may be masked.
    off: phrases switched off. surroundings: those of each language, and under None those of any.
    """

    phrases: tuple[Phrase, ...]
    pointers: pl.DataFrame
    others: tuple[pl.DataFrame, ...]
    words: tuple[str, ...]
    first_words: tuple[str, ...]
    masked: dict[tuple[int, str], tuple[str, ...]]
    off: re.Pattern[str]
    off_phrases: frozenset[str]
    surroundings: dict[str | None, Surroundings]

    def around(self, language: str | None) -> Surroundings:
        """Return the surroundings of a language."""
        return self.surroundings.get(language, self.surroundings[None])


@cache
def compile_lexicons(extra: tuple[Lexicon, ...]) -> Compiled:
    """Return the lexicons of all languages with the given ones, ready to look for; they are made once."""
    entries = [entry for lexicon in (*own_lexicons(), *extra) for entry in lexicon.entries]
    languages = {entry.language for entry in entries} | {None}
    names = {language: names_of(entries, language) for language in languages}
    phrases: list[Phrase] = []
    groups: list[list[tuple[int, str]]] = [[] for _ in range(MOST_GROUPS)]
    masked: dict[tuple[int, str], set[str]] = defaultdict(set)
    hostile = [entry for entry in entries if entry.kind in KINDS]
    frequent = _frequent_words({word for entry in hostile for word in words_of(entry.phrase, names[entry.language])})
    for entry in hostile:
        own = names[entry.language]
        opens, closes = whole_at_edges(entry.language)
        required = required_groups(entry.phrase, own, frequent, opens=opens, closes=closes)
        for own_group, group in zip(required, groups, strict=False):
            group += [(len(phrases), word) for word in own_group]
        phrases.append(Phrase(entry, phrase_pattern(entry.phrase, own, entry.language)))
        for word in whole_words(entry.phrase, own):
            if len(word) >= FEWEST_MASKED_LETTERS and entry.language not in UNSPACED:
                masked[len(word), word[0]].add(word)
    off = [phrase for lexicon in extra for phrase in lexicon.off]
    apart = _signs_apart({word for group in groups for _, word in group})
    words = sorted(set(apart.values()))
    number_of = {word: number for number, word in enumerate(words)}
    first, *others = (
        pl.DataFrame(
            sorted({(phrase, number_of[apart[word]]) for phrase, word in group}),
            schema={"phrase": pl.UInt32, "word": pl.UInt32},
            orient="row",
        )
        for group in groups
    )
    return Compiled(
        phrases=tuple(phrases),
        pointers=first,
        others=tuple(others),
        words=tuple(words),
        first_words=tuple(sorted({apart[word] for _, word in groups[0]})),
        masked={key: tuple(sorted(found)) for key, found in masked.items()},
        off=re.compile("|".join(phrase_pattern(phrase, {}, None) for phrase in off)) if off else _NOTHING,
        off_phrases=frozenset(off),
        surroundings={language: _surroundings(entries, language, names[language]) for language in languages},
    )


def _signs_apart(words: set[str]) -> dict[str, str]:
    """Return each required word as it stands in texts whose words are apart: `let's` is `let s`."""
    signed = [word for word in words if not word.replace(" ", "").isalnum()]
    written = words_apart(pl.Series([word.strip() for word in signed], dtype=pl.String)).str.slice(1).str.head(-1)
    opened = zip(signed, written, strict=True)
    return {word: word for word in words} | {
        word: re.sub(" +", " ", " " * word.startswith(" ") + plain + " " * word.endswith(" ")) for word, plain in opened
    }


def _frequent_words(words: set[str]) -> frozenset[str]:
    listed = pl.Series(sorted(words), dtype=pl.String)
    return frozenset(listed.filter(are_frequent(listed)).to_list())


def _surroundings(entries: Iterable[Entry], language: str | None, names: dict[str, str]) -> Surroundings:
    of_kind: dict[str, list[str]] = {kind: [] for kind in CONTEXTS}
    for entry in entries:
        if entry.kind in of_kind and entry.kind != "name" and entry.language in (language, None):
            of_kind[entry.kind].append(phrase_pattern(entry.phrase, names if entry.language else {}, language))
    return Surroundings({kind: tuple(patterns) for kind, patterns in of_kind.items()}, language)


def _any_of(patterns: Sequence[str], language: str | None) -> re.Pattern[str]:
    return re.compile(edged("|".join(patterns), language)) if patterns else _NOTHING
