"""Upper tails of sums of unlike coin flips, made part of the kernels that call them; tails.py says how."""

from __future__ import annotations

import math
from typing import Any

from numba import njit

Array = Any
"""An array as numba sees it inside a kernel."""

EXACT_UP_TO = 64
SMALLEST = 1e-300
LEAST_VARIANCE = 0.1


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def tail_of_flips(chances: Array, count: int, at_least: int, state: Array) -> float:
    """Return P(X >= at_least) for X the number of successes of `count` independent trials with these chances.

    Exact (an absorbing recursion without cancellation) for up to 64 trials or successes; beyond, the saddlepoint
    approximation of Lugannani and Rice (1980) with Daniels' (1987) second continuity correction.
    state: float64, room for at_least.
    """
    if at_least <= 0:
        return 1.0
    if at_least > count:
        return SMALLEST
    if at_least == count:
        log_tail = 0.0
        for trial in range(count):
            if chances[trial] <= 0.0:
                return SMALLEST
            log_tail += math.log(chances[trial])
        return max(SMALLEST, math.exp(max(log_tail, -690.0)))
    # For few successes the approximation is far too small where few are expected, and slower than the recursion.
    if count <= EXACT_UP_TO or at_least <= EXACT_UP_TO:
        return _exact_tail(chances, count, at_least, state)
    return _saddlepoint_tail(chances, count, at_least, state)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _exact_tail(chances: Array, count: int, at_least: int, state: Array) -> float:
    reached = 0.0
    state[:at_least] = 0.0
    state[0] = 1.0
    for trial in range(count):
        chance = chances[trial]
        reached += state[at_least - 1] * chance
        for successes in range(at_least - 1, 0, -1):
            state[successes] = state[successes] * (1.0 - chance) + state[successes - 1] * chance
        state[0] *= 1.0 - chance
    return min(1.0, max(SMALLEST, reached))


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _saddlepoint_tail(chances: Array, count: int, at_least: int, state: Array) -> float:
    goal = at_least - 0.5
    mean = 0.0
    variance = 0.0
    third = 0.0
    for trial in range(count):
        mean += chances[trial]
        variance += chances[trial] * (1.0 - chances[trial])
        third += chances[trial] * (1.0 - chances[trial]) * (1.0 - 2.0 * chances[trial])
    if variance < LEAST_VARIANCE:
        return _exact_tail(chances, count, at_least, state)
    if abs(goal - mean) < 1e-3 * math.sqrt(variance):
        # The formula's limit where the tilt goes to 0.
        skew = third / variance**1.5
        return 0.5 * math.erfc((goal - mean) / math.sqrt(2.0 * variance)) - skew / (6.0 * math.sqrt(2.0 * math.pi))
    tilt = _tilt(chances, count, goal)
    cumulant, _, spread = _cumulants(chances, count, tilt)
    signed = math.copysign(math.sqrt(max(0.0, 2.0 * (tilt * goal - cumulant))), tilt)
    scaled = 2.0 * math.sinh(tilt / 2.0) * math.sqrt(spread)
    density = math.exp(-0.5 * signed * signed) / math.sqrt(2.0 * math.pi)
    tail = 0.5 * math.erfc(signed / math.sqrt(2.0)) + density * (1.0 / scaled - 1.0 / signed)
    return min(1.0, max(SMALLEST, tail))


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _tilt(chances: Array, count: int, goal: float) -> float:
    """Solve K'(s) = goal by bisection: K' rises from 0 to count."""
    low, high = -60.0, 60.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        if _cumulants(chances, count, middle)[1] < goal:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _cumulants(chances: Array, count: int, tilt: float) -> tuple[float, float, float]:
    """Return K(s), K'(s) and K''(s) of the sum."""
    cumulant, slope, curvature = 0.0, 0.0, 0.0
    lift = math.exp(tilt)
    for trial in range(count):
        chance = chances[trial]
        total = 1.0 - chance + chance * lift
        share = chance * lift / total
        cumulant += math.log(total)
        slope += share
        curvature += share * (1.0 - share)
    return cumulant, slope, curvature
