"""Counts, medians and entropies of each account are those of a loop."""

import math
import statistics
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.accounts.signals.per_account import (
    deviations_of,
    entropies_of,
    means_of,
    medians_of,
    pair_keys,
)

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6)), max_size=40)


def columns(rows: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([owner for owner, _ in rows], np.int32), np.array([value for _, value in rows], np.int64)


@given(ROWS)
def test_means_medians_and_spreads_are_those_of_a_loop(rows: list[tuple[int, int]]) -> None:
    owners, values = columns(rows)
    means, n = means_of(owners, values.astype(np.float64), 4)
    medians, _ = medians_of(owners, values.astype(np.float64), 4)
    spreads = deviations_of(owners, values.astype(np.float64), 4)
    for account in range(4):
        own = [value for owner, value in rows if owner == account]
        assert n[account] == len(own)
        if not own:
            assert math.isnan(means[account]) and math.isnan(medians[account])
            continue
        assert means[account] == pytest.approx(statistics.fmean(own))
        assert medians[account] == statistics.median(own)
        if len(own) > 1:
            assert spreads[account] == pytest.approx(statistics.stdev(own))
        else:
            assert math.isnan(spreads[account])


@given(ROWS)
def test_entropies_are_those_of_a_loop(rows: list[tuple[int, int]]) -> None:
    owners, bins = columns(rows)
    entropies, n = entropies_of(owners, bins, 4, least=3)
    for account in range(4):
        counted = Counter(value for owner, value in rows if owner == account)
        total = sum(counted.values())
        assert n[account] == total
        if total < 3:
            assert math.isnan(entropies[account])
            continue
        plain = -sum(times / total * math.log2(times / total) for times in counted.values())
        expected = plain + (len(counted) - 1) / (2 * total * math.log(2))
        assert entropies[account] == pytest.approx(expected)


def test_what_is_always_alike_has_no_entropy_and_what_is_spread_over_eight_bins_has_three_bits() -> None:
    rng = np.random.default_rng(5)
    accounts, each = 200, 40
    owners = np.repeat(np.arange(accounts, dtype=np.int32), each)
    same, _ = entropies_of(owners, np.full(len(owners), 7), accounts, least=30)
    assert (same == 0.0).all()
    spread, _ = entropies_of(owners, rng.integers(0, 8, len(owners)), accounts, least=30)
    # The plug-in estimate alone would be 0.13 bits too small.
    assert spread.mean() == pytest.approx(3.0, abs=0.03)


def test_different_pairs_have_different_keys() -> None:
    owners, objects = np.meshgrid(np.arange(300, dtype=np.int32), np.arange(300, dtype=np.uint64))
    keys = pair_keys(owners.ravel(), objects.ravel())
    assert len(np.unique(keys)) == 90_000
    assert (pair_keys(owners.ravel(), objects.ravel()) == keys).all()
