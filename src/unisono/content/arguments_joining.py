"""Wordings that are in no claim yet, joined to the nearest claim of which they have two terms."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from unisono.content.arguments_groups import NONE, PAIRS_AT_ONCE, WeighedTexts

Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

ROWS_AT_ONCE = 10_000


def join_claims(
    texts: WeighedTexts, group: Int64, centres: csr_array, terms: Sequence[Int64], least_cosine: float
) -> Int64:
    """Return the group of each text: its own, else the nearest of which it has two terms, else -1.

    centres: groups by words, rows of length 1; terms: the stems of each group. A cosine below `least_cosine` is far.
    """
    joined = group.copy()
    of_terms = _terms_by_group(terms, texts.has_stem.shape[1])
    open_ones = np.flatnonzero(group == NONE)
    for start in range(0, len(open_ones), ROWS_AT_ONCE):
        rows = open_ones[start : start + ROWS_AT_ONCE]
        held = csr_array(texts.has_stem[rows] @ of_terms).tocoo()
        two = held.data >= 2
        row, number = rows[held.row[two]], held.col[two].astype(np.int64)
        cosine = _cosines(texts.weighed, centres, row, number)
        order = np.lexsort((number, -np.round(cosine, 9), row))
        order = order[cosine[order] >= least_cosine]
        first = order[np.unique(row[order], return_index=True)[1]]
        joined[row[first]] = number[first]
    return joined


def _terms_by_group(terms: Sequence[Int64], stems: int) -> csr_array:
    """Return stems by groups, 1 where a stem is a term of the group."""
    number = np.repeat(np.arange(len(terms)), [len(one) for one in terms])
    stem = np.concatenate([*terms, np.zeros(0, np.int64)])
    return csr_array((np.ones(len(stem)), (stem, number)), shape=(stems, len(terms)))


def _cosines(weighed: csr_array, centres: csr_array, row: Int64, number: Int64) -> Float64:
    cosine = np.zeros(len(row))
    for start in range(0, len(row), PAIRS_AT_ONCE):
        some = slice(start, start + PAIRS_AT_ONCE)
        cosine[some] = np.asarray(weighed[row[some]].multiply(centres[number[some]]).sum(axis=1)).ravel()
    return cosine
