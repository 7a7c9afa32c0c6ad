"""Sentences with named slots, as catalogs hold them: how an English one is recognised, and how it is told anew.

{n}               a number, written as the language writes numbers; so is every slot of one letter
{n:pair}          a number and what it counts; in a translation both forms: {n:Paar/Paare}
{n?was/were}      one of two forms, chosen by the number of that slot
{*name}           words of somebody, which stay as they are
{@when}           a day or a moment in figures, which stays as it is
{span}            any other text that a catalog knows
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from unisono.languages.amounts import AMOUNT, in_language

NUMBER = rf"(?:< ?)?{AMOUNT}(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|e[+-]\d+)?(?:\u202f%)?|–"
OWN_WORDS = r"(?:(?![.;:] |\), ).)+?"
"""Somebody's words in a sentence hold no end of one, and no end of a list's item: they cannot swallow the next."""

MOMENT = r"(?:\d{4}-\d\d(?:-\d\d)?)?[T ]?(?:\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?: ?(?:Z|UTC|[+-]\d\d:\d\d))?"

_slot = re.compile(r"\{([*@]?)([a-z_]+\d*)(?:([:?])([^{}]*))?\}")


@dataclass(frozen=True)
class Slot:
    """A place of a sentence: kind: n number, : counted word, ? form, * own words, @ moment, or empty."""

    name: str
    kind: str
    one: str = ""
    many: str = ""


def read_parts(written: str, *, english: bool) -> list[str | Slot]:
    """Return the words and slots of a sentence in order; an English word that is counted may leave its s away."""
    parts: list[str | Slot] = []
    place = 0
    for found in _slot.finditer(written):
        parts.append(written[place : found.start()])
        place = found.end()
        own, name, kind, forms = found.groups()
        one, _, many = (forms or "").partition("/")
        if kind == ":" and not many:
            many = one + "s" if english else one
        parts.append(Slot(name, kind or own or ("n" if len(name.rstrip("0123456789")) == 1 else ""), one, many))
    parts.append(written[place:])
    return [part for part in parts if part]


@dataclass(frozen=True)
class Pattern:
    """One sentence in English and in another language."""

    english: str
    told: str

    @cached_property
    def anchor(self) -> str:
        """Return its longest fixed words: a text without them is another one."""
        return max((part for part in self._parts if isinstance(part, str)), key=len, default="")

    @cached_property
    def fixed(self) -> int:
        """Return how many letters of it are fixed: the more, the surer."""
        return sum(len(part) for part in self._parts if isinstance(part, str))

    def match(self, text: str) -> dict[str, str] | None:
        """Return what stands in the slots of a text that is this sentence."""
        found = self._expression.fullmatch(text)
        return {name: value for name, value in found.groupdict().items() if value is not None} if found else None

    def fill(self, values: Mapping[str, str], language: str) -> str:
        """Return the sentence in the language; values: the English numbers, and all else as it is to be told."""
        pieces: list[str] = []
        for part in self._told_parts:
            if isinstance(part, str):
                pieces.append(part)
            elif part.kind in (":", "?"):
                form = part.one if values[part.name] == "1" else part.many
                amount = "" if part.kind == "?" else in_language(values[part.name], language) + " "
                pieces.append(amount + form)
            else:
                value = values[part.name]
                pieces.append(in_language(value, language) if part.kind == "n" else value)
        return "".join(pieces)

    @cached_property
    def told_slots(self) -> tuple[str, ...]:
        """Return the slots whose text is to be told in the language, too."""
        return tuple(part.name for part in self._parts if isinstance(part, Slot) and part.kind == "")

    @cached_property
    def _parts(self) -> list[str | Slot]:
        return read_parts(self.english, english=True)

    @cached_property
    def _told_parts(self) -> list[str | Slot]:
        return read_parts(self.told, english=False)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        seen: set[str] = set()
        return re.compile("".join(_expression_of(part, seen) for part in self._parts), re.DOTALL)


def _expression_of(part: str | Slot, seen: set[str]) -> str:
    if isinstance(part, str):
        return re.escape(part)
    forms = f"(?:{re.escape(part.one)}|{re.escape(part.many)})"
    if part.kind == "?":
        return forms
    if part.name in seen:
        return f"(?P={part.name})"
    seen.add(part.name)
    if part.kind == ":":
        return f"(?P<{part.name}>{NUMBER}) {forms}"
    if part.kind == "n":
        return f"(?P<{part.name}>{NUMBER})"
    return f"(?P<{part.name}>{ {'*': OWN_WORDS, '@': MOMENT}.get(part.kind, '.+?') })"


def slot_names(written: str) -> set[tuple[str, bool]]:
    """Return the slots of a sentence, each with whether it holds a number or somebody's words or neither."""
    return {(part.name, part.kind == "*") for part in read_parts(written, english=True) if isinstance(part, Slot)}
