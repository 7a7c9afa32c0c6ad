"""Tests of shares of purposes with their bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from unisono.content.purposes import PURPOSES
from unisono.dossiers.network.purpose_mix import measure_mix

ROWS = np.eye(len(PURPOSES))


def test_posts_of_their_own_have_the_bounds_of_wilson() -> None:
    shares = ROWS[[0] * 30 + [4] * 70]
    mix = measure_mix(shares, np.arange(100))
    expected = binomtest(30, 100).proportion_ci(0.95, method="wilson")
    assert mix.shares["commercial"] == pytest.approx(0.3)
    assert (mix.low["commercial"], mix.high["commercial"]) == pytest.approx((expected.low, expected.high))
    assert (mix.posts, mix.texts) == (100, 100)


def test_copies_make_nobody_surer() -> None:
    shares = ROWS[[0] * 3 + [1] * 7]
    once, often = (measure_mix(shares, np.repeat(np.arange(10), copies)) for copies in (2, 500))
    assert (once.low, once.high, once.shares) == (often.low, often.high, often.shares)
    assert often.posts == 5_000


@given(st.lists(st.integers(0, 19), max_size=200))
def test_bounds_hold_the_shares_and_thin_posts_have_none(texts: list[int]) -> None:
    shares = ROWS[np.arange(20) % len(PURPOSES)]
    mix = measure_mix(shares, np.array(texts, dtype=np.int64))
    if len(texts) < 20 or len(set(texts)) < 5:
        assert set(mix.shares.values()) == {None}
        return
    assert sum(share or 0.0 for share in mix.shares.values()) == pytest.approx(1.0)
    for name in PURPOSES:
        low, share, high = mix.low[name], mix.shares[name], mix.high[name]
        assert low is not None and share is not None and high is not None
        assert low - 1e-9 <= share <= high + 1e-9
