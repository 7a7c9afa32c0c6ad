"""Whether the busy accounts of a flow share more words, or more moments, than any accounts of it would."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]

BUSY_POSTS = 2
"""Posts in a flow from which on an account is busy: it can share two marks with another."""

FEWEST_BUSY = 5
MOST_BUSY = 200
"""Accounts that are compared, those with most acts; among more, all pairs take too long."""

FIRST_SHUFFLES = 39
CLEARLY = 8
"""Where so many of the first shuffles have as much, more of them would tell nothing else."""

SHUFFLES = 199
MORE_SHUFFLES = 600
MOST_SHUFFLED_MORE = 2_000
"""Further ones where none of the first has as much, so that small p-values are known; of so many acts at most."""

MOST_ACTS = 20_000
"""Acts up to which marks are compared; more take seconds to shuffle."""


@dataclass(frozen=True)
class SharedMarks:
    """How many pairs of busy accounts share two marks or more; one may be shared by chance, or be everybody's.

    expected: what shuffles have, on average. p: how often the pairs of marks that pairs of accounts share are as many
    in a shuffle; ratio: how many times as many there are as in shuffles, on average.
    """

    pairs: int
    expected: float
    ratio: float
    p: float


def find_shared_marks(accounts: Int64, marks: Int64, strata: Int64, busy: NDArray[np.bool_]) -> SharedMarks | None:
    """Return how much the busy accounts share marks, and how much chance would; None where that cannot be said.

    accounts, marks: one number each for every act, int64 from 0. busy: by account. strata: of each mark's act; marks
    are shuffled among all acts of a stratum, so that common marks, busy hours and each account's number of acts there
    stay as they are (an exact permutation test, if who acts does not choose the mark within a stratum; who repeats
    their own marks makes it cautious). Of an account's acts on one mark only the first counts, shuffled or not. Too few
    busy accounts, too many acts, and marks that are all alike or all different cannot say.
    """
    if int(busy.sum()) < FEWEST_BUSY or not 0 < len(accounts) <= MOST_ACTS:
        return None
    used = np.bincount(marks)
    if used.max() < 2:
        return None
    marks, used = _several(marks, used)
    kept = _busiest(accounts, busy)
    place = np.where(kept, np.cumsum(kept) - 1, -1)[accounts]
    own, pairs = _shared(place, marks, len(used))
    chance: list[tuple[int, int]] = []
    for shuffled in _shuffles(marks, strata):
        chance.append(_shared(place, shuffled, len(used)))
        as_many = sum(one >= own for one, _ in chance)
        if len(chance) == FIRST_SHUFFLES and as_many >= CLEARLY:
            break
        if len(chance) == SHUFFLES and (as_many or len(accounts) > MOST_SHUFFLED_MORE):
            break
    strength = np.array(chance)[:, 0]
    if strength.max() == strength.min() == own:
        return None
    p = float((1 + (strength >= own).sum()) / (1 + len(chance)))
    ratio = own / max(float(strength.mean()), 1.0)
    return SharedMarks(pairs, float(np.array(chance)[:, 1].mean()), ratio, p)


def _busiest(accounts: Int64, busy: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which accounts are compared: the busy ones, of many those with most acts, ties in order of number."""
    acts = np.where(busy, np.bincount(accounts, minlength=len(busy)), 0)
    kept = np.zeros(len(busy), np.bool_)
    kept[np.argsort(-acts, kind="stable")[:MOST_BUSY]] = True
    return kept & busy


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


def _shared(place: Int64, marks: Int64, different: int) -> tuple[int, int]:
    """Return over pairs of accounts how many pairs of marks both have, and how many pairs of accounts have two or more.

    place: of the account among the busy, -1 for others; marks from `different` on are shared by nobody.
    """
    inside = (place >= 0) & (marks < different)
    accounts = int(place.max(initial=0)) + 1
    used = np.zeros(different * accounts, np.bool_)
    used[marks[inside] * accounts + place[inside]] = True
    once = np.flatnonzero(used)
    mark, account = once // accounts, once % accounts
    # Every act is paired with each later one on the same mark, accounts ascending.
    later = np.searchsorted(mark, mark, side="right") - np.arange(len(mark)) - 1
    first = np.repeat(np.arange(len(mark)), later)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(later) - later, later)
    common = np.bincount(account[first] * accounts + account[second], minlength=1)
    return int((common * (common - 1)).sum()) // 2, int((common > 1).sum())
