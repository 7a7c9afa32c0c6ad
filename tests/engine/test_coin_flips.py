"""Tails of coin flips as the kernels call them, against the binomial distribution."""

import numpy as np
import pytest
from hypothesis import given, strategies
from scipy.stats import binom

from unisono.engine.coin_flips import tail_of_flips


@given(strategies.integers(1, 60), strategies.floats(0.01, 0.99), strategies.integers(0, 62))
def test_like_coins_give_the_binomial_tail_whatever_the_room_holds(count: int, chance: float, at_least: int) -> None:
    found = tail_of_flips(np.full(count, chance), count, at_least, np.full(64, 7.0))
    assert found == pytest.approx(max(1e-300, binom.sf(at_least - 1, count, chance)), rel=1e-9)
