"""Wordings grouped into claims: neighbours by the words they share, communities of them, and what lies near those."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from graspologic_native import leiden_csr
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, diags_array

from unisono.content.frequent_words import are_frequent
from unisono.content.words import TermTable, Tokens, read_tokens, tabulate_terms
from unisono.engine.sparse import number_parts

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

NONE = -1
STEM = 5
"""Letters that words of one stem share: claims come in inflected forms, and no list of forms knows every language."""

ROWS_AT_ONCE = 1_000
PAIRS_AT_ONCE = 100_000
AROUND = 0.1
"""Resolution of the surroundings, far below that of the groups."""

FEWEST_AROUND = 30
MOST_TEXTS_OF_A_TERM = 0.05
"""A term of more texts than this share, and than 500, is not followed to neighbours: it says little and costs most."""


@dataclass(frozen=True)
class GroupSettings:
    """How alike two wordings are at least (cosine, 0 to 1), how many neighbours count, and when two groups are one.

    one_term: the share of the likeness of two wordings that a single term, with its forms, has at most.
    """

    similarity: float = 0.25
    neighbours: int = 10
    resolution: float = 1.0
    same_group: float = 0.5
    one_term: float = 0.6


@dataclass(frozen=True)
class WeighedTexts:
    """Texts by words and stems, as weigh_terms weighs them, rows of length 1.

    around: int64 (texts), each text's surroundings; around_uses: surroundings by stems, in how many of their texts each
    is; around_size: their texts; uses: in how many of all texts each stem is. stem: int64 (words and stems), the stem
    of each. has_stem: texts by stems, 1 where a text has one in a word that is not common in its language. stems,
    words: their names.
    """

    weighed: csr_array
    around: Int64
    stem: Int64
    has_stem: csr_array
    stems: pl.Series
    words: pl.Series
    around_uses: csr_array
    around_size: Int64
    uses: Int64

    def of(self, rows: Int64) -> "WeighedTexts":
        """Return these texts alone."""
        around, has_stem = self.around[rows], csr_array(self.has_stem[rows])
        around_uses, size, uses = _uses_around(around, has_stem)
        weighed = csr_array(self.weighed[rows])
        counts = {"around_uses": around_uses, "around_size": size, "uses": uses}
        return replace(self, weighed=weighed, around=around, has_stem=has_stem, **counts)


def weigh_terms(texts: pl.Series, compared: Int64, settings: GroupSettings) -> WeighedTexts:
    """Return what weigh_tokens does of the words of these texts, hashtags left out."""
    return weigh_tokens(read_tokens(texts, tags=False), compared, settings)


def weigh_tokens(tokens: Tokens, compared: Int64, settings: GroupSettings) -> WeighedTexts:
    """Return texts by terms, and each text's surroundings.

    A weight says how telling a word or stem is (TF-IDF, presence only): among all texts, and among those around it,
    which are mostly in its language; the smaller counts. What every text of a language has tells nothing, however
    rare the language is. compared: the texts (int64) that surroundings are made of; others go to the nearest.
    """
    table = tabulate_terms(tokens, pairs=False)
    has, names = _words_and_stems(table)
    uses = np.bincount(has.indices, minlength=has.shape[1])
    everywhere = np.log(max(tokens.texts, 2) / np.maximum(uses, 1)) + 1e-9
    around = _surroundings(unit_rows(csr_array(has @ diags_array(everywhere))), compared, settings)
    size = np.bincount(around)
    of_cell = np.repeat(around, np.diff(has.indptr))
    large = size[of_cell] >= FEWEST_AROUND  # in smaller surroundings everything is common
    cell = of_cell[large] * has.shape[1] + has.indices[large]
    _, number, used = np.unique(cell, return_inverse=True, return_counts=True)
    telling = everywhere[has.indices]
    telling[large] = np.minimum(telling[large], np.log((size[of_cell[large]] + 1.0) / used[number]))
    weighed = unit_rows(csr_array((telling, has.indices, has.indptr), shape=has.shape))
    stem_of = names.str.slice(0, STEM)
    stems = stem_of.unique().sort()
    stem = stems.search_sorted(stem_of).to_numpy().astype(np.int64)
    has_stem = _telling_stems(table, stems)
    return WeighedTexts(weighed, around, stem, has_stem, stems, names, *_uses_around(around, has_stem))


def _uses_around(around: Int64, has_stem: csr_array) -> tuple[csr_array, Int64, Int64]:
    size = np.bincount(around, minlength=1)
    places = csr_array((np.ones(len(around)), (around, np.arange(len(around)))), shape=(len(size), len(around)))
    around_uses = csr_array(places @ has_stem)
    around_uses.sort_indices()
    return around_uses, size, np.bincount(has_stem.indices, minlength=has_stem.shape[1])


def _by_stem(stem: Int64, stems: int) -> csr_array:
    return csr_array((np.ones(len(stem)), (np.arange(len(stem)), stem)), shape=(len(stem), stems))


def _telling_stems(table: TermTable, stems: pl.Series) -> csr_array:
    """Return texts by stems, 1 where a text has a word of the stem that is not among the commonest of its language."""
    told = np.flatnonzero(~are_frequent(table.names).to_numpy())
    stem = stems.search_sorted(table.names.gather(told).str.slice(0, STEM)).to_numpy().astype(np.int64)
    has_stem = csr_array(table.has.astype(np.float64)[:, told] @ _by_stem(stem, len(stems)))
    has_stem.data[:] = 1.0
    return has_stem


def _words_and_stems(table: TermTable) -> tuple[csr_array, pl.Series]:
    """Return texts by words and stems, 1 where a text has one, and their names; a short word is its own stem."""
    stems = table.names.str.slice(0, STEM)
    names = pl.concat([table.names, stems]).unique().sort()
    words = [names.search_sorted(column).to_numpy().astype(np.int64) for column in (table.names, stems)]
    number, word = np.concatenate(words), np.tile(np.arange(len(stems)), 2)
    joined = csr_array((np.ones(len(number)), (word, number)), shape=(len(stems), len(names)))
    has = csr_array(table.has.astype(np.float64) @ joined)
    has.sum_duplicates()
    has.data[:] = 1.0
    return has, names


def _surroundings(weighed: csr_array, compared: Int64, settings: GroupSettings) -> Int64:
    """Return the number of each text's surroundings: loose communities, which languages fall into at the least."""
    found = communities(near_texts(csr_array(weighed[compared]), settings), AROUND)
    if len(compared) == weighed.shape[0]:
        return found
    large = np.flatnonzero(np.bincount(found) >= FEWEST_AROUND)
    place = np.full(weighed.shape[0], NONE, np.int64)
    place[compared] = np.where(np.isin(found, large), np.searchsorted(large, found), NONE)
    nearest, _ = nearest_groups(weighed, group_centres(weighed, place, np.ones(len(place)), len(large)))
    return np.where(place == NONE, np.maximum(nearest, 0), place)


