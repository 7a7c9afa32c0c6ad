"""How far each rank moves when one account is left out, for all accounts at once and without ranking anew.

Leaving out an account lowers the things it used and no others. So a thing that it did not use can only rise, past those
that fall behind it; and where a thing that it used falls to follows from where its lower count would stand.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]


@dataclass(frozen=True)
class RankedUses:
    """Ranked rows, and who used what; all arrays int64.

    group: of each row, ascending; rows of a group are in the order of their ranks. posts, accounts: what they are
    ranked by, most first; names: what breaks ties, ascending, different within a group. row, account, count: one for
    each account that used a row, and how often.
    """

    group: Int64
    posts: Int64
    accounts: Int64
    names: Int64
    row: Int64
    account: Int64
    count: Int64


def rank_ranges(uses: RankedUses) -> tuple[Int64, Int64]:
    """Return the best and the worst rank of each row: with all accounts, or with any one of them left out.

    A row whose only account is left out comes behind all rows that remain.
    """
    rows = len(uses.group)
    place = np.arange(rows, dtype=np.int64)
    start = np.searchsorted(uses.group, uses.group)
    rank = place - start + 1
    if not len(uses.row):
        return rank, rank.copy()
    lowered, order = _lowered_places(uses)
    owner = np.unique(uses.group[uses.row] * (int(uses.account.max()) + 1) + uses.account, return_inverse=True)[1]
    left = _ranks_of_used(uses, lowered, order, owner)
    risen = _most_passed(uses.row, lowered, owner, rows)
    low, high = rank - risen, rank.copy()
    np.minimum.at(low, uses.row, left)
    np.maximum.at(high, uses.row, left)
    return low, high


def _lowered_places(uses: RankedUses) -> tuple[Int64, Int64]:
    """Return for each use how many rows stand before where its row falls to without it, from the first row of all.

    And where each stands in the order of all rows and all that are lowered.
    """
    rows, row = len(uses.group), uses.row
    posts = np.concatenate([uses.posts, uses.posts[row] - uses.count])
    accounts = np.concatenate([uses.accounts, uses.accounts[row] - 1])
    names = np.concatenate([uses.names, uses.names[row]])
    group = np.concatenate([uses.group, uses.group[row]])
    merged = np.lexsort((names, -accounts, -posts, group))
    before = np.empty(len(merged), np.int64)
    before[merged] = np.cumsum(merged < rows)
    order = np.empty(len(merged), np.int64)
    order[merged] = np.arange(len(merged))
    return before[rows:], order[rows:]


def _ranks_of_used(uses: RankedUses, lowered: Int64, order: Int64, owner: Int64) -> Int64:
    """Return the rank of each used row without its use, all rows that its account used being lowered."""
    group = uses.group[uses.row]
    start = np.searchsorted(uses.group, group)
    size = np.searchsorted(uses.group, group, side="right") - start
    width = len(uses.group) + 1
    own = np.sort(owner * width + uses.row)
    first = np.searchsorted(own, owner * width)
    own_above = np.searchsorted(own, owner * width + lowered) - first
    width = int(order.max()) + 2
    fallen = np.sort(owner * width + order)
    fallen_above = np.searchsorted(fallen, owner * width + order) - np.searchsorted(fallen, owner * width)
    rank = lowered - start - own_above + fallen_above + 1
    gone = uses.posts[uses.row] == uses.count
    gone_of_owner = np.bincount(owner[gone], minlength=int(owner.max()) + 1)
    return np.where(gone, size - gone_of_owner[owner] + 1, rank)


def _most_passed(row: Int64, lowered: Int64, owner: Int64, rows: int) -> Int64:
    """Return for each row the most rows that it passes at once when an account that did not use it is left out."""
    width = rows + 2
    places = np.concatenate([row + 1, lowered, row])
    owners = np.concatenate([owner, owner, owner])
    steps = np.concatenate([np.ones_like(row), -np.ones_like(row), np.zeros_like(row)])
    keys = owners * width + places
    ordered = np.argsort(keys, kind="stable")
    keys, steps = keys[ordered], steps[ordered]
    last = np.append(keys[1:] != keys[:-1], True)
    height = np.cumsum(steps)[last]
    begin = keys[last]
    end = np.append(begin[1:], begin[-1:])
    used = np.sort(owner * width + row)
    is_used = used[np.minimum(np.searchsorted(used, begin), len(used) - 1)] == begin
    passed = (height > 0) & ~is_used
    first = begin[passed] % width
    return _highest(first, first + (end - begin)[passed], height[passed], rows)


def _highest(begin: Int64, end: Int64, height: Int64, size: int) -> Int64:
    """Return the highest of all stretches [begin, end) over each place, 0 where there is none."""
    if not len(begin):
        return np.zeros(size, np.int64)
    level = np.floor(np.log2(end - begin)).astype(np.int64)
    highest = np.zeros(size, np.int64)
    # From the longest to the shortest: each stretch is two of a power of two, and each of these two of the next lower.
    for power in range(int(level.max()), -1, -1):
        if power < int(level.max()):
            half = 1 << power
            spread = highest.copy()
            spread[half:] = np.maximum(spread[half:], highest[: size - half])
            highest = spread
        own = level == power
        np.maximum.at(highest, begin[own], height[own])
        np.maximum.at(highest, end[own] - (1 << power), height[own])
    return highest
