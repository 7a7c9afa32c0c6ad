"""How much more than chance the counts of hours differ, by the width of stretches, and how unlikely a count is then."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from unisono.engine.special_functions import betainc, ndtr
from unisono.significance.distributions import (
    negative_binomial_chance,
    negative_binomial_count,
    negative_binomial_tail,
)

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

WIDTHS = (1, 3, 8, 24)
"""Hours of the stretches that are counted: a burst shows in the width that fits it."""

FEWEST_WINDOWS = 12
"""Stretches of a width, side by side, below which that width is left out."""

CUT_ROUNDS = 10
CUT_STEPS = 120
MOST_TIMES = 8.0
"""What the busiest hours can at most have hidden of mean and spread."""

MOST_ERROR = 25.0
"""Of the inverse size: where hardly anything is usual, its formal error has no bound."""

MOST_LOGNORMAL = 3.0
"""The spread up to which rates may vary as a lognormal; where posts are rarer than that shows, they come in clumps."""


def tail(counts: Float64, mean: Float64, spread: Float64, error: float) -> Float64:
    """Return a bound of the probability of at least so many posts (counts of one and more).

    The larger of two: a negative binomial of variance mean + (spread + error) mean^2, and rates that vary as a
    lognormal of this spread, whose tail is heavier. Which of both a stream is like its usual hours do not tell.
    """
    size = 1.0 / (spread + error)
    sigma = np.sqrt(np.log1p(np.minimum(spread + np.minimum(error, spread), MOST_LOGNORMAL)))
    heavy = ndtr(-(np.log(counts / mean) / sigma + sigma / 2.0))
    return np.asarray(np.maximum(betainc(counts, size, mean / (mean + size)), heavy))


def sums(values: NDArray[np.generic], width: int) -> Float64:
    """Return the sum of each stretch of `width` values, by its first."""
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return np.asarray(total[width:] - total[:-width])


def measure_spreads(
    counts: Int64, expected: Float64, keep: Bool, posts: int, correction: float
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return for each width the inverse size by moments, with what the level may be off, and its standard error."""
    spreads, errors = [], []
    for width in WIDTHS:
        whole = sums(keep, width) > width - 0.5 if counts.size >= width else np.zeros(0, bool)
        apart = int(whole.sum()) / width
        if apart < FEWEST_WINDOWS:
            spreads.append(np.nan)
            errors.append(np.nan)
            continue
        here, mean = sums(counts, width)[whole], sums(expected, width)[whole]
        square = float((mean**2).mean())
        spread = max(0.0, float(((here - mean) ** 2 * correction - mean).mean()) / square)
        variance = mean + spread * mean**2
        spreads.append(spread + 1.0 / (posts + 0.5))
        errors.append(float(np.sqrt((2.0 * variance**2 + variance).mean() / apart)) / square)
    # Stretches that rise and fall together tell as much as fewer that do not.
    together = hours_together(spreads, errors)
    wider = np.sqrt(np.maximum(1.0, together / np.array(WIDTHS, np.float64)))
    return tuple(spreads), tuple(np.minimum(errors * wider, MOST_ERROR).tolist())


def hours_together(spread: Sequence[float], error: Sequence[float]) -> float:
    """Return how many hours in a row rise and fall together: 1 where each hour is drawn anew.

    spread, error: for each of WIDTHS. The widest stretch of w hours of which enough are known has 1 / w of the spread
    of an hour if hours are drawn anew, and as much if they all rise and fall together (the variance ratio, Lo and
    MacKinlay 1988).
    """
    known = [number for number, one in enumerate(spread) if not np.isnan(one)]
    if not known or spread[0] <= 2.0 * error[0]:
        return 1.0
    width = WIDTHS[known[-1]]
    return float(np.clip(width * spread[known[-1]] / spread[0], 1.0, width))


def uncut(mean: float, spread: float, left_out: float) -> tuple[float, float]:
    """Return by how much the mean is to be raised, and the spread, so that the cut distribution has these."""
    wanted_mean, wanted_variance = mean, mean + spread * mean**2
    whole_mean, whole_spread = mean, spread
    for _ in range(CUT_ROUNDS):
        size = 1.0 / whole_spread
        # Beyond a few hundred values a count's distribution is followed in steps.
        cut = max(negative_binomial_count(left_out, size, whole_mean), 1)
        edges = np.unique(np.linspace(-1, cut, min(cut + 2, CUT_STEPS)).astype(np.int64))
        mass = np.diff(negative_binomial_chance(edges, size, whole_mean), prepend=0.0)[1:]
        middle = (edges[1:] + edges[:-1] + 1) / 2.0
        # Of the value at the cut as much is left out as the share asks for.
        mass[-1] = max(mass[-1] - max(left_out - float(negative_binomial_tail(cut + 1, size, whole_mean)), 0.0), 0.0)
        mass /= mass.sum()
        found = float((mass * middle).sum())
        variance = float((mass * (middle - found) ** 2).sum())
        excess, wanted = max(variance - found, 1e-3 * found), max(wanted_variance - wanted_mean, 1e-3 * wanted_mean)
        whole_mean *= min(max(wanted_mean / max(found, 1e-12), 0.5), 2.0)
        whole_spread *= min(max(wanted / max(excess, 1e-12) * (found / wanted_mean) ** 2, 0.5), 2.0)
        whole_mean, whole_spread = min(whole_mean, MOST_TIMES * mean), min(whole_spread, MOST_TIMES * spread)
    return max(whole_mean / mean, 1.0), max(whole_spread, spread)
