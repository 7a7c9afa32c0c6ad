"""Targets in copies for others: whoever is attacked stands there as "target 1", whatever texts call them."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from unisono.cases.targets import Target

LONG_NAME = 6
"""Names of so many letters are replaced inside longer words, too, such as hashtags that are made of them."""

_parts = re.compile(r"[^\W_]+")


class HiddenTargets:
    """Replaces the names, aliases and accounts of targets, in any case of their letters and without their accents.

    Targets are numbered from 1 on, in the order in which they are given.
    """

    def __init__(self, targets: Sequence[Target] = ()) -> None:
        """Learn what each target is called; the first target of a name that several have keeps it."""
        self._shown: dict[str, str] = {}
        patterns: dict[str, str] = {}
        for number, target in enumerate(targets, 1):
            accounts = [part for account in target.accounts for part in (account, account.split(":", 1)[-1])]
            for written in (target.name, *target.aliases, *accounts):
                parts = _parts.findall(_folded(written)[0])
                name = "".join(parts)
                if parts and name not in self._shown:
                    self._shown[name] = f"target {number}"
                    patterns[name] = _pattern_of(parts)
        longest_first = [patterns[name] for name in sorted(patterns, key=lambda name: (-len(name), name))]
        self._pattern = re.compile(f"[@＠]?(?:{'|'.join(longest_first)})") if longest_first else None

    def hidden(self, text: str) -> str:
        """Return a text in which every target has its number instead of its name.

        >>> HiddenTargets([Target("mayor", ("Ana Núñez",))]).hidden("#AnaNunezOut, Mayor! ANA NÚÑEZ, mayors")
        '#target 1Out, target 1! target 1, mayors'
        """
        if self._pattern is None:
            return text
        folded, places = _folded(text)
        pieces, told = [], 0
        for found in self._pattern.finditer(folded):
            begin, end = places[found.start()], places[found.end() - 1] + 1
            pieces += [text[told:begin], self._shown["".join(_parts.findall(found.group()))]]
            told = end
        return "".join([*pieces, text[told:]])


def _pattern_of(parts: Sequence[str]) -> str:
    """Return a pattern for a name's words, which stand apart or together."""
    words = r"[\W_]*".join(re.escape(part) for part in parts)
    return words if sum(map(len, parts)) >= LONG_NAME else rf"(?<![^\W_]){words}(?![^\W_])"


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text's letters without case and accents, and the place in the text that each of them stands for."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        folded = _folded_letter(letter)
        letters.append(folded)
        places += [place] * len(folded)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", letter).casefold() if not unicodedata.combining(sign))
