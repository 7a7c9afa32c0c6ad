"""Tests of the score interval of a share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from unisono.model.intervals import wilson_interval


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_is_that_of_scipy(drawn: tuple[int, int]) -> None:
    found, of = drawn
    expected = binomtest(found, of).proportion_ci(0.95, method="wilson")
    assert wilson_interval(found, of) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_a_share_that_misses_one_by_a_rounding_has_an_interval() -> None:
    low, high = wilson_interval(10.0 + 1e-12, 10.0)
    assert 0.7 < low < high <= 1.0


def test_nothing_counted_says_nothing() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)
