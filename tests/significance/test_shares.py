"""Intervals of shares against published values, and how often they hold what was true."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from unisono.significance.shares import exact_interval, grouped_interval, likeness_within_groups, wilson_interval


@given(st.integers(1, 300), st.data())
def test_both_intervals_of_a_count_are_those_of_scipy(of: int, data: st.DataObject) -> None:
    found = data.draw(st.integers(0, of))
    test = binomtest(found, of)
    for own, method in ((wilson_interval(found, of), "wilson"), (exact_interval(found, of), "exact")):
        expected = test.proportion_ci(0.95, method=method)
        assert own == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_nothing_counted_says_nothing() -> None:
    assert wilson_interval(0, 0) == grouped_interval([], 20) == (0.0, 1.0)


def test_groups_found_whole_or_not_at_all_are_alike_within() -> None:
    assert likeness_within_groups([20, 0, 20, 0], 20) == pytest.approx(1.0)


def test_groups_that_all_show_the_same_share_are_not_alike_within() -> None:
    assert likeness_within_groups([10, 10, 10], 20) == 0.0


def test_members_of_groups_found_whole_or_not_at_all_count_as_groups() -> None:
    low, high = grouped_interval([20, 0, 20, 0, 20, 0], 20)
    assert (low, high) == pytest.approx(wilson_interval(3, 6), abs=1e-6)


def test_one_group_says_no_more_than_one_member_would() -> None:
    assert grouped_interval([20], 20) == pytest.approx(wilson_interval(1, 1), abs=1e-9)


@pytest.mark.parametrize(("groups", "share", "rho"), [(5, 0.9, 0.1), (10, 0.5, 0.3), (5, 0.97, 0.3)])
def test_the_grouped_interval_holds_the_truth_nineteen_times_in_twenty_where_members_are_alike(
    groups: int, share: float, rho: float
) -> None:
    generator, tries = np.random.default_rng(1), 600
    strength = (1.0 - rho) / rho
    held = 0
    for _ in range(tries):
        chances = generator.beta(share * strength, (1.0 - share) * strength, groups)
        low, high = grouped_interval(generator.binomial(20, chances).tolist(), 20)
        held += low <= share <= high
    assert held / tries >= 0.93
