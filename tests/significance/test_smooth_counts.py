"""Fitted spreads of posts per account against the spreads that the counts were drawn from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.significance.smooth_counts import (
    FEWEST_TERMS,
    Base,
    bin_counts,
    bins_up_to,
    choose_fit,
    fit_counts,
    smooth_base,
)


@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=200))
def test_every_count_lies_in_exactly_one_bin(counts: list[int]) -> None:
    values = np.array(counts, np.int64)
    bins = bins_up_to(int(values.max()))
    assert bin_counts(bins, values).sum() == len(values)
    assert (np.diff(bins.edges) >= 1).all()
    assert bins.edges[0] == 1


def test_small_counts_have_bins_of_their_own() -> None:
    bins = bins_up_to(40)
    assert bins.edges[:13].tolist() == list(range(1, 14))
    assert bin_counts(bins, np.array([1, 1, 3, 12])).tolist()[:12] == [2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_the_fit_is_the_greatest_likelihood_where_its_slope_is_flat() -> None:
    rng = np.random.default_rng(3)
    counts = rng.geometric(0.3, 4_000).astype(np.int64)
    bins = bins_up_to(int(counts.max()))
    seen = bin_counts(bins, counts)[None, :]
    fit = fit_counts(bins, smooth_base(bins, None, 4_000), seen, 3)
    # At the maximum of an exponential family, fitted and seen sums of every term are equal.
    np.testing.assert_allclose(fit.shares[0] @ fit.powers * 4_000, seen[0] @ fit.powers, atol=1e-3)
    assert fit.shares.sum() == pytest.approx(1.0)


@pytest.mark.parametrize("kind", ["geometric", "power", "log-normal"])
def test_spreads_of_every_kind_are_fitted_within_the_error_of_their_counts(kind: str) -> None:
    rng = np.random.default_rng(5)
    draws = {
        "geometric": rng.geometric(0.4, 30_000),
        "power": rng.zipf(2.3, 30_000).clip(max=3_000),
        "log-normal": np.ceil(rng.lognormal(0.2, 1.0, 30_000)),
    }
    counts = draws[kind].astype(np.int64)
    bins = bins_up_to(int(counts.max()))
    seen = bin_counts(bins, counts)
    fit = choose_fit(bins, smooth_base(bins, None, len(counts)), seen[None, :])
    expected = fit.shares[0, :10] * len(counts)
    assert fit.terms >= FEWEST_TERMS
    assert (np.abs(seen[:10] - expected) <= 4.0 * np.sqrt(expected) + 0.01 * expected).all()


def test_many_others_give_the_spread_to_start_from() -> None:
    rng = np.random.default_rng(7)
    others = rng.choice([1, 2, 7], size=20_000, p=[0.6, 0.3, 0.1]).astype(np.int64)
    bins = bins_up_to(9)
    base = smooth_base(bins, others, accounts=100)
    shares = np.exp(base.log_share) / np.exp(base.log_share).sum()
    assert base.from_others
    assert shares[[0, 1, 6]] == pytest.approx([0.6, 0.3, 0.1], abs=0.01)
    assert not smooth_base(bins, others[:400], accounts=100).from_others


def test_without_terms_a_bump_keeps_the_variance_of_a_share_and_terms_take_some_of_it() -> None:
    bins = bins_up_to(30)
    base = Base(np.zeros(len(bins.edges) - 1), from_others=False)
    seen = np.ones((1, len(bins.edges) - 1)) * 50.0
    begin, end = np.array([4]), np.array([6])
    plain = fit_counts(bins, base, seen, 0).free_share(begin, end)[0, 0]
    assert plain == pytest.approx(1.0 - 2.0 / seen.shape[1])
    free = [fit_counts(bins, base, seen, terms).free_share(begin, end)[0, 0] for terms in (1, 3, 6)]
    assert plain >= free[0] > free[1] > free[2] > 0.0
