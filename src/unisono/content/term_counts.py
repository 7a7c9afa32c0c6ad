"""How often terms are used in groups of texts and around them, counted without a table of all terms and texts."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.words import Tokens, cut_runs, sorted_once

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

KEY_BITS = 63
"""Bits of a text's number and a term's."""

TABLE_BITS = 20
EVERYWHERE = -1


@dataclass(frozen=True)
class Sides:
    """Which texts are inside a group and which outside.

    group: int64 (texts), each text's group, numbered from 0, or -1. among: int64 (texts), which part of all texts each
    is in. compared_with: int64 (groups), the part whose other texts are outside of a group, or EVERYWHERE. copies:
    float64 (texts), how many times each text counts.
    """

    group: Int64
    among: Int64
    compared_with: Int64
    copies: Float64


@dataclass(frozen=True)
class TermCounts:
    """Terms used often enough inside a group, in no order: names, and float64 (terms) in how many texts of each side.

    totals: the uses of all terms on either side, of those without a name as well. texts: the texts of either side.
    """

    names: pl.Series
    inside: Float64
    outside: Float64
    totals: tuple[float, float]
    texts: tuple[float, float]


def count_terms(tokens: Tokens, sides: Sides, *, fewest: int, pairs: bool = True) -> list[TermCounts]:
    """Count, for each group, in how many texts the terms of words.find_terms are that `fewest` texts inside have."""
    runs = cut_runs(tokens)
    is_word = ~tokens.is_unspaced[tokens.word] & (tokens.word >= 0)
    words = tokens.text[is_word], tokens.word[is_word]
    kinds = [
        _count(words, len(tokens.names), sides, fewest, tokens.names.gather),
        _count(runs.in_texts(tokens), len(runs.sizes), sides, fewest, runs.names),
    ]
    if pairs:
        kinds.append(_count(tokens.side_by_side(), len(tokens.names) ** 2, sides, fewest, tokens.name_pairs))
    texts = _sums(sides, np.arange(len(sides.group)))
    counted = []
    for number in range(len(sides.compared_with)):
        parts = [kind[number] for kind in kinds]
        counted.append(
            TermCounts(
                pl.concat([part.names for part in parts]),
                np.concatenate([part.inside for part in parts]),
                np.concatenate([part.outside for part in parts]),
                (sum(part.totals[0] for part in parts), sum(part.totals[1] for part in parts)),
                (float(texts[0][number]), float(texts[1][number])),
            )
        )
    return counted


def _count(
    uses: tuple[Int64, Int64], terms: int, sides: Sides, fewest: int, name: Callable[[Int64], pl.Series]
) -> list[TermCounts]:
    """Count terms, numbers below `terms`, by where they are used: texts, in their order, and terms."""
    text, term = _once_a_text(*uses, terms)
    group, number, inside = _used_inside(text, term, terms, sides, fewest)
    named = np.unique(number)
    known, place = _places_among(named, term, terms)
    outside = _outside(text[known], place, len(named), sides)
    totals = _sums(sides, text)
    names = name(named)
    counted = []
    for each in range(len(sides.compared_with)):
        those = slice(*np.searchsorted(group, (each, each + 1)).tolist())
        places = np.searchsorted(named, number[those])
        sums = (float(totals[0][each]), float(totals[1][each]))
        counted.append(TermCounts(names.gather(places), inside[those], outside[each, places], sums, (0.0, 0.0)))
    return counted


def _used_inside(text: Int64, term: Int64, terms: int, sides: Sides, fewest: int) -> tuple[Int64, Int64, Float64]:
    """Return group, term and uses of what `fewest` texts of a group or more have, group by group."""
    inside = np.flatnonzero(sides.group[text] >= 0)
    keys, place = np.unique(sides.group[text[inside]] * terms + term[inside], return_inverse=True)
    uses = np.bincount(place, weights=sides.copies[text[inside]], minlength=len(keys))
    often = uses >= fewest
    return keys[often] // max(terms, 1), keys[often] % max(terms, 1), uses[often].astype(np.float64)


def _outside(text: Int64, place: Int64, named: int, sides: Sides) -> Float64:
    """Return (groups, named): the uses of each named term outside of each group; text and place once a text."""
    weight, parts = sides.copies[text], np.unique(sides.compared_with)
    of_part = np.zeros((len(parts), named))
    for number, part in enumerate(parts.tolist()):
        those = sides.among[text] == part if part != EVERYWHERE else slice(None)
        of_part[number] = np.bincount(place[those], weights=weight[those], minlength=named)
    own = np.flatnonzero(_is_own(sides, text))
    groups = len(sides.compared_with)
    keys = sides.group[text[own]] * named + place[own]
    inside = np.bincount(keys, weights=weight[own], minlength=groups * named).reshape(groups, named)
    return np.asarray(of_part[np.searchsorted(parts, sides.compared_with)] - inside, np.float64)


def _sums(sides: Sides, text: Int64) -> tuple[Float64, Float64]:
    """Return for each group how often these texts count inside, and outside."""
    groups, weight, group = len(sides.compared_with), sides.copies[text], sides.group[text]
    told = group >= 0
    inside = np.bincount(group[told], weights=weight[told], minlength=groups).astype(np.float64)
    parts = int(sides.compared_with.max(initial=0)) + 1
    of_part = np.bincount(sides.among[text], weights=weight, minlength=parts)
    own = np.flatnonzero(_is_own(sides, text))
    everywhere = sides.compared_with == EVERYWHERE
    outside = np.where(everywhere, weight.sum(), of_part[np.maximum(sides.compared_with, 0)])
    return inside, outside - np.bincount(group[own], weights=weight[own], minlength=groups)


def _is_own(sides: Sides, text: Int64) -> NDArray[np.bool_]:
    """Say which texts are in a group and in the part that it is compared with."""
    group = sides.group[text]
    part = sides.compared_with[group] if len(sides.compared_with) else np.full(len(group), EVERYWHERE)
    return np.asarray((group >= 0) & ((part == EVERYWHERE) | (part == sides.among[text])))


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
