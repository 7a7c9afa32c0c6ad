"""How often terms are used on two sides, counted without a table of all terms: only those used often get names."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.words import cut_runs, read_tokens, sorted_once
from unisono.engine.numbering import number_keys

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]
Copies = tuple[Float64, Float64]
"""How many times each text is inside, and outside: float64 (texts)."""

KEY_BITS = 63
"""Bits of a text's number and a term's."""

TABLE_BITS = 20


@dataclass(frozen=True)
class TermCounts:
    """Terms used often enough inside, in no order: names, and float64 (terms) in how many texts of each side they are.

    totals: the uses of all terms on either side, of those without a name as well.
    """

    names: pl.Series
    inside: Float64
    outside: Float64
    totals: tuple[float, float]


def count_terms(texts: pl.Series, copies: Copies, *, fewest: int, pairs: bool = True, tags: bool = True) -> TermCounts:
    """Count in how many texts the terms of words.find_terms are that at least `fewest` texts inside have."""
    tokens = read_tokens(texts, tags=tags)
    runs = cut_runs(tokens)
    is_word = ~tokens.is_unspaced[tokens.word] & (tokens.word >= 0)
    words = tokens.text[is_word], tokens.word[is_word]
    counted = [
        _count(words, len(tokens.names), copies, fewest, tokens.names.gather),
        _count(runs.in_texts(tokens), len(runs.sizes), copies, fewest, runs.names),
    ]
    if pairs:
        counted.append(_count(tokens.side_by_side(), len(tokens.names) ** 2, copies, fewest, tokens.name_pairs))
    return TermCounts(
        pl.concat([part.names for part in counted]),
        np.concatenate([part.inside for part in counted]),
        np.concatenate([part.outside for part in counted]),
        (sum(part.totals[0] for part in counted), sum(part.totals[1] for part in counted)),
    )


def _count(
    uses: tuple[Int64, Int64], terms: int, copies: Copies, fewest: int, name: Callable[[Int64], pl.Series]
) -> TermCounts:
    """Count terms, numbers below `terms`, by where they are used: texts, in their order, and terms."""
    text, term = _once_a_text(*uses, terms)
    inside, outside = (of_side[text] for of_side in copies)
    is_inside = np.flatnonzero(inside)
    named = _used_often(term[is_inside], inside[is_inside], fewest)
    known, place = _places_among(named, term, terms)
    sums = [np.bincount(place, weights=side[known], minlength=len(named)).astype(float) for side in (inside, outside)]
    return TermCounts(name(named), sums[0], sums[1], (float(inside.sum()), float(outside.sum())))


def _once_a_text(text: Int64, term: Int64, terms: int) -> tuple[Int64, Int64]:
    """Return each use once a text, sorting as many texts at once as fit into a key of 64 bits."""
    bits = max(terms - 1, 1).bit_length()
    texts_at_once = 1 << (KEY_BITS - bits)
    nothing = np.empty(0, np.int64)
    texts, found = [nothing], [nothing]
    for start in range(0, int(text[-1]) + 1 if len(text) else 0, texts_at_once):
        begin, end = np.searchsorted(text, (start, start + texts_at_once))
        keys = sorted_once(((text[begin:end] - start) << bits) | term[begin:end])
        texts.append((keys >> bits) + start)
        found.append(keys & ((1 << bits) - 1))
    return np.concatenate(texts), np.concatenate(found)


def _used_often(term: Int64, copies: Float64, fewest: int) -> Int64:
    """Return the terms that are used so often or more, in ascending order."""
    codes, first = number_keys(term.astype(np.uint64))
    return np.sort(term[first[np.bincount(codes, weights=copies, minlength=len(first)) >= fewest]])


def _places_among(named: Int64, term: Int64, terms: int) -> tuple[Int64, Int64]:
    """Return which of the terms are among the named, in ascending order, and where."""
    if len(named) == 0:
        return named, named
    if terms <= len(term):
        place_of = np.full(terms, -1)
        place_of[named] = np.arange(len(named))
        place = place_of[term]
        return np.flatnonzero(place >= 0), place[place >= 0]
    # Most terms have no name, and a table of bits tells most of these more quickly than a search.
    may_be = np.zeros(1 << TABLE_BITS, np.bool_)
    may_be[_slots(named)] = True
    asked = np.flatnonzero(may_be[_slots(term)])
    place = np.minimum(np.searchsorted(named, term[asked]), len(named) - 1)
    same = named[place] == term[asked]
    return asked[same], place[same]


def _slots(term: Int64) -> NDArray[np.uint64]:
    mixed: NDArray[np.uint64] = term.astype(np.uint64) * np.uint64(0x9FB21C651E98DF25)
    return mixed >> np.uint64(64 - TABLE_BITS)
