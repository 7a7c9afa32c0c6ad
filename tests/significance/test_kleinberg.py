"""The automaton's states are those of the cheapest of all sequences."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.significance.kleinberg import burst_states, fast_runs


def cost_of(states: tuple[bool, ...], gaps: list[float], slow: float, fast: float, price: float) -> float:
    total, before = 0.0, False
    for state, gap in zip(states, gaps, strict=True):
        rate = fast if state else slow
        total += -math.log(rate) + rate * gap + (price if state and not before else 0.0)
        before = state
    return total


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0.0, 20.0), min_size=1, max_size=8),
    st.floats(0.05, 1.0),
    st.floats(1.5, 20.0),
    st.floats(0.0, 5.0),
)
def test_no_other_sequence_of_states_is_cheaper(gaps: list[float], slow: float, times: float, price: float) -> None:
    states = burst_states(np.array(gaps), slow, slow * times, price)
    own = cost_of(tuple(states.tolist()), gaps, slow, slow * times, price)
    best = min(cost_of(one, gaps, slow, slow * times, price) for one in product((False, True), repeat=len(gaps)))
    assert own == pytest.approx(best, abs=1e-9)


def test_short_gaps_between_long_ones_are_the_fast_run() -> None:
    gaps = np.array([10.0] * 5 + [0.1] * 20 + [10.0] * 5)
    assert fast_runs(burst_states(gaps, 0.1, 10.0, math.log(30))).tolist() == [[5, 24]]


def test_the_fast_rate_must_be_the_faster() -> None:
    with pytest.raises(ValueError, match="must exceed"):
        burst_states(np.array([1.0]), 2.0, 1.0, 1.0)
