"""How many members two networks have in common by chance, when members are drawn among accounts that post as much."""

import numpy as np
from numpy.typing import NDArray

from unisono.significance.combination import SMALLEST
from unisono.significance.distributions import hypergeometric_chances

Int64 = NDArray[np.int64]


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
