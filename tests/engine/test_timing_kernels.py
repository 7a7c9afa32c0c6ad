"""The kernels of timing, called as they stand: what is not wanted stays untouched, sums of trials lie side by side."""

import numpy as np
import pytest

from unisono.engine.machine_code import Kernels
from unisono.engine.tails import poisson_binomial_tail


def test_every_sum_of_trials_has_its_own_tail() -> None:
    chances, start = np.array([0.5, 0.25, 0.5, 0.125]), np.array([0, 2, 2, 4], np.int64)
    at_least, tails = np.array([1, 0, 2], np.int64), np.full(3, 77.0)
    Kernels("timing_kernels")["poisson_binomial_tails"](chances, start, at_least, np.full(2, 77.0), tails)
    assert tails[1] == 1.0
    assert tails[[0, 2]].tolist() == [
        poisson_binomial_tail(chances[:2], 2, 1),
        poisson_binomial_tail(chances[2:].copy(), 2, 2),
    ]
    assert tails[0] == pytest.approx(1.0 - 0.5 * 0.75)


def test_even_days_meet_by_the_share_of_the_window() -> None:
    even, chance = np.linspace(0.0, 1.0, 25, dtype=np.float32), np.empty(1)
    edges, windows = np.empty((1, 3, 2, 24)), np.array([3_600_000_000])
    Kernels("timing_kernels")["meet_by_rhythm"](even, even, windows, edges, chance)
    assert chance[0] == pytest.approx(2 / 24, rel=1e-4)
