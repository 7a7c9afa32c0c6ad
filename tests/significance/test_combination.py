"""Combined p-values are those of the Cauchy distribution, and corrected ones those of plain definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import cauchy, norm

from unisono.significance.combination import combine_dependent, false_discovery_rates, false_discovery_rates_against

MODERATE = st.floats(1e-6, 0.98)


def by_distribution(tails: list[float], tests: int) -> float:
    """Return the combination of Liu and Xie from scipy's Cauchy distribution; tests not listed score 0."""
    return float(cauchy.sf(sum(cauchy.isf(tail) for tail in tails) / tests))


@given(st.lists(MODERATE, min_size=1, max_size=8))
def test_moderate_p_values_are_combined_as_by_the_cauchy_distribution(tails: list[float]) -> None:
    combined = combine_dependent(np.array([tails]), len(tails))[0]
    assert combined == pytest.approx(by_distribution(tails, len(tails)), rel=1e-6)


@pytest.mark.parametrize("tail", [0.98, 0.5, 0.01, 1e-6, 1e-12, 1e-100, 1e-299])
def test_one_p_value_combines_to_itself(tail: float) -> None:
    assert combine_dependent(np.array([[tail]]), 1)[0] == pytest.approx(tail, rel=1e-9)


@pytest.mark.parametrize("tail", [1e-3, 1e-9, 1e-50, 1e-290])
def test_equal_p_values_combine_to_the_same(tail: float) -> None:
    assert combine_dependent(np.full((1, 5), tail), 5)[0] == pytest.approx(tail, rel=1e-6)


@pytest.mark.parametrize("tail", [1e-9, 1e-50, 1e-290])
def test_one_tiny_p_value_among_many_tests_costs_the_number_of_tests(tail: float) -> None:
    tails = np.array([[tail, 0.4, 0.6, 0.5]])
    assert combine_dependent(tails, 4)[0] == pytest.approx(4 * tail, rel=1e-6)


def test_a_test_that_was_not_made_counts_as_one_half() -> None:
    with_gap = combine_dependent(np.array([[0.01, np.nan, 0.2]]), 3)
    assert with_gap[0] == pytest.approx(by_distribution([0.01, 0.5, 0.2], 3))
    assert combine_dependent(np.array([[0.01, 0.2]]), 3)[0] == pytest.approx(with_gap[0])


def test_p_values_of_one_do_not_outweigh_the_others() -> None:
    combined = combine_dependent(np.array([[1e-8, 1.0, 1.0]]), 3)[0]
    assert combined == pytest.approx(3e-8, rel=0.01)
    assert np.isfinite(combine_dependent(np.array([[1.0], [0.0]]), 1)).all()


def test_rows_do_not_touch_each_other() -> None:
    table = np.random.default_rng(1).uniform(0.001, 0.98, (50, 4))
    alone = [combine_dependent(row[None, :], 4)[0] for row in table]
    assert combine_dependent(table, 4).tolist() == pytest.approx(alone)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.9, 1.0])
@pytest.mark.parametrize("level", [0.01, 0.001])
def test_small_p_values_are_no_likelier_than_stated_whatever_the_dependence(correlation: float, level: float) -> None:
    rng = np.random.default_rng(2)
    rows, tests = 200_000, 6
    shared = rng.normal(size=(rows, 1)) * np.sqrt(correlation)
    tails = norm.sf(shared + rng.normal(size=(rows, tests)) * np.sqrt(1.0 - correlation))
    below = (combine_dependent(tails, tests) <= level).mean()
    # The combination is exact in the limit of small p; a tenth is allowed, and four standard errors.
    assert below <= 1.1 * level + 4.0 * np.sqrt(level / rows)
    assert below >= 0.5 * level


def rates_by_definition(tails: list[float], possible: int) -> list[float]:
    """Return for each p-value the smallest level at which the step-up procedure rejects it."""
    ordered = sorted(tails + [1.0] * (possible - len(tails)))
    steps = [tail * possible / rank for rank, tail in enumerate(ordered, start=1)]
    return [min(1.0, min(step for step, other in zip(steps, ordered, strict=True) if other >= tail)) for tail in tails]


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=30), st.integers(0, 40))
def test_rates_are_those_of_the_step_up_procedure(tails: list[float], unlisted: int) -> None:
    possible = len(tails) + unlisted
    found = false_discovery_rates(np.array(tails), possible)
    assert found.tolist() == pytest.approx(rates_by_definition(tails, possible))


def test_rates_by_hand() -> None:
    found = false_discovery_rates(np.array([0.04, 0.001, 0.03, 0.5]), 10)
    assert found.tolist() == pytest.approx([0.4 / 3, 0.01, 0.4 / 3, 1.0])


def test_rejected_nulls_are_a_share_of_at_most_the_level() -> None:
    rng = np.random.default_rng(3)
    shares = []
    for _ in range(300):
        tails = np.concatenate([rng.uniform(size=900), rng.uniform(size=100) * 1e-4])
        rejected = false_discovery_rates(tails, 1000) <= 0.1
        shares.append(rejected[:900].sum() / max(1, rejected.sum()))
    assert 0.07 < np.mean(shares) < 0.1


def test_rates_against_a_twin_by_hand() -> None:
    tails, twin = np.array([0.001, 0.5, 0.01, 0.02]), np.array([0.015, 0.3, 0.9])
    # As small as 0.001: 0 of 1; 0.01: 0 of 2; 0.02: 1 of 3; 0.5: 2 of 4.
    assert false_discovery_rates_against(tails, twin).tolist() == pytest.approx([0.0, 0.5, 0.0, 1 / 3])


def test_rates_against_a_twin_never_fall_as_p_grows() -> None:
    tails, twin = np.array([0.01, 0.02, 0.03, 0.04]), np.array([0.005, 0.006])
    assert false_discovery_rates_against(tails, twin).tolist() == pytest.approx([0.5, 0.5, 0.5, 0.5])


def test_a_twin_with_more_as_small_gives_a_rate_of_one_and_an_empty_one_of_zero() -> None:
    tails = np.array([0.2, 0.4])
    assert false_discovery_rates_against(tails, np.full(9, 0.1)).tolist() == [1.0, 1.0]
    assert false_discovery_rates_against(tails, np.zeros(0)).tolist() == [0.0, 0.0]


def test_a_twin_like_the_data_gives_a_rate_near_one() -> None:
    rng = np.random.default_rng(4)
    rates = false_discovery_rates_against(rng.uniform(size=5_000), rng.uniform(size=5_000))
    assert rates.mean() > 0.9


def test_nothing_tested_gives_nothing() -> None:
    nothing: NDArray[np.float64] = np.zeros(0)
    assert false_discovery_rates(nothing, 10).tolist() == []
    assert false_discovery_rates_against(nothing, np.array([0.1])).tolist() == []
