"""Near-duplicates by their definition: every text compared with every other, with nothing skipped.

Written from the definition alone, with none of the code it judges: forms by the standard library, similarities by
rapidfuzz, clusters by walking along similar pairs.
"""

import re
import unicodedata

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

LINK = re.compile(r"(?i)(?:https?:|\bwww\.|\bpic\.twitter\.com/|\bt\.co/)[^\s]*")
MENTION = re.compile(r"@[A-Za-z0-9_]+(?:[.\-@:][A-Za-z0-9_]+)*")
ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]")
LATIN_OF = str.maketrans("асеорхуіѕјһкмтвнοναεκρτι", "aceopxyisjhkmtbhovaekpti")
"""Small letters of Cyrillic and Greek that are drawn like Latin ones, in small or in capitals."""


def plain_form(text: str) -> str:
    """Return what is compared: letters and digits without case, accents, script tricks, links, mentions and emoji."""
    visible = "".join(letter for letter in text if not is_hidden(letter))
    named = MENTION.sub(" ", LINK.sub(" ", visible))
    folded = unicodedata.normalize("NFKC", named).casefold()
    bare = ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    skeleton = unicodedata.normalize("NFC", bare).translate(LATIN_OF)
    return "".join(letter for letter in skeleton if unicodedata.category(letter)[0] in "LNM")


def is_hidden(letter: str) -> bool:
    """Say whether a character has no width: controls of format, what picks the look of a character, what frames one."""
    return unicodedata.category(letter) in ("Cf", "Co", "Cn", "Me") or "\ufe00" <= letter <= "\ufe0f"


def similar_rows(forms: list[str], similarity: float) -> set[tuple[int, int]]:
    """Return every pair of rows (i, j), i < j, whose normalised Levenshtein similarity reaches the threshold."""
    everything = cdist(forms, forms, scorer=Levenshtein.normalized_similarity, dtype=np.float64)
    first, second = np.nonzero(everything >= similarity)
    return {(i, j) for i, j in zip(first.tolist(), second.tolist(), strict=True) if i < j}


def linked_rows(count: int, pairs: set[tuple[int, int]]) -> list[int]:
    """Return for each row the first row that a chain of similar pairs leads to."""
    neighbours: dict[int, list[int]] = {row: [] for row in range(count)}
    for i, j in pairs:
        neighbours[i].append(j)
        neighbours[j].append(i)
    leader = [-1] * count
    for row in range(count):
        waiting = [row] if leader[row] < 0 else []
        while waiting:
            reached = waiting.pop()
            if leader[reached] < 0:
                leader[reached] = row
                waiting.extend(neighbours[reached])
    return leader
