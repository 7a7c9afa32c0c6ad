"""Alignment of many texts with one: which of its words stand in each, in the same order."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Int32 = NDArray[np.int32]

NOTHING = -1
_IMPOSSIBLE = np.int32(-(2**30))
_MOST_CELLS = 4_000_000


def as_table(rows: Sequence[Sequence[int]]) -> Int32:
    """Return numbered words as int32 (texts, words of the longest), filled up with NOTHING."""
    width = max((len(row) for row in rows), default=0)
    table = np.full((len(rows), width), NOTHING, dtype=np.int32)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table


def align_words(keys: Sequence[str], texts: Sequence[Sequence[str]], worth: Sequence[int], joined: int) -> Int32:
    """Return where each of the keys stands in each text of words: as `align` does for numbers."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    table = as_table([[numbers.get(word, NOTHING - 1) for word in words] for words in texts])
    pattern = np.array([numbers[key] for key in keys], dtype=np.int32)
    return align(pattern, table, np.array(worth, dtype=np.int32), joined)


def align(pattern: Int32, texts: Int32, worth: Int32, joined: int) -> Int32:
    """Return where each word of the pattern stands in each text, int32 (texts, words of the pattern), or NOTHING.

    The alignment with the largest sum is taken: `worth` of each word that is found, in order, and `joined` for each
    that follows the one before it without a gap (Needleman and Wunsch 1970, gaps free, neighbours preferred). Of equal
    ones the one that leaves out the later words of the pattern, and stands further left, is taken.
    """
    height = max(1, _MOST_CELLS // max(1, (len(pattern) + 1) * (texts.shape[1] + 1)))
    parts = [_align(pattern, texts[first : first + height], worth, joined) for first in range(0, len(texts), height)]
    return np.concatenate(parts) if parts else np.empty((0, len(pattern)), dtype=np.int32)


def _align(pattern: Int32, texts: Int32, worth: Int32, joined: int) -> Int32:
    """Fill one table for the best sums so far and one for those that end in a match here, a row per pattern word."""
    count, width = texts.shape
    best = np.zeros((len(pattern) + 1, count, width + 1), dtype=np.int32)
    ending = np.full_like(best, _IMPOSSIBLE)
    for number, word in enumerate(pattern, start=1):
        before = np.maximum(best[number - 1, :, :-1], ending[number - 1, :, :-1] + joined)
        ending[number, :, 1:] = np.where(texts == word, before + worth[number - 1], _IMPOSSIBLE)
        best[number] = np.maximum(best[number - 1], np.maximum.accumulate(ending[number], axis=1))
    return _trace_back(best, ending, joined)


def _trace_back(best: Int32, ending: Int32, joined: int) -> Int32:
    length, count, width = best.shape
    places = np.full((count, length - 1), NOTHING, dtype=np.int32)
    text = np.arange(count)
    column = np.full(count, width - 1)
    follows = np.zeros(count, dtype=np.bool_)
    for number in range(length - 1, 0, -1):
        value = best[number, text, column]
        found = follows | (value != best[number - 1, text, column])
        leftmost = np.argmax(ending[number] == value[:, None], axis=1)
        place = np.where(follows, column, leftmost)
        places[found, number - 1] = place[found] - 1
        column = np.where(found, place - 1, column)
        neighbour = ending[number - 1, text, column] + joined
        follows = found & (neighbour > 0) & (neighbour >= best[number - 1, text, column])
    return places
