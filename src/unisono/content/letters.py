"""What each character is compared as, and whether it is part of a word: tables that a kernel looks up.

letters.npz is made by making_letters.py from Unicode's character data and its table of confusables (Unicode License
v3, https://www.unicode.org/license.txt), the latter as the package confusable-homoglyphs 3.3.1 (MIT) ships it.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LETTER_FILE = Path(__file__).with_name("letters.npz")


@dataclass(frozen=True)
class LetterTables:
    """Tables by character code; characters behind their end say nothing."""

    folded: NDArray[np.int32]  # the code to compare; 0: none; -p: tails[p] codes, which follow there
    tails: NDArray[np.int32]
    kinds: NDArray[
        np.uint8
    ]  # 1: part of a word; 2: of a script that says a word in one or two characters; 4: ends links; 8: is not Latin
    spelled: NDArray[np.int32]  # how wordings spell it; 0: depends on its neighbours; -1: not at all
    ranks: NDArray[np.uint8]  # its combining class


@cache
def letter_tables() -> LetterTables:
    """Return the tables as shipped."""
    with np.load(LETTER_FILE) as stored:
        change = stored["change"]
        folded = change + np.arange(len(change), dtype=np.int32)
        return LetterTables(folded, stored["tails"], stored["kinds"], stored["spelled"], stored["ranks"])


def folded_word(word: str) -> str:
    """Return a word as texts are compared: without disguise and accents; a word of signs alone stays as it is.

    >>> folded_word("ｎｕｒｓé"), folded_word("Isn’t")
    ('nurse', "isn't")
    """
    if word.isascii():
        return word.lower()
    return "".join("'" if letter in "'’" else folded_letter(letter) for letter in word) or word


@lru_cache(maxsize=20_000)
def folded_letter(letter: str) -> str:
    """Return the letters and digits that one character is compared as; empty for all else."""
    tables = letter_tables()
    code = int(tables.folded[ord(letter)]) if ord(letter) < len(tables.folded) else 0
    if code >= 0:
        return chr(code) if code else ""
    return "".join(map(chr, tables.tails[1 - code : 1 - code + tables.tails[-code]]))
