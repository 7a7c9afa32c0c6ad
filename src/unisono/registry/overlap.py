"""How many members two networks have in common by chance, when members are drawn among accounts that post as much."""

import numpy as np
from numpy.typing import NDArray

from unisono.engine.special_functions import load_gamma_functions
from unisono.significance.combination import SMALLEST

Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]


def overlap_chance(accounts: Int64, members: Int64, drawn: Int64, together: int) -> tuple[float, float]:
    """Return how many accounts chance would put into both sets, and P(at least `together`).

    By stratum: `accounts` are there, `members` of them in the one set, and `drawn` in the other, all int64 (strata).
    Within a stratum the number in both is hypergeometric (Fisher 1935); the strata are independent, and their sum's
    distribution is computed exactly by convolution.
    """
    expected = float((members * drawn / np.maximum(accounts, 1)).sum())
    chances = np.ones(1)
    for there, ones, others in zip(accounts.tolist(), members.tolist(), drawn.tolist(), strict=True):
        chances = np.convolve(chances, hypergeometric_chances(there, ones, others))
    tail = float(chances[together:].sum()) if together > 0 else 1.0
    return expected, min(max(tail, SMALLEST), 1.0)


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


def _log_choose(out_of: int, chosen: NDArray[np.int64]) -> Float64:
    """Return the logarithm of the number of ways to choose."""
    log_gamma = load_gamma_functions().gammaln
    return np.asarray(log_gamma(out_of + 1.0) - log_gamma(chosen + 1.0) - log_gamma(out_of - chosen + 1.0))
