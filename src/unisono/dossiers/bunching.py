"""Whether posts come each in their own time, or in bunches that the posts of their hours do not make likely."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Int64 = NDArray[np.int64]

WINDOWS_S = ((60, 1_800), (600, 10_800))
"""A bunch lies within a minute, or within ten; how many posts there are around says what is likely by itself."""

FEWEST_FREE = 0.1
"""The share of posts that would be alone by themselves, at least, in what a share of bunched posts is measured by."""


@dataclass(frozen=True)
class Bunching:
    """Of how many posts another account's came within `within_s` seconds, how many were likely, and the excess.

    excess: 0 where the hours explain it, 1 where no post is alone of those that would be.
    """

    within_s: int
    bunched: int
    likely: float
    excess: float


def measure_bunching(posts: pl.DataFrame) -> Bunching:
    """Return the stronger bunching of posts (account, at), within a minute or within ten."""
    if posts.is_empty():
        return Bunching(WINDOWS_S[0][0], 0, 0.0, 0.0)
    at = (posts["at"].dt.epoch("ms") // 1000).to_numpy().astype(np.int64)
    account = posts["account"].rank("dense").to_numpy().astype(np.int64)
    found = []
    for within, around in WINDOWS_S:
        bunched = _others_within(at, account, within) > 0
        likely = 1.0 - np.exp(-_others_within(at, account, around) * (within / around))
        free = max(1.0 - float(likely.mean()), FEWEST_FREE)
        excess = max(0.0, float(bunched.mean() - likely.mean())) / free
        found.append(Bunching(within, int(bunched.sum()), float(likely.sum()), min(1.0, excess)))
    return max(found, key=lambda one: one.excess)


def _others_within(at: Int64, account: Int64, seconds: int) -> Int64:
    """Return how many posts of other accounts lie at most so many seconds before or after each post."""
    start = at - at.min()
    # One number for an account and a time: an account's times are further from the next one's than any window.
    own = account * (int(start.max()) + 2 * seconds + 2) + start
    return _within(start, seconds) - _within(own, seconds)


def _within(moments: Int64, seconds: int) -> Int64:
    ordered = np.sort(moments)
    after = np.searchsorted(ordered, moments + seconds, side="right")
    return np.asarray(after - np.searchsorted(ordered, moments - seconds, side="left"), np.int64)
