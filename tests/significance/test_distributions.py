"""Tails, quantiles and exact tests are those of scipy.stats, which is not loaded for them."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from unisono.significance.distributions import (
    beta_quantile,
    binomial_tail,
    fisher_exact_p,
    hypergeometric_chances,
    hypergeometric_tail,
    negative_binomial_chance,
    negative_binomial_count,
    negative_binomial_tail,
)


def test_the_beta_quantile_is_that_of_scipy() -> None:
    rng = np.random.default_rng(1)
    share, a, b = rng.random(2_000), rng.integers(1, 300, 2_000), rng.integers(1, 300, 2_000)
    assert beta_quantile(share, a, b) == pytest.approx(stats.beta.ppf(share, a, b), rel=1e-10)


def test_the_binomial_tail_is_that_of_scipy() -> None:
    rng = np.random.default_rng(2)
    of = rng.integers(1, 2_000, 2_000)
    least, chance = rng.integers(1, of + 1), rng.random(2_000)
    assert binomial_tail(least, of, chance) == pytest.approx(stats.binom.sf(least - 1, of, chance), rel=1e-9)


@pytest.mark.parametrize(("size", "mean"), [(0.3, 4.0), (2.5, 0.1), (40.0, 700.0), (1e6, 12.0)])
def test_the_negative_binomial_is_that_of_scipy(size: float, mean: float) -> None:
    counts = np.arange(-1, 400)
    of_scipy = stats.nbinom(size, size / (size + mean))
    assert negative_binomial_tail(counts, size, mean) == pytest.approx(of_scipy.sf(counts - 1), rel=1e-9, abs=1e-300)
    assert negative_binomial_chance(counts, size, mean) == pytest.approx(of_scipy.cdf(counts), rel=1e-9, abs=1e-300)
    for share in (0.5, 0.07, 1e-3, 1e-9):
        assert negative_binomial_count(share, size, mean) == of_scipy.isf(share)


@given(st.integers(1, 400), st.data())
def test_the_hypergeometric_tail_is_that_of_scipy(accounts: int, data: st.DataObject) -> None:
    members, drawn = data.draw(st.integers(0, accounts)), data.draw(st.integers(0, accounts))
    least = data.draw(st.integers(0, min(members, drawn) + 1))
    expected = stats.hypergeom.sf(least - 1, accounts, members, drawn)
    assert hypergeometric_tail(least, accounts, members, drawn) == pytest.approx(expected, rel=1e-8, abs=1e-290)


def test_more_members_than_accounts_are_refused() -> None:
    with pytest.raises(ValueError, match="4 members and 1 drawn"):
        hypergeometric_chances(3, 4, 1)


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_the_exact_p_is_that_of_scipy(n: int, of_others: int, data: st.DataObject) -> None:
    has, others = data.draw(st.integers(0, n)), data.draw(st.integers(0, of_others))
    expected = stats.fisher_exact([[has, n - has], [others, of_others - others]]).pvalue
    assert fisher_exact_p(has, n, others, of_others) == pytest.approx(expected, rel=1e-8)


def test_neither_distributions_nor_what_scans_import_load_scipy_stats() -> None:
    program = "import sys, unisono.detectors.scanning; sys.exit('scipy.stats' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
