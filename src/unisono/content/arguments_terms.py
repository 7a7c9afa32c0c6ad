"""The terms of a claim: what tells its texts from others, which texts have two of them, and which belong together."""

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import average, fcluster
from scipy.sparse import csr_array

from unisono.content.arguments_groups import WeighedTexts

Int64 = NDArray[np.int64]

TERMS = 8
"""Terms of a claim, stems of words: two of them are in each of its wordings."""

HELD_BY = 0.5
"""The share of a group's wordings that must have two of its terms; a group of which fewer have is split again."""

LEAST_TIMES = 3.0
"""How many times commoner a term is inside a claim than around it."""

WEAKEST = 0.1
"""The score of a claim's third term and further ones, at least, as a part of the first one's."""

LEAST_SHARE = 0.05

TOGETHER = 0.2
"""Of the texts with the rarer of two terms, the share that has the other too, if the terms are of one claim."""


def telling_terms(texts: WeighedTexts, rows: Int64, most: int = TERMS) -> Int64:
    """Return the stems that tell texts apart from those around them: int64, the most telling first.

    A stem's score is the share of these texts that have it, times the squared logarithm of how many times commoner it
    is here than among the others around, most of which are in the same language.
    """
    stems, inside = np.unique(_stems_of(texts.has_stem, rows)[1], return_counts=True)
    place = int(np.bincount(texts.around[rows]).argmax())
    if texts.around_size[place] > 2 * len(rows):
        near = rows[texts.around[rows] == place]
        outside = _uses_in(texts.around_uses, place, stems) - _count(_stems_of(texts.has_stem, near)[1], stems)
        others = int(texts.around_size[place]) - len(near)
    else:
        outside = texts.uses[stems] - inside
        others = int(texts.around_size.sum()) - len(rows)
    share = inside / len(rows)
    times = share / ((outside + 1.0) / (others + 1.0)) if others else np.full(len(stems), np.e)
    told = (inside >= min(2, len(rows))) & (share >= LEAST_SHARE) & (times >= LEAST_TIMES)
    if told.sum() < 2:  # among few texts everything is common
        told = (inside >= min(2, len(rows))) & (share >= HELD_BY) & (times > 1.0)
    score = np.where(told, share * np.log(np.maximum(times, 1.0)) ** 2, 0.0)
    order = np.argsort(-np.round(score, 9), kind="stable")[:most]
    telling = score[order] > np.where(np.arange(len(order)) < 2, 0.0, WEAKEST * score[order[0]] if len(order) else 0.0)
    return stems[order[telling]].astype(np.int64)


def terms_of_single_texts(texts: WeighedTexts, rows: Int64) -> list[Int64]:
    """Return telling_terms of each of these texts alone, all at once."""
    text, stem = _stems_of(texts.has_stem, rows)
    place = texts.around[rows][text]
    within = texts.around_size[place] > 2
    uses = np.where(within, _uses_of_cells(texts.around_uses, place, stem), texts.uses[stem])
    others = np.where(within, texts.around_size[place], texts.around_size.sum()) - 1
    times = np.where(others > 0, (others + 1.0) / np.maximum(uses, 1), np.e)
    told = times >= LEAST_TIMES
    few = np.bincount(text, weights=told, minlength=len(rows)) < 2
    told = np.where(few[text], times > 1.0, told)
    score = np.round(np.where(told, np.log(np.maximum(times, 1.0)) ** 2, 0.0), 9)
    order = np.lexsort((stem, -score, text))
    start = np.searchsorted(text, np.arange(len(rows) + 1))
    turn = np.arange(len(text)) - start[text]
    least = np.where(turn < 2, 0.0, WEAKEST * score[order][start[text]])
    kept = (turn < TERMS) & (score[order] > least)
    ends = np.cumsum(np.bincount(text[kept], minlength=len(rows)))[:-1]
    return np.split(stem[order][kept], ends) if len(rows) else []


