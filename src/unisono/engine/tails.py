"""Upper tails of sums of unlike coin flips: exact for few, saddlepoint for many."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels

SMALLEST = 1e-300

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]


def poisson_binomial_tail(chances: Float64, count: int, at_least: int) -> float:
    """Return P(X >= at_least) for X the number of successes of `count` independent trials with these chances.

    Exact (an absorbing recursion without cancellation) for up to 64 trials or successes; beyond, the saddlepoint
    approximation of Lugannani and Rice (1980) with Daniels' (1987) second continuity correction.
    """
    start = np.array([0, count], np.int64)
    return float(poisson_binomial_tails(chances, start, np.array([at_least], np.int64))[0])


def poisson_binomial_tails(chances: Float64, start: Int64, at_least: Int64) -> Float64:
    """Return the tail of each sum of trials, float64 (sums); the trials of sum s are start[s]:start[s + 1]."""
    tails = np.empty(len(at_least))
    state = np.empty(int(at_least.max(initial=1)))
    _kernels()["poisson_binomial_tails"](chances, start, at_least, state, tails)
    return tails


@cache
def _kernels() -> Kernels:
    return Kernels("timing_kernels")
