"""Near-duplicates by their definition: every text compared with every other, with nothing skipped.

Written from the definition alone, with none of the code it judges: forms by the standard library, similarities by
rapidfuzz and by Python's sets, clusters by walking along similar pairs.
"""

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

SIMILARITY = 0.70
LIKENESS_TO_FIRST = 0.55
LEAST_LETTERS = 20
LEAST_DENSE_LETTERS = 8

LINK = re.compile(r"(?i)(?:https?:|\bwww\.|\bpic\.twitter\.com/|\bt\.co/)[^\s]*")
MENTION = re.compile(r"@[A-Za-z0-9_]+(?:[.\-@:][A-Za-z0-9_]+)*")
ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]")
DENSE_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
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


def is_dense(form: str) -> bool:
    """Say whether at least half of a form is in scripts that say a word in one or two characters."""
    return 2 * sum(unicodedata.name(letter, "").startswith(DENSE_SCRIPTS) for letter in form) >= len(form) > 0


def is_long_enough(form: str) -> bool:
    """Say whether a form has enough letters to be compared with others than its equals."""
    return len(form) >= (LEAST_DENSE_LETTERS if is_dense(form) else LEAST_LETTERS)


def likeness(a: str, b: str) -> float:
    """Return the larger of normalised Levenshtein similarity and of the Jaccard index of the pieces of two forms."""
    pieces_of_a, pieces_of_b = pieces(a), pieces(b)
    shared = len(pieces_of_a & pieces_of_b) / max(1, len(pieces_of_a | pieces_of_b))
    return max(Levenshtein.normalized_similarity(a, b), shared)


def pieces(form: str) -> set[str]:
    """Return the runs of four characters of a form, of two in dense scripts."""
    width = 2 if is_dense(form) else 4
    return {form[start : start + width] for start in range(max(1, len(form) - width + 1))}


def same(a: str, b: str) -> bool:
    """Say whether two forms are near-duplicates."""
    return a == b or (is_long_enough(a) and is_long_enough(b) and likeness(a, b) >= SIMILARITY)


def similar_rows(forms: Sequence[str], similarity: float = SIMILARITY) -> set[tuple[int, int]]:
    """Return every pair of rows (i, j), i < j, whose normalised Levenshtein similarity reaches a threshold."""
    return {
        (i, j)
        for j, form in enumerate(forms)
        for i, other in enumerate(forms[:j])
        if Levenshtein.normalized_similarity(other, form, score_cutoff=similarity) >= similarity
    }


def exact_pairs(forms: Sequence[str]) -> set[tuple[int, int]]:
    """Return every pair of rows (i, j), i < j, of near-duplicates."""
    return {(i, j) for j, form in enumerate(forms) for i, other in enumerate(forms[:j]) if same(other, form)}


def exact_leaders(forms: Sequence[str], pairs: set[tuple[int, int]]) -> list[int]:
    """Return for each row the row that leads its cluster; rows are in the order in which they were first posted."""
    leaders: list[int] = []
    components = linked_rows(len(forms), pairs)
    for row, form in enumerate(forms):
        known = (first for first in dict.fromkeys(leaders) if components[first] == components[row])
        near = (first for first in known if likeness(forms[first], form) >= LIKENESS_TO_FIRST)
        leaders.append(next(near, row))
    return leaders


def linked_rows(count: int, pairs: set[tuple[int, int]]) -> list[int]:
    """Return for each row the first row that a chain of similar pairs leads to."""
    neighbours: dict[int, list[int]] = {row: [] for row in range(count)}
    for i, j in pairs:
        neighbours[i].append(j)
        neighbours[j].append(i)
    reached_from = [-1] * count
    for row in range(count):
        waiting = [row] if reached_from[row] < 0 else []
        while waiting:
            reached = waiting.pop()
            if reached_from[reached] < 0:
                reached_from[reached] = row
                waiting.extend(neighbours[reached])
    return reached_from
