"""How alike texts are by the two measures that the definition names, computed without any sketch or shortcut.

Forms are the same when 1 - (Levenshtein distance / longer length) or the Jaccard index of their sets of pieces reaches
the threshold. Pieces are runs of four characters, of two where half of the form is in a script that needs few.
"""

import re

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist, cpdist

SIMILARITY = 0.70
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BLOCK = 2000
"""Rows compared with all others at once: their similarities take 80 MB for 10,000 texts."""

DENSE = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff]"
)
LEAST_LETTERS, LEAST_DENSE_LETTERS = 20, 8


def pieces(form: str) -> set[str]:
    """Return the runs of characters of a form that are counted."""
    width = 2 if is_dense(form) else 4
    return {form[start : start + width] for start in range(max(1, len(form) - width + 1))}


def is_dense(form: str) -> bool:
    """Say whether at least half of a form is in scripts that say a word in one or two characters."""
    return 2 * len(DENSE.findall(form)) >= len(form) > 0


def is_long_enough(form: str) -> bool:
    """Say whether a form has enough characters to be like another without being equal to it."""
    return len(form) >= (LEAST_DENSE_LETTERS if is_dense(form) else LEAST_LETTERS)


def are_same(some: pl.Series, others: pl.Series, similarity: float = SIMILARITY) -> NDArray[np.bool]:
    """Return for each row whether the two forms are near-duplicates; a null is like nothing."""
    first, second = some.fill_null("").to_list(), others.fill_null("").to_list()
    known = (some.is_not_null() & others.is_not_null()).to_numpy()
    # In single precision seven tenths are a little less than seven tenths.
    near = cpdist(first, second, scorer=Levenshtein.normalized_similarity, dtype=np.float64) >= similarity
    for row in np.flatnonzero(known & ~near).tolist():
        near[row] = _jaccard(pieces(first[row]), pieces(second[row])) >= similarity
    for row in np.flatnonzero(near).tolist():
        near[row] = first[row] == second[row] or (is_long_enough(first[row]) and is_long_enough(second[row]))
    return known & near


def same_pairs(forms: list[str], similarity: float = SIMILARITY) -> tuple[Ints, Ints]:
    """Return the rows (i, j), i < j, of every pair of near-duplicates among distinct forms, comparing all with all."""
    telling = np.array([row for row, form in enumerate(forms) if is_long_enough(form)], np.int64)
    texts = [forms[row] for row in telling.tolist()]
    both = [_near_pairs(texts, similarity), _sharing_pairs(texts, similarity)]
    joined = np.unique(np.concatenate([first * len(forms) + second for first, second in both]))
    return telling[joined // max(1, len(forms))], telling[joined % max(1, len(forms))]


def _near_pairs(texts: list[str], similarity: float) -> tuple[Ints, Ints]:
    first, second = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for start in range(0, len(texts), BLOCK):
        # Compared with itself, not with an equal list, a block is compared half.
        block = texts[start : start + BLOCK]
        for offset, others in ((start, block), (start + BLOCK, texts[start + BLOCK :])):
            near = cdist(
                block, others, scorer=Levenshtein.normalized_similarity, score_cutoff=similarity, workers=1
            ) >= np.float32(similarity)
            rows, columns = (side.astype(np.int64) for side in np.nonzero(near))
            later = columns + offset > rows + start
            first.append(rows[later] + start)
            second.append(columns[later] + offset)
    return np.concatenate(first), np.concatenate(second)


def _sharing_pairs(texts: list[str], similarity: float) -> tuple[Ints, Ints]:
    """Count common pieces of all pairs at once, as the product of a sparse table of texts and pieces with itself."""
    from scipy.sparse import csr_array, triu

    sets = [pieces(text) for text in texts]
    numbers = {piece: number for number, piece in enumerate(dict.fromkeys(piece for found in sets for piece in found))}
    sizes = np.array([len(found) for found in sets], np.int64)
    columns = np.fromiter((numbers[piece] for found in sets for piece in found), np.int64, int(sizes.sum()))
    start = np.concatenate(([0], np.cumsum(sizes)))
    table = csr_array((np.ones(len(columns), np.int32), columns, start), shape=(len(texts), max(1, len(numbers))))
    common = triu(table @ table.T, k=1).tocoo()
    union = sizes[common.row] + sizes[common.col] - common.data
    alike = common.data >= similarity * union
    return common.row[alike].astype(np.int64), common.col[alike].astype(np.int64)


def _jaccard(some: set[str], others: set[str]) -> float:
    return len(some & others) / len(some | others)
