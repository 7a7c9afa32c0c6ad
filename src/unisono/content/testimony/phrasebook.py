"""The phrasebooks: how people say in each language who they are, read from one file per language."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from unisono.content.testimony.folding import fold

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "tr", "uk")
"""Languages that have a phrasebook: languages/<code>.toml."""

LISTS = ("occupation", "family", "allegiance", "religion", "veteran", "group")
"""Lists of what one can be; a claim is of the kind that its list is named for."""

FRAMES = ("present", "former", "relative", "age", "origin")
"""Kinds of sentences; those about others, ages and places give claims of these kinds, `former` does so always."""

OPENS = "^"
"""What a frame begins with that has to open a sentence."""

SPECIAL = ("articles", "modifiers", "lifelong", "before", "after", "not_former")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_OPEN = r"\w[\w'-]*(?:,?\s+[\w'-]+){0,7}?"
_PLACE = r"\w[\w.-]+(?:\s+\w[\w.-]+){0,2}"
_NUMBER = r"\d\d"
_ANYTHING = "[^.!?]{2,60}"


@dataclass(frozen=True)
class Frame:
    """One way to say it: the kind of sentence, and the pattern with groups named for what they hold.

    opens: whether it says so only where it opens a sentence.
    """

    kind: str
    written: str
    opens: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern; few texts speak each language, and those of one language take a tenth of a second."""
        return _compiled(self.written)


@dataclass(frozen=True)
class Phrasebook:
    """One language: its frames, what may not stand before and after them, and the meanings of the listed words.

    opening, quick: patterns for polars that find every text in which a frame can match: one that looks at how frames
    open, and is fast, and one that looks at all of them.
    also: what follows a claim where the same person is something else as well.
    meanings: list -> ((meaning, pattern), ...); a meaning that begins with "_" stands for the words themselves.
    """

    language: str
    name: str
    frames: tuple[Frame, ...]
    opening: str
    quick: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    lifelong: re.Pattern[str]
    not_former: re.Pattern[str]
    also: re.Pattern[str]
    meanings: Mapping[str, tuple[tuple[str, str], ...]]

    def meaning_of(self, kind: str, words: str) -> str | None:
        """Return what folded words of a list mean in every language, or None where they stand for themselves."""
        for meaning, pattern in self.meanings.get(kind, ()):
            if _compiled(pattern).fullmatch(words):
                return None if meaning.startswith("_") else meaning
        return None

    def list_of(self, kind: str, words: str) -> str:
        """Return the kind of a word from an extra list: that of the list which has the same meaning."""
        meaning = self.meaning_of(kind, words)
        found = (name for name in LISTS if any(own == meaning for own, _ in self.meanings.get(name, ())))
        return kind if kind in LISTS else next(found, "occupation")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def phrasebook(language: str) -> Phrasebook:
    """Return the phrasebook of a language in LANGUAGES; it is read once."""
    file = files("unisono.content.testimony") / "languages" / f"{language}.toml"
    return read_phrasebook(tomllib.loads(file.read_text(encoding="utf-8")))


def read_phrasebook(document: Mapping[str, Any]) -> Phrasebook:  # Any: a TOML document
    """Return the phrasebook that a document describes; see languages/README.md for its lines."""
    spaced = bool(document.get("spaced", True))
    lists = {name: words for name, words in document.items() if isinstance(words, dict) and name != "frames"}
    parts = _parts(document, lists, spaced)
    written = [(kind, frame) for kind in FRAMES for frame in document["frames"].get(kind, ())]
    frames = [(kind, frame.removeprefix(OPENS)) for kind, frame in written]
    edge = r"\b" if spaced else ""
    return Phrasebook(
        language=document["language"],
        name=document["name"],
        frames=tuple(
            Frame(
                kind,
                edge + _filled(frame.removeprefix(OPENS), parts, named=True, spaced=spaced) + _end(frame, edge),
                frame.startswith(OPENS),
            )
            for kind, frame in written
        ),
        opening=_searched([_opening(frame) for _, frame in frames], parts, spaced),
        quick=_searched([frame for _, frame in frames], parts, spaced),
        before=re.compile(rf"{edge}(?:{_any(document['before'])})[\s,:]*$"),
        after=re.compile(rf"[\s,]*(?:{_any(document['after'])}){edge}"),
        lifelong=re.compile(_any(document["lifelong"])),
        not_former=re.compile(rf"(?:{_any(document['not_former'])})\b"),
        also=re.compile(parts["joined"] + _filled("{article}{modifier}{who}", parts, named=True, spaced=spaced) + edge),
        meanings={
            name: tuple((meaning, fold(pattern)) for meaning, pattern in words.items()) for name, words in lists.items()
        },
    )


