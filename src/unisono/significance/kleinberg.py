"""Kleinberg's two-state automaton: which stretch of a stream of posts came at a faster rate than it usually has."""

import math

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]


def burst_states(gaps: Float64, slow_rate: float, fast_rate: float, price: float) -> NDArray[np.bool_]:
    """Return for each gap between posts whether the cheapest sequence of states has it in the fast state.

    A gap x costs -ln(rate) + rate x in a state of that rate; going from slow to fast costs `price` (Kleinberg's gamma
    ln n), going back nothing, and the automaton starts slow (Kleinberg 2002, "Bursty and hierarchical structure in
    streams", section 2). Equal costs take the slow state. Units: gaps and rates of one unit of time.
    """
    if not 0.0 < slow_rate < fast_rate:
        raise ValueError("the fast rate must exceed the slow one, and both be positive")
    # Only the difference of both costs matters: fast minus slow of this gap.
    dearer = ((fast_rate - slow_rate) * gaps - math.log(fast_rate / slow_rate)).tolist()
    slow, fast = 0.0, math.inf
    stays_fast, comes_from_fast = np.zeros(len(dearer), bool), np.zeros(len(dearer), bool)
    for place, difference in enumerate(dearer):
        stays_fast[place] = fast < slow + price
        comes_from_fast[place] = fast < slow
        entered = min(fast, slow + price) + difference
        slow, fast = min(slow, fast), entered
    return _trace_back(stays_fast, comes_from_fast, ends_fast=fast < slow)


def fast_runs(states: NDArray[np.bool_]) -> Int64:
    """Return the runs of fast gaps as rows of (first gap, last gap): int64 (runs, 2)."""
    edges = np.diff(np.concatenate(([False], states, [False])).astype(np.int8))
    return np.stack([np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1], axis=1)


def _trace_back(
    stays_fast: NDArray[np.bool_], comes_from_fast: NDArray[np.bool_], *, ends_fast: bool
) -> NDArray[np.bool_]:
    states = np.zeros(stays_fast.size, bool)
    is_fast = ends_fast
    for place in range(stays_fast.size - 1, -1, -1):
        states[place] = is_fast
        is_fast = bool(stays_fast[place] if is_fast else comes_from_fast[place])
    return states
