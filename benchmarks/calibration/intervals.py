"""Means over seeds with bootstrap intervals: seeds are drawn again with replacement, nothing else is assumed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2_000


@dataclass(frozen=True)
class Estimate:
    """A value over seeds and its 95 % interval; nan where nothing could be counted."""

    value: float
    low: float
    high: float
    seeds: int


def ratio(parts: Sequence[float], wholes: Sequence[float]) -> Estimate:
    """Return sum(parts) / sum(wholes), one entry a seed, with a percentile interval (Efron and Tibshirani 1993, 13)."""
    part, whole = np.asarray(parts, float), np.asarray(wholes, float)
    if len(part) == 0 or whole.sum() == 0:
        return Estimate(np.nan, np.nan, np.nan, len(part))
    drawn = np.random.default_rng(0).integers(0, len(part), (RESAMPLES, len(part)))
    totals = whole[drawn].sum(axis=1)
    shares = part[drawn].sum(axis=1)[totals > 0] / totals[totals > 0]
    low, high = np.quantile(shares, [0.025, 0.975])
    return Estimate(float(part.sum() / whole.sum()), float(low), float(high), len(part))


def mean(values: Sequence[float]) -> Estimate:
    """Return the mean over seeds with its interval."""
    return ratio(values, [1.0] * len(values))