def unit_rows(weighed: csr_array) -> csr_array:
    """Return the rows at length 1; an empty row stays empty."""
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return csr_array(diags_array(1.0 / np.where(length > 0, length, 1.0)) @ weighed)


def related_texts(texts: WeighedTexts, settings: GroupSettings) -> csr_array:
    """Return the graph of nearest neighbours that share more than one term: cosines, symmetric, without loops."""
    graph = near_texts(texts.weighed, settings).tocoo()
    by_stem = _by_stem(texts.stem, len(texts.stems))
    told = []
    for start in range(0, graph.nnz, PAIRS_AT_ONCE):
        row, column = graph.row[start : start + PAIRS_AT_ONCE], graph.col[start : start + PAIRS_AT_ONCE]
        shared = csr_array(csr_array(texts.weighed[row].multiply(texts.weighed[column])) @ by_stem)
        told.append(shared.max(axis=1).toarray().ravel() <= settings.one_term * shared.sum(axis=1))
    kept = np.concatenate(told) if told else np.zeros(0, bool)
    related = csr_array((graph.data[kept], (graph.row[kept], graph.col[kept])), shape=graph.shape)
    related.sort_indices()
    return related


def communities(graph: csr_array, resolution: float) -> Int64:
    """Return the community of each text, numbered from 0; one without neighbours is a community by itself."""
    if graph.nnz == 0:
        return np.arange(graph.shape[0], dtype=np.int64)
    # Leiden: Traag, Waltman and van Eck 2019; the seed and the order of the texts make it repeatable.
    _, found = leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data,
        graph.shape[0],
        resolution=resolution,
        iterations=3,
        seed=0,
    )
    group = np.arange(graph.shape[0], dtype=np.int64) + len(found)
    group[np.fromiter(found.keys(), np.int64, len(found))] = np.fromiter(found.values(), np.int64, len(found))
    return np.unique(group, return_inverse=True)[1].astype(np.int64)


