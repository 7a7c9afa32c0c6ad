"""How often somebody would write a given wording, going by how the words of the other texts follow one another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import polars as pl
from numpy.typing import NDArray

Int64 = NDArray[np.int64]

_NO_SPACES = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_TOKEN = rf"[{_NO_SPACES}]|[\w--[{_NO_SPACES}]]+"
"""A word; in scripts that put no spaces between words, a sign of its own."""

DISTANCES = (1, 2, 3)
"""How far back a word looks for one that announces it."""


@dataclass(frozen=True)
class _Words:
    """The words of texts, one behind the other: of which text each is, and its number, -1 where nobody asks for it."""

    texts: Int64
    numbers: Int64


@dataclass(frozen=True)
class WordFactors:
    """The words of one wording: how likely each is in its place, and how many letters it has."""

    factors: list[float]
    letters: list[int]

    def chance(self, spare: float = 0.0) -> float:
        """Return the chance that a text of somebody else consists of these words in this order.

        spare: the share of the letters that may be any others; it counts by the choice of words with so many letters
        that makes the rest most likely, times the number of choices, which bounds the chance from above.
        """
        return _with_spare(self.factors, self.letters, spare)


def word_chances(wordings: Sequence[str], among: pl.Series, spare: Sequence[float] | None = None) -> list[float]:
    """Return WordFactors.chance of each wording; spare: for each wording the share of letters that may be others."""
    words = word_factors(wordings, among)
    shares = [0.0] * len(words) if spare is None else spare
    return [own.chance(share) for own, share in zip(words, shares, strict=True)]


def word_factors(wordings: Sequence[str], among: pl.Series) -> list[WordFactors]:
    """Return how likely the words of each wording are in their places.

    A Markov chain over words (Shannon 1948, section 3), counted from `among`, distinct wordings of the case, without
    the wording itself. A word counts as likely as it is anywhere, or behind one of the three words before it at the
    same distance, whichever is most: so neither phrases in common use surprise, nor those with a gap that everybody
    fills differently, such as a number or a name.
    """
    if not wordings:
        return []
    tokens = _tokens(pl.Series(wordings, dtype=pl.String))
    split = tokens.to_list()
    wanted = sorted({word for own in split for word in own})
    own, others = _numbered(tokens, wanted), _numbered(_tokens(among), wanted)
    known = set(among.to_list())
    counted = np.array([wording in known for wording in wordings], np.bool_)
    ends = np.cumsum([len(words) for words in split])[:-1]
    factors = np.split(_factors(own, others, counted, len(wanted)), ends)
    return [
        WordFactors(likely.tolist(), [len(word) for word in words])
        for likely, words in zip(factors, split, strict=True)
    ]


def _tokens(wordings: pl.Series) -> pl.Series:
    return wordings.str.extract_all(_TOKEN)


def _numbered(tokens: pl.Series, wanted: list[str]) -> _Words:
    sizes = tokens.list.len().fill_null(0).to_numpy()
    said = tokens.filter(tokens.list.len() > 0).explode()
    numbers = said.cast(pl.Enum(wanted), strict=False).to_physical().cast(pl.Int64).fill_null(-1).to_numpy()
    return _Words(np.repeat(np.arange(len(sizes)), sizes), numbers)


def _factors(own: _Words, others: _Words, counted: NDArray[np.bool_], word_count: int) -> NDArray[np.float64]:
    """Return the chance of each word of the wordings in its place; a wording that the others hold is taken out."""
    taken_out = counted[own.texts]
    said = np.bincount(others.numbers[others.numbers >= 0], minlength=word_count)
    times = said[own.numbers] - taken_out * _occurrences(own.texts * word_count + own.numbers)
    sizes = np.bincount(own.texts, minlength=len(counted))
    left = np.maximum(1, len(others.numbers) - counted * sizes)
    factors: NDArray[np.float64] = (times + 1) / (left[own.texts] + 1)
    for far in DISTANCES:
        before = np.flatnonzero(own.texts[:-far] == own.texts[far:])
        pairs = own.numbers[before] * word_count + own.numbers[before + far]
        keys, of_pair = np.unique(pairs, return_inverse=True)
        in_own = _occurrences(own.texts[before] * len(keys) + of_pair)
        together = _count_pairs(others, far, keys, word_count)[of_pair] - taken_out[before] * in_own
        shares = np.divide(together, times[before], out=np.zeros(len(before)), where=times[before] > 0)
        factors[before + far] = np.maximum(factors[before + far], shares)
    return factors


def _count_pairs(words: _Words, far: int, keys: Int64, word_count: int) -> Int64:
    """Count how often one word stands so far behind another: int64 (keys); a key is one * word_count + the other."""
    before, after = words.numbers[:-far], words.numbers[far:]
    both = (before >= 0) & (after >= 0) & (words.texts[:-far] == words.texts[far:])
    seen = before[both] * word_count + after[both]
    # Looking each up among the few that are asked for is less work than counting all.
    places = np.searchsorted(keys, seen)
    found = places[keys[np.minimum(places, len(keys) - 1)] == seen] if len(keys) else places[:0]
    return np.bincount(found, minlength=len(keys))


def _occurrences(values: Int64) -> Int64:
    """Return how often each value is there."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    times: Int64 = counts[place]
    return times


def _with_spare(factors: list[float], letters: list[int], share: float) -> float:
    """Return a bound on the product without words of this share of the letters, times the ways to choose them.

    The words that cost most for each letter go first, the last of them in part (the relaxed knapsack: Dantzig 1957), so
    that no choice of whole words leaves more.
    """
    room = share * sum(letters)
    left, saved = room, 0.0
    costs = [-math.log(factor) for factor in factors]
    for cost, length in sorted(zip(costs, letters, strict=True), key=lambda one: one[0] / one[1], reverse=True):
        taken = min(1.0, left / length)
        saved += taken * cost
        left -= taken * length
    most = sum(1 for together in accumulate(sorted(letters)) if together <= room)
    logarithm = saved - sum(costs) + math.log(math.comb(len(letters), most))
    return math.exp(min(0.0, logarithm))
