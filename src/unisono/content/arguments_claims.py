"""Groups of wordings made claims: split until two of a few telling terms are in most of a group's wordings."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from unisono.content.arguments_groups import (
    NONE,
    GroupSettings,
    WeighedTexts,
    communities,
    join_alike,
    related_texts,
)

Int64 = NDArray[np.int64]

TERMS = 8
"""Terms of a claim, stems of words: two of them are in each of its wordings."""

FEWEST_TERMS = 3
"""Telling terms of a claim: two alone are mostly a name or a phrase, such as New York."""

HELD_BY = 0.5
"""The share of a group's wordings that must have two of its terms; a group of which fewer have is split again."""

LEAST_TIMES = 3.0
"""How many times commoner a term is inside a claim than around it."""

WEAKEST = 0.1
"""The score of a claim's third term and further ones, at least, as a part of the first one's."""

LEAST_SHARE = 0.05
MOST_SPLITS = 8
FINEST = 64.0


@dataclass(frozen=True)
class Claims:
    """Each text's group: int64 (texts), numbered from 0; terms: stems of the first groups; others are single texts."""

    group: Int64
    terms: list[Int64]

    def terms_of(self, texts: WeighedTexts, group: int) -> Int64:
        """Return the stems of a group, the most telling first."""
        if group < len(self.terms):
            return self.terms[group]
        return telling_terms(texts, np.flatnonzero(self.group == group))


def find_claims(texts: WeighedTexts, settings: GroupSettings) -> Claims:
    """Return the claims among texts: every wording of a claim has at least two of its terms."""
    graph = related_texts(texts, settings)
    parts = _split(texts, graph, np.arange(graph.shape[0], dtype=np.int64), settings.resolution, MOST_SPLITS)
    group = np.arange(graph.shape[0], dtype=np.int64) + len(parts)
    for number, part in enumerate(parts):
        group[part] = number
    joined = join_alike(texts.weighed, np.unique(group, return_inverse=True)[1].astype(np.int64), settings.same_group)
    sizes = np.bincount(joined)
    found = [np.flatnonzero(joined == number) for number in np.flatnonzero(sizes > 1)]
    group = np.full(graph.shape[0], NONE, np.int64)
    terms: list[Int64] = []
    for part in found:
        told = telling_terms(texts, part)
        held = part[holds_two(texts, part, told)]
        if len(held) > 1 and len(told) >= FEWEST_TERMS:
            group[held] = len(terms)
            terms.append(told)
    # What is like nothing else may still be told by many accounts: one text is a claim by itself.
    alone = np.flatnonzero(group == NONE)
    group[alone] = len(terms) + np.arange(len(alone))
    return Claims(group, terms)


def telling_terms(texts: WeighedTexts, rows: Int64, most: int = TERMS) -> Int64:
    """Return the stems that tell texts apart from those around them: int64, the most telling first.

    A stem's score is the share of these texts that have it, times the squared logarithm of how many times commoner it
    is here than among the others around, most of which are in the same language.
    """
    count = len(texts.stems)
    inside = np.bincount(texts.has_stem[rows].indices, minlength=count)
    place = int(np.bincount(texts.around[rows]).argmax())
    if texts.around_size[place] > 2 * len(rows):
        near = rows[texts.around[rows] == place]
        outside = texts.around_uses[[place]].toarray().ravel() - np.bincount(
            texts.has_stem[near].indices, minlength=count
        )
        others = int(texts.around_size[place]) - len(near)
    else:
        outside = np.asarray(texts.around_uses.sum(axis=0)).ravel() - inside
        others = int(texts.around_size.sum()) - len(rows)
    share = inside / len(rows)
    times = share / ((outside + 1.0) / (others + 1.0)) if others else np.full(count, np.e)
    told = (inside >= min(2, len(rows))) & (share >= LEAST_SHARE) & (times >= LEAST_TIMES)
    if told.sum() < 2:  # among few texts everything is common
        told = (inside >= min(2, len(rows))) & (share >= HELD_BY) & (times > 1.0)
    score = np.where(told, share * np.log(np.maximum(times, 1.0)) ** 2, 0.0)
    order = np.argsort(-np.round(score, 9), kind="stable")[:most]
    telling = score[order] > np.where(np.arange(len(order)) < 2, 0.0, WEAKEST * score[order[0]])
    return order[telling].astype(np.int64)


def holds_two(texts: WeighedTexts, rows: Int64, terms: Int64) -> NDArray[np.bool_]:
    """Return which of the texts have at least two of the terms."""
    held: NDArray[np.bool_] = np.diff(csr_array(texts.has_stem[rows][:, terms]).indptr) >= 2
    return held


def _split(texts: WeighedTexts, graph: csr_array, rows: Int64, resolution: float, splits: int) -> list[Int64]:
    """Return the parts of these texts in which most hold together; loose texts are in none."""
    sub = csr_array(graph[rows][:, rows])
    group = communities(sub, resolution)
    while np.bincount(group).max(initial=0) == len(rows) > 1 and resolution < FINEST:
        resolution *= 2
        group = communities(sub, resolution)
    sizes = np.bincount(group)
    parts = []
    order = np.argsort(group, kind="stable")
    starts = np.concatenate([[0], np.cumsum(sizes)])
    for number in np.flatnonzero(sizes > 1):
        part = rows[order[starts[number] : starts[number + 1]]]
        held = holds_two(texts, part, telling_terms(texts, part))
        if held.mean() >= HELD_BY or splits == 0 or len(part) == len(rows):
            parts.append(part[held])
        else:
            parts += _split(texts, graph, part, 1.0, splits - 1)
    return [part for part in parts if len(part) > 1]
