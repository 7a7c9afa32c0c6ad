"""Identical timelines: accounts that reposted nearly the same posts in nearly the same order."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

Int64 = NDArray[np.int64]

FEWEST_REPOSTS = 5
LEAST_ALIKE = 0.7
"""Two timelines are nearly the same if so much of the longer one is in the other in the same order."""

MOST_COMPARED = 2_000
"""Accounts that are compared with each other: those with most reposts; more would take a long time."""

MOST_COMMON = 5_000
"""Posts reposted by more of the compared accounts than this say little, and would cost much."""

ALIKE = {
    "account": pl.String(),
    "other": pl.String(),
    "common": pl.Int64(),
    "longer": pl.Int64(),
    "alike": pl.Float64(),
}
"""Each account with the other whose timeline is most like its own: posts in the same order, of the longer timeline."""


def find_alike(reposts: pl.DataFrame, accounts: pl.Series) -> tuple[pl.DataFrame, int]:
    """Return ALIKE of these accounts that have five reposts, and how many were compared.

    reposts: account, object, at; one a post. The likeness is the longest common subsequence over the longer timeline;
    accounts to whom no other comes near have a row with the best that they share, and those who share nothing have 0.
    """
    own = reposts.filter(pl.col("account").is_in(accounts.implode())).select("account", "object", "at")
    counts = own.group_by("account").len().filter(pl.col("len") >= FEWEST_REPOSTS)
    chosen = counts.sort("len", "account", descending=[True, False]).head(MOST_COMPARED)["account"].sort()
    if len(chosen) < 2:
        return pl.DataFrame(schema=ALIKE), len(chosen)
    rows = own.filter(pl.col("account").is_in(chosen.implode())).sort("account", "at", "object")
    place = rows["account"].rank("dense").to_numpy().astype(np.int64) - 1
    number = rows["object"].rank("dense").to_numpy().astype(np.int64) - 1
    sizes = np.bincount(place)
    lines = np.split(number, np.cumsum(sizes)[:-1])
    found = [_closest(one, lines, sizes, row) for one, row in enumerate(_common(place, number, len(chosen)))]
    table = [
        {"account": chosen[one], "other": chosen[other], "common": common, "longer": longer, "alike": common / longer}
        for one, (other, common, longer) in enumerate(found)
    ]
    return pl.DataFrame(table, schema=ALIKE), len(chosen)


def _common(place: Int64, number: Int64, accounts: int) -> Int64:
    """Return how many posts each two accounts both reposted: int (accounts, accounts), 0 for an account and itself."""
    from scipy.sparse import csr_matrix

    few = np.bincount(number)[number] <= MOST_COMMON
    shape = (accounts, int(number.max()) + 1)
    matrix = csr_matrix((np.ones(int(few.sum()), np.int64), (place[few], number[few])), shape=shape)
    shared = (matrix @ matrix.T).toarray()
    np.fill_diagonal(shared, 0)
    return np.asarray(shared)


def _closest(one: int, lines: Sequence[Int64], sizes: Int64, shared: Int64) -> tuple[int, int, int]:
    """Return the account whose timeline is most like that of `one`, the length in common, and the longer length.

    What two have in common bounds what they have in order, so that few pairs are compared post by post.
    """
    longer = np.maximum(sizes, sizes[one])
    bound = shared / longer
    best, found = 0.0, (0 if one else 1, 0, int(longer[0 if one else 1]))
    for other in np.argsort(-bound, kind="stable"):
        if bound[other] <= best or other == one:
            break
        common = common_in_order(lines[one].tolist(), lines[other].tolist())
        if common / longer[other] > best:
            best, found = common / longer[other], (int(other), common, int(longer[other]))
    return found


def common_in_order(left: Sequence[int], right: Sequence[int]) -> int:
    """Return the length of the longest common subsequence of two sequences without repeats.

    >>> common_in_order([1, 2, 3, 4], [2, 1, 3, 9, 4])
    3
    """
    where = {value: place for place, value in enumerate(right)}
    ends: list[int] = []
    for value in left:
        if value in where:
            place = bisect_left(ends, where[value])
            ends[place : place + 1] = [where[value]]
    return len(ends)
