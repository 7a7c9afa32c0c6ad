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


BETWEEN = "  "
"""What parts words with other words between them."""

MOST_SPELLINGS = 64
"""Ways to write a piece of a phrase that are looked for one by one."""


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
    """Return texts of which each match holds one at least: the rarest of required_groups."""
    return required_groups(phrase, names, frequent, opens=opens, closes=closes)[0]


def required_groups(
    phrase: str,
    names: Mapping[str, str],
    frequent: frozenset[str] = frozenset(),
    *,
    opens: bool = False,
    closes: bool = False,
) -> tuple[frozenset[str], ...]:
    """Return groups of texts: each match holds one at least of each. The longest come first, those of `frequent` last.

    They are words, or words in a row as far as there are few ways to write them.

    opens, closes: whether a match begins and ends with whole words. What opens or closes a word has a space there, as
    in texts with their words apart (readings.words_apart).
    """
    found = _groups_of_written(written_out(phrase, names), frequent, opens, closes)
    if not found:
        raise PhraseError("it has no letters that always stand in it")
    return found


@lru_cache(maxsize=20_000)
def _groups_of_written(whole: str, frequent: frozenset[str], opens: bool, closes: bool) -> tuple[frozenset[str], ...]:
    """Return required_groups of a phrase that is written out: those of the program's own are asked for many times."""
    return tuple(_required(_parsed(whole), frequent, opens, closes))


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


@lru_cache(maxsize=20_000)
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


@lru_cache(maxsize=20_000)
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
            stack[-1][-1].append(None if is_open else BETWEEN if between else SPACE if space else text)
    return tuple(stack[0][0])


def words_of(phrase: str, names: Mapping[str, str]) -> set[str]:
    """Return all words and parts of words that stand in a phrase."""
    return {found[5] for found in _PARTS.finditer(written_out(phrase, names)) if found[5]}


def _required(parts: Parts, frequent: frozenset[str], opens: bool, closes: bool) -> list[frozenset[str]]:
    """Return groups of required words of parts in a row, which begins (opens) and ends (closes) with whole words."""
    before, after = [opens], [closes]
    for part in parts:
        before.append(_parts_words(part, before[-1], backwards=False))
    for part in reversed(parts):
        after.append(_parts_words(part, after[-1], backwards=True))
    after.reverse()
    found = [
        (group, place, place + 1)
        for place, part in enumerate(parts)
        if (group := _required_of_part(part, frequent, before[place], after[place + 1]))
    ]
    for place in range(len(parts)):
        spelled, end = _spelled_from(parts, place)
        if end > place + 1:
            group = frozenset(_collapsed(before[place], each, after[end]) for each in spelled)
            if all(any(sign.isalnum() for sign in each) for each in group):
                found.append((group, place, end))
    if len(found) > 1:
        found.sort(key=lambda one: (min(_rarity(each, frequent) for each in one[0]), -len(one[0])), reverse=True)
    chosen: list[tuple[frozenset[str], int, int]] = []
    for group, start, end in found:
        if all(end <= other_start or start >= other_end for _, other_start, other_end in chosen):
            chosen.append((group, start, end))
    return [group for group, _, _ in chosen]


def _spelled_from(parts: Parts, place: int) -> tuple[list[str], int]:
    """Return the ways to write the parts from a place on, as far as they are few, and where that ends."""
    spelled, end = [""], place
    while end < len(parts):
        ways = _ways(parts[end])
        if ways is None or len(ways) * len(spelled) > MOST_SPELLINGS:
            break
        spelled = [before + way for before in spelled for way in ways]
        end += 1
    return spelled, end


@lru_cache(maxsize=20_000)
def _ways(part: "str | Choice | None") -> tuple[str, ...] | None:
    """Return the ways to write a part, or None where they are many or open."""
    if part is None or part == BETWEEN:
        return None
    if isinstance(part, str):
        return (part,)
    ways: list[str] = []
    for alternative in part.alternatives:
        spelled, end = _spelled_from(alternative, 0)
        if end < len(alternative):
            return None
        ways += spelled
    return tuple(ways)


def _collapsed(opens: bool, spelled: str, closes: bool) -> str:
    """Return a piece of a phrase with one space between words, as texts have them when their words are apart."""
    return re.sub(" +", " ", SPACE * opens + spelled + SPACE * closes)


@lru_cache(maxsize=20_000)
def _required_of_part(
    part: "str | Choice | None", frequent: frozenset[str], opens: bool, closes: bool
) -> frozenset[str] | None:
    if part is None or part in (SPACE, BETWEEN):
        return None
    if isinstance(part, str):
        return frozenset([SPACE * opens + part + SPACE * closes]) if any(sign.isalnum() for sign in part) else None
    each = [_required(alternative, frequent, opens, closes) for alternative in part.alternatives]
    known = [groups[0] for groups in each if groups]
    return frozenset().union(*known) if len(known) == len(each) else None


def _parts_words(part: "str | Choice | None", edge: bool, *, backwards: bool) -> bool:
    """Return whether the edge of a word is behind a part (backwards: before it), given the same of its other side."""
    if part in (SPACE, BETWEEN):
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


@lru_cache(maxsize=100_000)
def _rarity(word: str, frequent: frozenset[str]) -> float:
    return sum(
        sum(3 if "\u2e80" <= sign <= "\u9fff" else 1 for sign in each) * (0.3 if each in frequent else 1.0)
        for each in word.split()
    )


@lru_cache(maxsize=20_000)
def is_frequent(word: str) -> bool:
    """Return whether this is one of the commonest words of a large language."""
    return bool(are_frequent(pl.Series([word])).item())


def _spelled(parts: Parts) -> Iterable[str]:
    if None in parts or SPACE in parts or BETWEEN in parts:
        return []
    written = [""]
    for part in parts:
        ends = [part] if isinstance(part, str) else []
        if isinstance(part, Choice):
            ends = [end for alternative in part.alternatives for end in _spelled(alternative)]
        written = [start + end for start in written for end in ends]
    return written
