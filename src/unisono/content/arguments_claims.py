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
from unisono.content.arguments_terms import (
    HELD_BY,
    claim_terms,
    holds_two,
    telling_terms,
    terms_of_single_texts,
    terms_that_belong,
)

Int64 = NDArray[np.int64]

FEWEST_TERMS = 3
"""Telling terms of a claim: two alone are mostly a name or a phrase, such as New York."""

MOST_SPLITS = 8
FINEST = 64.0


@dataclass(frozen=True)
class Claims:
    """Each text's group: int64 (texts), numbered from 0; terms: stems of the first groups; others are single texts."""

    group: Int64
    terms: list[Int64]

    def terms_of(self, texts: WeighedTexts, groups: Int64) -> list[Int64]:
        """Return the stems of each group (numbers in ascending order), the most telling first."""
        alone = groups[groups >= len(self.terms)]
        several = [self.terms[group] for group in groups[groups < len(self.terms)].tolist()]
        order = np.argsort(self.group, kind="stable")
        return several + terms_of_single_texts(texts, order[np.searchsorted(self.group[order], alone)])


def find_claims(texts: WeighedTexts, settings: GroupSettings) -> Claims:
    """Return the claims among texts: every wording of a claim has at least two of its terms."""
    graph = related_texts(texts, settings)
    parts = _split(texts, graph, np.arange(graph.shape[0], dtype=np.int64), settings.resolution, MOST_SPLITS)
    group = np.arange(graph.shape[0], dtype=np.int64) + len(parts)
    for number, part in enumerate(parts):
        group[part] = number
    joined = join_alike(texts.weighed, np.unique(group, return_inverse=True)[1].astype(np.int64), settings.same_group)
    group = np.full(graph.shape[0], NONE, np.int64)
    terms: list[Int64] = []
    for part in _groups_of_several(joined):
        for inside, told in _separate(texts, part):
            group[inside] = len(terms)
            terms.append(told)
    # What is like nothing else may still be told by many accounts: one text is a claim by itself.
    alone = np.flatnonzero(group == NONE)
    group[alone] = len(terms) + np.arange(len(alone))
    return Claims(group, terms)


def _separate(texts: WeighedTexts, rows: Int64) -> list[tuple[Int64, Int64]]:
    """Return the claims in a group, texts and terms of each: what its texts seldom say together is not one claim."""
    told = telling_terms(texts, rows)
    sets = terms_that_belong(texts, rows, told)
    if len(sets) < 2:
        held = rows[holds_two(texts, rows, told)]
        return [(held, told)] if len(held) > 1 and len(told) >= FEWEST_TERMS else []
    claims, left = [], rows
    for terms in sets:
        two = holds_two(texts, left, terms)
        if 1 < two.sum() < len(rows):
            claims += _separate(texts, left[two])
        elif len(left) > 1 and two.all() and len(terms) >= FEWEST_TERMS:
            claims.append((left, terms))
        left = left[~two]
    return claims


def _groups_of_several(group: Int64) -> list[Int64]:
    """Return the texts of each group that has two or more."""
    order = np.argsort(group, kind="stable")
    return [part for part in np.split(order, np.flatnonzero(np.diff(group[order])) + 1) if len(part) > 1]


def rows_of_claim(texts: WeighedTexts, rows: Int64) -> Int64:
    """Return those of a group's texts that have two of the terms which they have in common; one text is a claim."""
    while len(rows) > 1:
        told = claim_terms(texts, rows)
        held = holds_two(texts, rows, told) if len(told) >= FEWEST_TERMS else np.zeros(len(rows), np.bool_)
        if held.all():
            break
        rows = rows[held]
    return rows


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
