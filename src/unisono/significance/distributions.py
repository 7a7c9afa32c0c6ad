"""Tails and quantiles of counts and shares; loading scipy.stats for them takes longer than a command does."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from unisono.engine.special_functions import betainc, betaincinv, gammaln

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

__all__ = [
    "beta_quantile",
    "binomial_tail",
    "fisher_exact_p",
    "hypergeometric_chances",
    "hypergeometric_tail",
    "negative_binomial_chance",
    "negative_binomial_count",
    "negative_binomial_tail",
]

AS_LIKELY = 1.0 + 1e-7
"""Tables whose chances differ by no more than this are equally likely, whatever the last digits say."""


def beta_quantile(share: ArrayLike, a: ArrayLike, b: ArrayLike) -> Float64:
    """Return the value that a beta variable is at most with this chance."""
    return betaincinv(a, b, share)


def binomial_tail(least: ArrayLike, of: ArrayLike, chance: ArrayLike) -> Float64:
    """Return the chance of so many or more successes, one at least and no more than the trials.

    >>> float(binomial_tail(1, 2, 0.5))
    0.75
    """
    successes = np.asarray(least, np.float64)
    return betainc(successes, np.asarray(of, np.float64) - successes + 1.0, chance)


def negative_binomial_tail(least: ArrayLike, size: float, mean: float) -> Float64:
    """Return the chance of so many or more, for a count of this mean and variance mean + mean^2 / size."""
    counts = np.asarray(least, np.float64)
    return np.where(counts <= 0.0, 1.0, betainc(np.maximum(counts, 1.0), size, mean / (mean + size)))


def negative_binomial_chance(most: ArrayLike, size: float, mean: float) -> Float64:
    """Return the chance of so many or fewer, for the same count."""
    counts = np.asarray(most, np.float64)
    return np.where(counts < 0.0, 0.0, betainc(size, np.maximum(counts, 0.0) + 1.0, size / (size + mean)))


def negative_binomial_count(share: float, size: float, mean: float) -> int:
    """Return the least count that is exceeded with at most this chance."""
    low, high = -1, 1
    while negative_binomial_tail(high + 1, size, mean) > share:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if negative_binomial_tail(middle + 1, size, mean) > share:
            low = middle
        else:
            high = middle
    return high


def hypergeometric_chances(accounts: int, members: int, drawn: int) -> Float64:
    """Return P(X = 0), P(X = 1) …: of `drawn` out of `accounts`, X are among the `members`."""
    if not (0 <= members <= accounts and 0 <= drawn <= accounts):
        raise ValueError(f"{members} members and {drawn} drawn cannot be among {accounts} accounts")
    counts = np.arange(min(members, drawn) + 1)
    possible = counts >= drawn - (accounts - members)
    hits = counts[possible]
    logs = (
        _log_choose(members, hits)
        + _log_choose(accounts - members, drawn - hits)
        - _log_choose(accounts, np.array([drawn]))
    )
    chances = np.zeros(len(counts))
    chances[possible] = np.exp(logs)
    total = float(chances.sum())
    return np.asarray(chances / total)


def hypergeometric_tail(least: int, accounts: int, members: int, drawn: int) -> float:
    """Return the chance that of `drawn` out of `accounts` so many or more are among the `members`."""
    if least <= 0:
        return 1.0
    return min(1.0, float(hypergeometric_chances(accounts, members, drawn)[least:].sum()))


def fisher_exact_p(has: int, n: int, others: int, of_others: int) -> float:
    """Return Fisher's exact p of two shares being equal, two-sided: all tables no likelier than the one that is seen.

    >>> round(fisher_exact_p(8, 10, 1, 10), 4)
    0.0055
    """
    chances = hypergeometric_chances(n + of_others, has + others, n)
    return min(1.0, float(chances[chances <= chances[has] * AS_LIKELY].sum()))


def _log_choose(out_of: int, chosen: Int64) -> Float64:
    """Return the logarithm of the number of ways to choose."""
    return np.asarray(gammaln(out_of + 1.0) - gammaln(chosen + 1.0) - gammaln(out_of - chosen + 1.0))
