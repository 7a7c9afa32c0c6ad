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
    stay as they are (an exact permutation test, if who acts does not choose the mark within a stratum). An account's
    acts on one mark count once. Too few busy accounts, marks that are all alike or all different, and marks that are
    too crowded cannot say.
    """
    units = np.unique(np.stack([accounts, marks, strata]), axis=1) if len(accounts) else np.zeros((3, 0), np.int64)
    who, what, where = units
    if int(busy.sum()) < FEWEST_BUSY or not len(who):
        return None
    used = np.bincount(what)
    if used.max() < 2 or int((used.astype(np.float64) ** 2).sum()) > MOST_WORK:
        return None
    place = np.where(busy, np.cumsum(busy) - 1, -1)[who]
    shape = (int(busy.sum()), len(used))
    shared, pairs = _shared(place, what, shape)
    chance: list[float] = []
    for shuffled in _shuffles(what, where):
        chance.append(_shared(place, shuffled, shape)[0])
        if len(chance) == SHUFFLES and max(chance) >= shared:
            break
    if max(chance) == min(chance) == shared:
        return None
    p = (1 + sum(one >= shared for one in chance)) / (1 + len(chance))
    return SharedMarks(shared, pairs, float(np.mean(chance)), p)


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
    inside = place >= 0
    ones = np.ones(int(inside.sum()))
    acted = csr_matrix((ones, (place[inside], marks[inside])), shape=shape)
    acted.data[:] = 1.0
    # Only pairs count: what an account has in common with itself is taken off.
    common = (acted @ acted.T).tocoo()
    of_pairs = common.data[common.row < common.col]
    return float((of_pairs**2).sum()), int((of_pairs > 0).sum())
