"""What each character is compared as, and whether it is part of a word: tables that a kernel looks up.

letters.npz is made by making_letters.py from Unicode's character data and its table of confusables (Unicode License
v3, https://www.unicode.org/license.txt), the latter as the package confusable-homoglyphs 3.3.1 (MIT) ships it.
"""

from dataclasses import dataclass
from functools import cache
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
    ]  # 1: part of a word; 2: of a script that says a word in one or two characters; 4: ends links
    spelled: NDArray[np.int32]  # how wordings spell it; 0: depends on its neighbours; -1: not at all
    ranks: NDArray[np.uint8]  # its combining class


@cache
def letter_tables() -> LetterTables:
    """Return the tables as shipped."""
    with np.load(LETTER_FILE) as stored:
        change = stored["change"]
        folded = change + np.arange(len(change), dtype=np.int32)
        return LetterTables(folded, stored["tails"], stored["kinds"], stored["spelled"], stored["ranks"])
