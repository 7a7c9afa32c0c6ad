"""P-values put together: across windows and layers, and corrected for all that could have been found."""

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]

SMALLEST = 1e-300
LARGEST = 0.99


def combine_dependent(tails: Float64, tests: int) -> Float64:
    """Combine dependent p-values, float64 (pairs, at most `tests`), NaN for a test that was not made.

    The Cauchy combination test (Liu and Xie 2020, equation 2) with equal weights 1 / tests. A test not made counts
    as p = 1/2. P-values of 1 are taken as 0.99, since discrete tests reach 1 exactly and would outweigh all others.
    """
    clipped = np.clip(np.where(np.isnan(tails), 0.5, tails), SMALLEST, LARGEST)
    small = clipped < 1e-8
    scores = np.where(small, 1.0 / (np.pi * clipped), np.tan((0.5 - np.where(small, 0.5, clipped)) * np.pi))
    total = scores.sum(axis=1) / tests
    far = total > 1e8
    combined = np.where(far, 1.0 / (np.pi * np.where(far, total, 1.0)), 0.5 - np.arctan(total) / np.pi)
    return np.clip(combined, SMALLEST, 1.0)


def false_discovery_rates(tails: Float64, possible: int) -> Float64:
    """Return q-values of these p-values among `possible` tests, those not listed having p = 1.

    Benjamini and Hochberg (1995).
    """
    if len(tails) == 0:
        return np.zeros(0)
    order = np.argsort(tails, kind="stable")
    ranks = np.arange(1, len(tails) + 1)
    rates = tails[order] * max(possible, len(tails)) / ranks
    rates = np.minimum.accumulate(rates[::-1])[::-1]
    result = np.empty(len(tails))
    result[order] = np.minimum(rates, 1.0)
    return result


def false_discovery_rates_against(tails: Float64, twin_tails: Float64) -> Float64:
    """Estimate for each p-value the share of false ones among all as small, from the p-values of the shuffled twin.

    The target-decoy estimate (Elias and Gygi 2007) without its plus one, made monotone.
    """
    if len(tails) == 0:
        return np.zeros(0)
    order = np.argsort(tails, kind="stable")
    ranks = np.arange(1, len(tails) + 1)
    as_small = np.searchsorted(np.sort(twin_tails), tails[order], side="right")
    rates = np.minimum.accumulate((as_small / ranks)[::-1])[::-1]
    result = np.empty(len(tails))
    result[order] = np.minimum(rates, 1.0)
    return result
