"""How phrases of a lexicon are written, and the pattern and the words to look for that each one becomes.

`(a|b|)` are alternatives, the last of them nothing; `*` any letters; ` ... ` up to four words in between, within a
sentence; `{you}` the alternatives of that name; `{address}`, `{phone}`, `{email}`, `{plate}` and `{mention}` what they
say. A space is any space, apostrophe or hyphen, and ` ?` may be none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from unisono.content.frequent_words import are_frequent
from unisono.content.hostility.personal_details import PLACEHOLDERS
from unisono.content.hostility.readings import fold_phrase
from unisono.content.hostility.scale import UNSPACED

SIGNS = "\u0900-\u0dff"
"""Vowel signs of Indic scripts, which are parts of words though no letters."""

BEFORE_WORD = rf"(?<![^\W_])(?<![{SIGNS}])"
AFTER_WORD = rf"(?![^\W_])(?![{SIGNS}])"
_LETTERS = rf"[^\W_{SIGNS}]" + "{0,12}"
_LETTERS_OF_SIGNS = rf"[\w{SIGNS}]" + "{0,12}"
_GAP = r"[\s'*_\"-]{1,3}"
_BETWEEN = rf"(?:[^\w.!?;\n]{{1,3}}[\w{SIGNS}']+){{0,4}}[^\w.!?;\n]{{1,3}}"
_SPACES = {" ": _GAP, " ?": _GAP.replace("{1,3}", "{0,3}")}
_ARABIC_PREFIXES = "(?:[وف]?(?:ال|بال|لل|ب|ل|يا)?)"
_PARTS = re.compile(r"\{(\w+)\}|( \.\.\. )|([(|)*])|( \?| )|([^\s{}(|)*]+)")
_NAME = re.compile(r"\{(\w+)\}")
MOST_DEPTH = 5
SPACE = " "
"""What parts words: a part of a phrase, and the first character of a required word that opens a word."""


class PhraseError(ValueError):
    """A phrase that is not written as phrases are; the message says what is wrong with it."""


@dataclass(frozen=True)
class Choice:
    """Alternatives, each a list of parts; a part is a text, a choice, SPACE, or None for what may be anything."""

    alternatives: tuple[tuple["str | Choice | None", ...], ...]


Parts = Sequence["str | Choice | None"]


def phrase_pattern(phrase: str, names: Mapping[str, str], language: str | None) -> str:
    """Return the regular expression of a phrase for folded texts, without the edges of words."""
    letters = _LETTERS_OF_SIGNS if language == "hi" else _LETTERS
    pieces: list[str] = []
    for found in _PARTS.finditer(written_out(phrase, names)):
        placeholder, between, mark, space, text = found.groups()
        if placeholder:
            pieces.append(
                f"[:=]?(?:{_GAP})?(?:{PLACEHOLDERS[placeholder]})" if pieces else f"(?:{PLACEHOLDERS[placeholder]})"
            )
        elif mark:
            pieces.append({"(": "(?:", "*": letters}.get(mark, mark))
        else:
            pieces.append(_BETWEEN if between else _SPACES[space] if space else re.escape(text))
    return "".join(pieces)


def edged(pattern: str, language: str | None) -> str:
    """Return a pattern that counts only as whole words, in languages that write words apart."""
    if language in UNSPACED:
        return f"(?:{pattern})"
    before = _ARABIC_PREFIXES if language == "ar" else ""
    after = "" if language == "ko" else AFTER_WORD
    return f"{BEFORE_WORD}{before}(?:{pattern}){after}"


def whole_at_edges(language: str | None) -> tuple[bool, bool]:
    """Return whether matches in a language begin and end with whole words, see edged."""
    return language not in (*UNSPACED, "ar"), language not in (*UNSPACED, "ko")


def written_out(phrase: str, names: Mapping[str, str]) -> str:
    """Return a phrase folded, with the alternatives that its names stand for; raises PhraseError where it is wrong."""
    whole = fold_phrase(phrase).strip()
    for _ in range(MOST_DEPTH):
        if not any(name not in PLACEHOLDERS for name in _NAME.findall(whole)):
            break
        whole = _NAME.sub(lambda found: _alternatives(found[1], names), whole)
    else:
        raise PhraseError("its names stand for one another without end")
    _check_brackets(whole)
    return whole


def required_words(
    phrase: str,
    names: Mapping[str, str],
    frequent: frozenset[str] = frozenset(),
    *,
    opens: bool = False,
    closes: bool = False,
) -> frozenset[str]:
    """Return texts of which each match holds one at least: its longest, rather none of `frequent`.

    opens, closes: whether a match begins and ends with whole words. What opens or closes a word has a space there, as
    in texts with their words apart (readings.words_apart).
    """
    found = _required(_parsed(written_out(phrase, names)), frequent, opens, closes)
    if found is None:
        raise PhraseError("it has no letters that always stand in it")
    return found


def whole_words(phrase: str, names: Mapping[str, str]) -> frozenset[str]:
    """Return the single words that a phrase stands for, leaving out what has several or open parts."""
    return frozenset(_spelled(_parsed(written_out(phrase, names))))


def _alternatives(name: str, names: Mapping[str, str]) -> str:
    if name in PLACEHOLDERS:
        return "{" + name + "}"
    if name not in names:
        known = ", ".join(sorted({*names, *PLACEHOLDERS}))
        raise PhraseError(f"nothing is named {{{name}}}; named are {known}")
    return f"({fold_phrase(names[name])})"


def _check_brackets(whole: str) -> None:
    depth = 0
    for sign in whole:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            break
        if sign == "|" and depth == 0:
            raise PhraseError("alternatives stand between brackets: (a|b)")
    if depth or re.search(r"[{}]", _NAME.sub("", whole)):
        raise PhraseError("a bracket is not closed or not opened")


def _parsed(whole: str) -> tuple["str | Choice | None", ...]:
    """Return a phrase that is written out as parts, brackets as choices."""
    stack: list[list[list[str | Choice | None]]] = [[[]]]
    for found in _PARTS.finditer(whole):
        placeholder, between, mark, space, text = found.groups()
        if mark == "(":
            stack.append([[]])
        elif mark == "|":
            stack[-1].append([])
        elif mark == ")":
            choice = Choice(tuple(tuple(each) for each in stack.pop()))
            stack[-1][-1].append(choice)
        else:
            is_open = placeholder or mark or space == " ?"
            stack[-1][-1].append(None if is_open else SPACE if between or space else text)
    return tuple(stack[0][0])


def words_of(phrase: str, names: Mapping[str, str]) -> set[str]:
    """Return all words and parts of words that stand in a phrase."""
    return {found[5] for found in _PARTS.finditer(written_out(phrase, names)) if found[5]}


def _required(parts: Parts, frequent: frozenset[str], opens: bool, closes: bool) -> frozenset[str] | None:
    """Return the rarest required words of parts in a row, which begins (opens) and ends (closes) with whole words."""
    before, after = [opens], [closes]
    for part in parts:
        before.append(_parts_words(part, before[-1], backwards=False))
    for part in reversed(parts):
        after.append(_parts_words(part, after[-1], backwards=True))
    edges = zip(parts, before, reversed(after[:-1]), strict=False)
    found = [words for part, *each in edges if (words := _required_of_part(part, frequent, each[0], each[1]))]
    return max(found, key=lambda words: (min(_rarity(word, frequent) for word in words), -len(words)), default=None)


def _required_of_part(
    part: "str | Choice | None", frequent: frozenset[str], opens: bool, closes: bool
) -> frozenset[str] | None:
    if part is None or part == SPACE:
        return None
    if isinstance(part, str):
        return frozenset([SPACE * opens + part + SPACE * closes]) if any(sign.isalnum() for sign in part) else None
    each = [_required(alternative, frequent, opens, closes) for alternative in part.alternatives]
    known = [words for words in each if words is not None]
    return frozenset().union(*known) if len(known) == len(each) else None


def _parts_words(part: "str | Choice | None", edge: bool, *, backwards: bool) -> bool:
    """Return whether the edge of a word is behind a part (backwards: before it), given the same of its other side."""
    if part == SPACE:
        return True
    if not isinstance(part, Choice):
        return False
    for alternative in part.alternatives:
        here = edge
        for each in reversed(alternative) if backwards else alternative:
            here = _parts_words(each, here, backwards=backwards)
        if not here:
            return False
    return True


def _rarity(word: str, frequent: frozenset[str]) -> float:
    letters = sum(3 if "\u2e80" <= sign <= "\u9fff" else 1 for sign in word.strip())
    return letters * (0.3 if word.strip() in frequent else 1.0)


@lru_cache(maxsize=20_000)
def is_frequent(word: str) -> bool:
    """Return whether this is one of the commonest words of a large language."""
    return bool(are_frequent(pl.Series([word])).item())


def _spelled(parts: Parts) -> Iterable[str]:
    if None in parts or SPACE in parts:
        return []
    written = [""]
    for part in parts:
        ends = [part] if isinstance(part, str) else []
        if isinstance(part, Choice):
            ends = [end for alternative in part.alternatives for end in _spelled(alternative)]
        written = [start + end for start in written for end in ends]
    return written