def near_texts(weighed: csr_array, settings: GroupSettings) -> csr_array:
    """Return the graph of nearest neighbours: cosines, symmetric, without loops."""
    texts = weighed.shape[0]
    uses = np.bincount(weighed.indices, minlength=weighed.shape[1])
    followed = (uses > 1) & (uses <= max(500, MOST_TEXTS_OF_A_TERM * texts))
    telling = csr_array(weighed[:, np.flatnonzero(followed)])
    turned = csr_array(telling.T)
    found = []
    for start in range(0, texts, ROWS_AT_ONCE):
        near = (telling[start : start + ROWS_AT_ONCE] @ turned).tocoo()
        row, column = near.row.astype(np.int64) + start, near.col.astype(np.int64)
        chosen = (near.data >= settings.similarity) & (row != column)
        found.append(_nearest(row[chosen], column[chosen], near.data[chosen], settings.neighbours))
    row, column, cosine = (np.concatenate(part) for part in zip(*found, strict=True))
    graph = csr_array(coo_array((cosine, (row, column)), shape=(texts, texts)))
    graph = csr_array(graph.maximum(graph.T))
    graph.sort_indices()
    return graph


def group_centres(weighed: csr_array, group: Int64, weight: Float64, count: int) -> csr_array:
    """Return the middle of each group, rows of length 1, its texts weighed."""
    inside = np.flatnonzero(group >= 0)
    share = csr_array((weight[inside], (group[inside], inside)), shape=(count, len(group)))
    return unit_rows(csr_array(share @ weighed))


def nearest_groups(weighed: csr_array, centres: csr_array) -> tuple[Int64, Float64]:
    """Return each text's nearest of a few groups and the cosine to its middle; without groups, none and 0."""
    texts, count = weighed.shape[0], centres.shape[0]
    nearest, cosine = np.full(texts, NONE, np.int64), np.zeros(texts)
    turned = centres.T.toarray()
    for start in range(0, texts if count else 0, ROWS_AT_ONCE):
        near = weighed[start : start + ROWS_AT_ONCE] @ turned
        rows = slice(start, start + len(near))
        nearest[rows], cosine[rows] = near.argmax(axis=1), near.max(axis=1)
    return nearest, cosine


def _nearest(row: Int64, column: Int64, cosine: Float64, most: int) -> tuple[Int64, Int64, Float64]:
    """Keep the nearest of each row; of equally near ones the first."""
    order = np.lexsort((column, -np.round(cosine, 9), row))
    row, column, cosine = row[order], column[order], cosine[order]
    first = np.searchsorted(row, row)
    kept = np.arange(len(row)) - first < most
    return row[kept], column[kept], cosine[kept]


def join_alike(weighed: csr_array, group: Int64, least: float) -> Int64:
    """Join groups whose middles are alike: one claim in very many wordings falls apart otherwise."""
    sizes = np.bincount(group)
    large = np.flatnonzero(sizes > 1)
    place = np.full(len(sizes), NONE, np.int64)
    place[large] = np.arange(len(large))
    centres = group_centres(weighed, place[group], np.ones(len(group)), len(large))
    alike = (centres @ centres.T).tocoo()
    near = (alike.data >= least) & (alike.row != alike.col)
    label = np.arange(len(sizes), dtype=np.int64) + len(large)
    label[large] = number_parts(alike.row[near], alike.col[near], len(large))[1]
    return np.unique(label[group], return_inverse=True)[1].astype(np.int64)