def _uses_of_cells(around_uses: csr_array, place: Int64, stem: Int64) -> Int64:
    """Return in how many texts of each surrounding the stem beside it is."""
    width = around_uses.shape[1]
    owner = np.repeat(np.arange(around_uses.shape[0], dtype=np.int64), np.diff(around_uses.indptr))
    keys = owner * width + around_uses.indices
    wanted = place * width + stem
    cell = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    return np.where(keys[cell] == wanted, around_uses.data[cell], 0).astype(np.int64) if len(keys) else wanted * 0


def holds_two(texts: WeighedTexts, rows: Int64, terms: Int64) -> NDArray[np.bool_]:
    """Return which of the texts have at least two of the terms."""
    return np.asarray(_holds(texts, rows, terms).sum(axis=1) >= 2)


def claim_terms(texts: WeighedTexts, rows: Int64, most: int = TERMS) -> Int64:
    """Return the telling terms that belong together; where there are several such sets, that of most texts."""
    terms = telling_terms(texts, rows, most)
    sets = terms_that_belong(texts, rows, terms)
    return max(sets, key=lambda one: int(holds_two(texts, rows, one).sum()), default=terms)


def terms_that_belong(texts: WeighedTexts, rows: Int64, terms: Int64) -> list[Int64]:
    """Return the terms in sets that the texts have together, the set of the most telling term first.

    Sets are joined while, on average over their pairs of terms, a fifth of the texts with the rarer one have both.
    """
    holds = _holds(texts, rows, terms).astype(np.int64)
    both = holds.T @ holds
    uses = np.diagonal(both)
    apart = 1.0 - both / np.maximum(np.minimum.outer(uses, uses), 1)
    if (apart <= 1.0 - TOGETHER).all():
        return [terms] if len(terms) else []
    part = fcluster(average(apart[np.triu_indices(len(terms), 1)]), 1.0 - TOGETHER, "distance")
    return [terms[part == part[place]] for place in np.sort(np.unique(part, return_index=True)[1])]


def _holds(texts: WeighedTexts, rows: Int64, terms: Int64) -> NDArray[np.bool_]:
    """Return which text has which term: bool (texts, terms)."""
    text, stem = _stems_of(texts.has_stem, rows)
    order = np.argsort(terms)
    place = np.searchsorted(terms, stem, sorter=order)
    place = order[np.minimum(place, len(terms) - 1)] if len(terms) else np.zeros(len(stem), np.int64)
    found = np.flatnonzero(terms[place] == stem) if len(terms) else np.zeros(0, np.int64)
    held = np.zeros((len(rows), len(terms)), np.bool_)
    held[text[found], place[found]] = True
    return held


def _stems_of(has_stem: csr_array, rows: Int64) -> tuple[Int64, Int64]:
    """Return the stems of texts one after the other, and the place in `rows` of the text of each."""
    start = has_stem.indptr[rows].astype(np.int64)
    length = has_stem.indptr[rows + 1] - start
    text = np.repeat(np.arange(len(rows), dtype=np.int64), length)
    before = np.cumsum(length) - length
    return text, has_stem.indices[(start - before)[text] + np.arange(len(text))].astype(np.int64)


def _uses_in(around_uses: csr_array, place: int, stems: Int64) -> Int64:
    """Return in how many texts of a surrounding each of the stems (ascending) is."""
    cells = slice(around_uses.indptr[place], around_uses.indptr[place + 1])
    used = around_uses.indices[cells]
    if not len(used):
        return np.zeros(len(stems), np.int64)
    cell = np.minimum(np.searchsorted(used, stems), len(used) - 1)
    return np.where(used[cell] == stems, around_uses.data[cells][cell], 0).astype(np.int64)


def _count(found: Int64, stems: Int64) -> Int64:
    """Return how often each of the stems (ascending) is among those found, which are all of them."""
    return np.bincount(np.searchsorted(stems, found), minlength=len(stems)).astype(np.int64)
