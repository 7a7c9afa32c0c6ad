"""Which words near-duplicate texts have in common, and between which of them other words may stand."""

import zlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from unisono.content.aligning import NOTHING, Int32, align_words
from unisono.content.text_words import WORD, Words

MOST_ALIGNED = 96
"""Distinct texts from which the fixed words are found, chosen by a hash of their words."""

COVERED = 0.9
"""Share of the sample that must have every fixed word; words are given up, the rarest first, until it has."""

CLOSED = 0.05
"""Share of the texts that may be left out, at most, to keep their odd insertions from becoming slots."""

_SUPPORT = 0.5
_JOINED = 4
_SHORT = 3


def choose_fixed(split: Sequence[Words]) -> tuple[str, ...]:
    """Return the keys of the words, in order, that nine in ten of a sample of the texts have in common.

    The texts are aligned with the most typical of them: the one with most words that half of the sample has.
    """
    sample = _sample(split)
    if not sample:
        return ()
    typical = _most_typical(sample, [1] * len(sample))
    worth = [_worth(key, kind) for key, kind in zip(typical.keys, typical.kinds, strict=True)]
    has = align_words(typical.keys, [words.keys for words in sample], worth, _JOINED) != NOTHING
    support = has.mean(axis=0)
    kept = np.flatnonzero(support > _SUPPORT)
    while len(kept) and has[:, kept].all(axis=1).mean() < COVERED:
        kept = _without_rarest(kept, support)
    return tuple(typical.keys[number] for number in kept)


def choose_fixed_of_most(split: Sequence[Words], posts: Sequence[int]) -> tuple[str, ...]:
    """Return the keys of the words, in order, that the largest part of the posts have in common.

    Words are given up, the rarest first; of all steps on that way the one is taken at which the words that are left,
    times the posts that have all of them, are most. Where no word is in more than half of the posts, the words of the
    text that was posted most are all of them. posts: those of each text.
    """
    sample, counts = _most_posted(split, posts)
    if not sample:
        return ()
    typical = _most_typical(sample, counts)
    worth = [_worth(key, kind) for key, kind in zip(typical.keys, typical.kinds, strict=True)]
    has = align_words(typical.keys, [words.keys for words in sample], worth, _JOINED) != NOTHING
    weights = np.array(counts, dtype=np.int64)
    support = weights @ has
    kept = np.flatnonzero(support > _SUPPORT * weights.sum())
    best, most = kept, 0
    while len(kept):
        size = len(kept) * int(weights[has[:, kept].all(axis=1)].sum())
        if size > most:
            best, most = kept, size
        kept = _without_rarest(kept, support)
    return tuple(typical.keys[number] for number in best) if most else sample[0].keys


def gap_sizes(places: Int32, lengths: Int32) -> Int32:
    """Return how many words stand before each anchor and after the last, int32 (texts, anchors + 1)."""
    edges = np.hstack([np.full((len(places), 1), -1, dtype=np.int32), places, lengths[:, None]])
    return np.asarray(np.diff(edges, axis=1) - 1, dtype=np.int32)


def choose_open(gaps: Int32) -> np.ndarray[Any, Any]:
    """Return between which anchors words may stand: bool (anchors + 1).

    Gaps that hardly any text fills are closed, the rarest first, as long as the texts they cost are few.
    """
    filled = gaps > 0
    opened: np.ndarray[Any, Any] = np.asarray(filled.any(axis=0))
    lost = np.zeros(len(gaps), dtype=np.bool_)
    for gap in np.argsort(filled.sum(axis=0), kind="stable"):
        without = lost | filled[:, gap]
        if opened[gap] and without.sum() <= CLOSED * len(gaps):
            lost, opened[gap] = without, False
    return opened


def _without_rarest(kept: np.ndarray[Any, Any], support: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the words without the rarest; of equally rare words the last goes first."""
    return np.delete(kept, len(kept) - 1 - int(np.argmin(support[kept][::-1])))


def _sample(split: Sequence[Words]) -> list[Words]:
    distinct = {words.keys: words for words in split}
    if len(distinct) <= MOST_ALIGNED:
        return [distinct[keys] for keys in sorted(distinct)]
    return [distinct[keys] for keys in sorted(distinct, key=_hashed)[:MOST_ALIGNED]]


def _most_posted(split: Sequence[Words], posts: Sequence[int]) -> tuple[list[Words], list[int]]:
    """Return the different texts of most posts, most first, with their posts; of equals those that a hash chooses."""
    distinct = {words.keys: words for words in split if words.keys}
    counts: Counter[tuple[str, ...]] = Counter()
    for words, count in zip(split, posts, strict=True):
        if words.keys:
            counts[words.keys] += count
    chosen = sorted(counts, key=lambda keys: (-counts[keys], *_hashed(keys)))[:MOST_ALIGNED]
    return [distinct[keys] for keys in chosen], [counts[keys] for keys in chosen]


def _hashed(keys: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return zlib.crc32("\x1f".join(keys).encode("utf-8", "surrogatepass")), keys


def _most_typical(sample: Sequence[Words], posts: Sequence[int]) -> Words:
    """Return the text with most of the words that more than half have, of equals the shortest, then the most posted.

    posts: how often each of the sample counts.
    """
    counts: Counter[tuple[str, int]] = Counter()
    numbered = [_numbered(words.keys) for words in sample]
    for own, times in zip(numbered, posts, strict=True):
        counts.update(dict.fromkeys(own, times))
    usual = {word for word, count in counts.items() if count > _SUPPORT * sum(posts)}
    order = [
        (-sum(word in usual for word in own), len(own), -times, words.keys)
        for own, times, words in zip(numbered, posts, sample, strict=True)
    ]
    return sample[order.index(min(order))]


def _numbered(keys: Sequence[str]) -> list[tuple[str, int]]:
    """Return each word with how often it stood before: the second "the" is another word than the first."""
    seen: Counter[str] = Counter()
    own = []
    for key in keys:
        own.append((key, seen[key]))
        seen[key] += 1
    return own


def _worth(key: str, kind: str) -> int:
    """Return the worth of a found word: short ones are often found by accident."""
    return 10 if kind != WORD or len(key) > _SHORT else 7
