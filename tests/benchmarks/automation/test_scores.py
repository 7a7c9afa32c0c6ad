"""Scores are what counting every pair gives, and their intervals hold the truth as often as they say."""

import numpy as np
import pytest
from benchmarks.automation.scores import area, base_brier, bins_of, brier, wilson
from hypothesis import given
from hypothesis import strategies as st


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=4, max_size=40))
def test_the_area_counts_pairs_of_accounts(rows: list[tuple[int, bool]]) -> None:
    rows = [*rows, (3, True), (1, True), (2, False), (3, False)]
    estimates, run = np.array([value for value, _ in rows], float), np.array([label for _, label in rows])
    pairs = [
        1.0 if one > other else 0.5 if one == other else 0.0 for one in estimates[run] for other in estimates[~run]
    ]
    score = area(estimates, run)
    assert score.value == pytest.approx(np.mean(pairs))
    assert 0 <= score.low <= score.value <= score.high <= 1


def test_the_areas_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    truth, held = 0.7602, 0  # two normal distributions, one standard deviation apart
    for _ in range(400):
        run = np.arange(120) < 50
        score = area(rng.normal(size=120) + run, run)
        held += score.low <= truth <= score.high
    assert 0.91 <= held / 400 <= 0.98


def test_the_brier_score_is_the_mean_squared_distance() -> None:
    score = brier(np.array([0.9, 0.2, 0.5, 0.5]), np.array([True, False, True, False]))
    assert score.value == pytest.approx((0.01 + 0.04 + 0.25 + 0.25) / 4)
    assert score.low < score.value < score.high
    assert base_brier(np.array([True, False, False, False])) == pytest.approx(3 / 16)


def test_bins_hold_accounts_of_like_estimates() -> None:
    estimates = np.array([0.1, 0.9, 0.2, 0.8])
    low, high = bins_of(estimates, np.array([False, True, True, True]), bins=2)
    assert (low.accounts, low.mean, low.share.value) == (2, pytest.approx(0.15), 0.5)
    assert (high.accounts, high.mean, high.share.value) == (2, pytest.approx(0.85), 1.0)


def test_the_interval_of_a_share_is_wilsons() -> None:
    score = wilson(8, 10)
    assert (score.value, score.low, score.high) == pytest.approx((0.8, 0.4902, 0.9433), abs=1e-4)
    assert str(score) == "0.800 (0.490 to 0.943)"
