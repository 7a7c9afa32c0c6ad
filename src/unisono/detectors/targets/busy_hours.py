"""Which hours of a stream of posts are an episode: far busier than usual, and not parted by long quiet."""

import math

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

TIMES_USUAL = 3.0
"""How many times its usual rate a stream has in an episode, at least."""

LEAST_USUAL = 1.0 / 24.0
"""Posts an hour that are taken to be usual where fewer are: a post a day surprises nobody."""


def find_busy_hours(counts: Int64, usual: Float64, quiet_hours: float) -> list[tuple[int, int]]:
    """Return the first and last hour of each episode, in order; counts and usual: posts of every hour.

    The path of most likelihood through two states, usual and busy (three times the usual rate at least), where going
    over to busy costs twice the logarithm of the number of hours (Kleinberg 2003, section 2, with rates by hour of the
    week). The busy rate is at least so high that quiet_hours hours without a post cost as much as that, so that longer
    quiet parts two episodes.
    """
    places = np.flatnonzero(counts)
    if not places.size:
        return []
    cost = 2.0 * math.log(max(len(counts), 2))
    slow = np.maximum(usual, LEAST_USUAL)
    fast = np.maximum(TIMES_USUAL * slow, slow + cost / quiet_hours)
    empty = np.concatenate(([0.0], np.cumsum(fast - slow)))
    gains = counts[places] * np.log(fast[places] / slow[places]) - (fast - slow)[places]
    # Hours without a post lie between two places; they only cost.
    gaps = np.concatenate(([0.0], empty[places[1:]] - empty[places[:-1] + 1]))
    return [(int(places[first]), int(places[last])) for first, last in _best_path(gains, gaps, cost)]


def _best_path(gains: Float64, gaps: Float64, cost: float) -> list[tuple[int, int]]:
    """Return the runs of busy places; gains: of being busy at a place, gaps: what staying busy before it costs."""
    usual, busy = 0.0, -math.inf
    came_from_busy, left_busy = np.zeros(len(gains), bool), np.zeros(len(gains), bool)
    for place, (gain, gap) in enumerate(zip(gains.tolist(), gaps.tolist(), strict=True)):
        left_busy[place] = busy > usual
        usual = max(usual, busy)
        stays, starts = busy - gap, usual - cost
        came_from_busy[place] = stays > starts
        busy = max(stays, starts) + gain
    runs, is_busy, last = [], busy > usual, len(gains) - 1
    for place in range(len(gains) - 1, -1, -1):
        if is_busy and came_from_busy[place]:
            continue
        if is_busy:
            runs.append((place, last))
        is_busy, last = bool(left_busy[place]), place - 1
    return runs[::-1]
