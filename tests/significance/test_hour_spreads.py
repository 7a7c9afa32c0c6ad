"""How the counts of hours differ is measured, restored and bounded as it should be."""

import numpy as np
import pytest
from scipy.stats import nbinom

from unisono.significance.hour_spreads import hours_together, measure_spreads, sums, tail, uncut


def test_stretches_are_summed_as_by_hand() -> None:
    assert sums(np.array([1, 2, 3, 4]), 2).tolist() == [3.0, 5.0, 7.0]
    assert sums(np.array([1, 2, 3]), 3).tolist() == [6.0]


def test_the_tail_is_never_below_that_of_the_negative_binomial() -> None:
    counts = np.arange(1.0, 60.0)
    for mean, spread in ((0.1, 0.5), (3.0, 0.2), (10.0, 2.0)):
        bound = tail(counts, np.full(59, mean), np.full(59, spread), 0.0)
        exact = nbinom.sf(counts - 1, 1.0 / spread, 1.0 / (1.0 + mean * spread))
        assert (bound >= exact * (1 - 1e-9)).all()
        assert (np.diff(bound) <= 0).all()


def test_hours_that_rise_and_fall_together_are_told_from_hours_drawn_anew() -> None:
    assert hours_together((0.5, 0.5 / 3, 0.5 / 8, 0.5 / 24), (0.01,) * 4) == pytest.approx(1.0)
    assert hours_together((0.5, 0.5, 0.5, 0.5), (0.01,) * 4) == pytest.approx(24.0)
    assert hours_together((0.5, 0.4, 0.3, np.nan), (0.01, 0.01, 0.01, np.nan)) == pytest.approx(8 * 0.3 / 0.5)
    assert hours_together((0.01, 0.5, 0.5, 0.5), (0.01,) * 4) == 1.0


def test_the_spread_of_counts_is_that_of_their_rates_and_its_error_grows_where_hours_go_together() -> None:
    generator = np.random.default_rng(1)
    expected, keep = np.full(2_016, 10.0), np.ones(2_016, bool)
    anew = generator.poisson(generator.gamma(2.0, 5.0, 2_016))
    by_day = generator.poisson(np.repeat(generator.gamma(2.0, 5.0, 84), 24))
    spread, error = measure_spreads(anew, expected, keep, int(anew.sum()), 1.0)
    together, wider = measure_spreads(by_day, expected, keep, int(by_day.sum()), 1.0)
    assert spread[0] == pytest.approx(0.5, abs=0.1)
    assert spread[3] == pytest.approx(0.5 / 24, abs=0.02)
    assert together[3] == pytest.approx(0.35, abs=0.2)
    assert wider[0] > 3.0 * error[0]


def test_a_distribution_cut_of_its_largest_values_is_found_again() -> None:
    counts = np.random.default_rng(2).negative_binomial(2.0, 2.0 / 12.0, 200_000)
    cut = np.sort(counts)[:196_000]
    times, spread = uncut(float(cut.mean()), float((cut.var() - cut.mean()) / cut.mean() ** 2), 0.02)
    assert times * cut.mean() == pytest.approx(10.0, rel=0.03)
    assert spread == pytest.approx(0.5, rel=0.06)
