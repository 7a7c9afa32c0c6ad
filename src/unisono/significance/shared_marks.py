"""Whether the busy accounts of a flow share more words, or more moments, than any accounts of it would."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Int64 = NDArray[np.int64]

BUSY_POSTS = 3
"""Posts in a flow from which on an account is busy: who carries a flow has more than one or two."""

FEWEST_BUSY = 5
SHUFFLES = 199
MORE_SHUFFLES = 600
"""Further ones where none of the first has as much, so that small p-values are known."""

MOST_DENSE = 100_000
MOST_WORK = 400_000
"""Pairs of acts on one mark, over all marks, up to which marks are compared; more take seconds to shuffle."""


@dataclass(frozen=True)
class SharedMarks:
    """How much busy accounts share: the squares of the numbers of common marks, summed over their pairs.

    pairs: of busy accounts with a mark in common. expected: what shuffles have of `shared`, on average. p: how often a
    shuffle has as much.
    """

    shared: float
    pairs: int
    expected: float
    p: float


def find_shared_marks(accounts: Int64, marks: Int64, strata: Int64, busy: NDArray[np.bool_]) -> SharedMarks | None:
    """Return how much the busy accounts share marks, and how much chance would; None where that cannot be said.

    accounts, marks: one number each for every act, int64 from 0. busy: by account. strata: of each mark's act; marks
    are shuffled among all acts of a stratum, so that common marks, busy hours and each account's number of acts there
    stay as they are (an exact permutation test, if who acts does not choose the mark within a stratum; who repeats
    their own marks makes it cautious). Of an account's acts on one mark only the first counts, shuffled or not. Too few
    busy accounts, marks that are all alike or all different, and marks that are too crowded cannot say.
    """
    if int(busy.sum()) < FEWEST_BUSY or not len(accounts):
        return None
    used = np.bincount(marks)
    if used.max() < 2 or int((used.astype(np.float64) ** 2).sum()) > MOST_WORK:
        return None
    marks, used = _several(marks, used)
    place = np.where(busy, np.cumsum(busy) - 1, -1)[accounts]
    shape = (int(busy.sum()), len(used))
    shared, pairs = _shared(place, marks, shape)
    chance: list[float] = []
    for shuffled in _shuffles(marks, strata):
        chance.append(_shared(place, shuffled, shape)[0])
        if len(chance) == SHUFFLES and max(chance) >= shared:
            break
    if max(chance) == min(chance) == shared:
        return None
    p = (1 + sum(one >= shared for one in chance)) / (1 + len(chance))
    return SharedMarks(shared, pairs, float(np.mean(chance)), p)


def _several(marks: Int64, used: Int64) -> tuple[Int64, Int64]:
    """Return the marks numbered anew, those that one act alone has all as one more that nobody can share, and counts.

    Which act has a mark that no other has does not matter; leaving them together keeps tables small.
    """
    number = np.where(used > 1, np.cumsum(used > 1) - 1, int((used > 1).sum()))
    return number[marks], used[used > 1]


def _shuffles(marks: Int64, strata: Int64) -> Iterator[Int64]:
    """Yield the marks of the acts, shuffled within each stratum."""
    generator = np.random.default_rng(0)
    order = np.argsort(strata, kind="stable")
    for _ in range(SHUFFLES + MORE_SHUFFLES):
        shuffled = np.empty_like(marks)
        shuffled[order] = marks[np.lexsort((generator.random(len(strata)), strata))]
        yield shuffled


def _shared(place: Int64, marks: Int64, shape: tuple[int, int]) -> tuple[float, int]:
    """Return the summed squares of common marks over pairs of accounts, and how many pairs have any."""
    inside = (place >= 0) & (marks < shape[1])
    if shape[0] * shape[1] <= MOST_DENSE:
        acted = np.zeros(shape, np.float32)
        acted[place[inside], marks[inside]] = 1.0
        common = acted @ acted.T
        np.fill_diagonal(common, 0.0)
        return float((common.astype(np.float64) ** 2).sum()) / 2.0, int((common > 0).sum()) // 2
    few = csr_matrix((np.ones(int(inside.sum())), (place[inside], marks[inside])), shape=shape)
    few.data[:] = 1.0
    listed = (few @ few.T).tocoo()
    # Only pairs count: what an account has in common with itself is left out.
    of_pairs = listed.data[listed.row < listed.col]
    return float((of_pairs**2).sum()), int((of_pairs > 0).sum())
