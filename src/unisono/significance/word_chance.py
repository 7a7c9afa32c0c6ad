"""How often somebody would write a given wording, going by how the words of the other texts follow one another."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import polars as pl

_NO_SPACES = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_TOKEN = rf"[{_NO_SPACES}]|[\w--[{_NO_SPACES}]]+"
"""A word; in scripts that put no spaces between words, a sign of its own."""

DISTANCES = (1, 2, 3)
"""How far back a word looks for one that announces it."""

_Follows = dict[int, Counter[tuple[str, str]]]
"""By distance, how often one word stands so far behind another."""


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
    split = _tokens(pl.Series(wordings, dtype=pl.String)).to_list()
    total, words, follows = _count(among, split)
    known = set(among.to_list())
    return [
        WordFactors(_word_factors(own, total, words, follows, counted=wording in known), [len(word) for word in own])
        for wording, own in zip(wordings, split, strict=True)
    ]


def _tokens(wordings: pl.Series) -> pl.Series:
    return wordings.str.extract_all(_TOKEN)


def _count(among: pl.Series, split: Sequence[list[str]]) -> tuple[int, Counter[str], _Follows]:
    """Count all words of `among`, and there the words of the split wordings, and those that follow one another so."""
    wanted = sorted({word for own in split for word in own})
    number_of = {word: number for number, word in enumerate(wanted)}
    tokens = _tokens(among)
    sizes = tokens.list.len().fill_null(0).to_numpy()
    said = tokens.filter(tokens.list.len() > 0).explode()
    numbers = said.cast(pl.Enum(wanted), strict=False).to_physical().cast(pl.Int64).fill_null(-1).to_numpy()
    texts = np.repeat(np.arange(len(sizes)), sizes)
    counts = np.bincount(numbers[numbers >= 0], minlength=len(wanted)).tolist()
    words = Counter({word: count for word, count in zip(wanted, counts, strict=True) if count})
    follows: _Follows = {}
    for far in DISTANCES:
        pairs = sorted({(number_of[a], number_of[b]) for own in split for a, b in zip(own, own[far:], strict=False)})
        keys = np.array([before * len(wanted) + after for before, after in pairs], np.int64)
        before, after = numbers[:-far], numbers[far:]
        both = (before >= 0) & (after >= 0) & (texts[:-far] == texts[far:])
        seen = before[both] * len(wanted) + after[both]
        # Looking each up among the few that are asked for is less work than counting all.
        places = np.searchsorted(keys, seen)
        found = places[keys[np.minimum(places, len(keys) - 1)] == seen] if len(keys) else places[:0]
        times = np.bincount(found, minlength=len(keys)).tolist()
        follows[far] = Counter({(wanted[a], wanted[b]): count for (a, b), count in zip(pairs, times, strict=True)})
    return int(sizes.sum()), words, follows


def _word_factors(own: list[str], total: int, words: Counter[str], follows: _Follows, *, counted: bool) -> list[float]:
    """Return the chance of each word in its place; where `among` holds the text (`counted`), it is taken out."""
    minus_words = Counter(own) if counted else Counter()
    left = max(1, total - sum(minus_words.values()))
    factors = [(words[word] - minus_words[word] + 1) / (left + 1) for word in own]
    for far in DISTANCES:
        pairs = list(zip(own, own[far:], strict=False))
        minus_follows = Counter(pairs) if counted else Counter()
        for place, (before, after) in enumerate(pairs, start=far):
            times = words[before] - minus_words[before]
            together = follows[far][before, after] - minus_follows[before, after]
            factors[place] = max(factors[place], together / times if times > 0 else 0.0)
    return factors


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