def _end(frame: str, edge: str) -> str:
    """Return what ends a frame: the edge of a word, unless a comma does."""
    return "" if frame.endswith(",") else edge


def _searched(frames: Sequence[str], parts: Mapping[str, str], spaced: bool) -> str:
    """Return one pattern for all frames; without word boundaries, which are slow on texts that are not in English."""
    found = "|".join(dict.fromkeys(_filled(frame, parts, named=False, spaced=spaced) for frame in frames))
    return rf"(?:^|\W)(?:{found})" if spaced else found


def _opening(frame: str) -> str:
    """Return a frame up to its first placeholder, or its second where it opens with one."""
    places = [found.start() for found in _PLACEHOLDER.finditer(frame) if found.start()]
    whole = frame[: places[0]] if places else frame
    while whole.count("(") != whole.count(")"):
        whole = whole[: whole.rindex("(")]
    return whole


def _spaces(words: str, gap: str) -> str:
    return fold(words).replace(" ?", r"\s*").replace(" ", gap)


def _any(words: str) -> str:
    """Return a list of alternatives, folded; one that never matches for an empty list."""
    return _spaces(words, r"\s+") or r"[^\s\S]"


def _parts(document: Mapping[str, Any], lists: Mapping[str, Mapping[str, str]], spaced: bool) -> dict[str, str]:
    """Return the patterns that stand in for the placeholders of frames."""
    gap = r"\s+" if spaced else ""
    parts = {name: _longest_first("|".join(words.values())) for name, words in lists.items()}
    parts["relative"] = parts.pop("relatives", r"[^\s\S]")
    articles = [fold(article) for article in document["articles"].split("|") if article]
    whole = "|".join(article if article.endswith("'") else article + gap for article in articles)
    modifiers = _any(document["modifiers"])
    return {
        **parts,
        "article": f"(?:{whole})?" if articles else "",
        "modifier": f"(?:(?:{modifiers}){gap})" + "{0,3}",
        "joined": f"(?:{_any(document.get('joined', ''))})",
        "open": _OPEN,
        "place": _PLACE,
        "number": _NUMBER,
    }


def _longest_first(alternatives: str) -> str:
    """Return alternatives so that "nurse practitioner" is tried before "nurse"; bars inside brackets stay."""
    found = re.findall(r"(?:[^|(]|\((?:[^()]|\([^()]*\))*\))+", _any(alternatives))
    return "|".join(sorted(found, key=lambda words: (-len(words), words)))


def _filled(frame: str, parts: Mapping[str, str], *, named: bool, spaced: bool) -> str:
    def fill(found: re.Match[str]) -> str:
        name = found.group(1)
        if name == "and":
            second = _filled("{article}{modifier}{who}", parts, named=False, spaced=spaced)
            return parts["joined"] + (second if named else _ANYTHING)
        if name == "who":
            return f"(?:{'|'.join(group(each, parts[each]) for each in LISTS if each in parts)})"
        return parts[name] if name == "article" else group(name, parts[name])

    def group(name: str, pattern: str) -> str:
        return f"(?P<{name}>{pattern})" if named else f"(?:{pattern})"

    return _PLACEHOLDER.sub(fill, _spaces(frame, r"\s+" if spaced else ""))
