"""The chance of members in common is that of drawing members by hand."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from unisono.registry.overlap import overlap_chance


def by_hand(strata: list[tuple[int, int, int]], together: int) -> tuple[float, float]:
    """Return the mean and the tail over every way of drawing, one stratum after the other."""
    counts = np.ones(1)
    for accounts, members, drawn in strata:
        hits = [len(set(chosen) & set(range(members))) for chosen in combinations(range(accounts), drawn)]
        counts = np.convolve(counts, np.bincount(hits))
    shares = counts / counts.sum()
    return float(np.arange(len(shares)) @ shares), float(shares[together:].sum())


stratum = st.integers(0, 7).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(0, n)))


@given(strata=st.lists(stratum, min_size=1, max_size=3), together=st.integers(0, 8))
def test_the_chance_is_the_share_of_all_ways_to_draw(strata: list[tuple[int, int, int]], together: int) -> None:
    expected, p = overlap_chance(*(np.array(column, np.int64) for column in zip(*strata, strict=True)), together)
    mean, tail = by_hand(strata, together)
    assert expected == pytest.approx(mean)
    assert p == pytest.approx(max(tail, 1e-300), rel=1e-9)


def test_one_large_stratum_is_the_hypergeometric_distribution_far_into_its_tail() -> None:
    for together in (5, 12, 40, 60):
        _, p = overlap_chance(np.array([1_000_000]), np.array([500]), np.array([900]), together)
        assert p == pytest.approx(hypergeom.sf(together - 1, 1_000_000, 500, 900), rel=1e-6)


def test_p_values_of_networks_drawn_by_chance_are_not_too_small() -> None:
    random = np.random.default_rng(3)
    sizes, members, drawn = np.array([300, 80, 20]), np.array([30, 20, 10]), np.array([40, 10, 12])
    tails = []
    for _ in range(2_000):
        pairs = zip(members, sizes, drawn, strict=True)
        hits = sum(int(random.hypergeometric(ones, all_ - ones, many)) for ones, all_, many in pairs)
        tails.append(overlap_chance(sizes, members, drawn, hits)[1])
    for level in (0.01, 0.05, 0.2, 0.5):
        assert np.mean(np.array(tails) <= level) <= level + 3 * np.sqrt(level / 2_000)


def test_activity_explains_what_size_alone_does_not() -> None:
    sizes, members, drawn = np.array([900, 100]), np.array([0, 50]), np.array([0, 50])
    _, within = overlap_chance(sizes, members, drawn, 25)
    _, by_size = overlap_chance(np.array([1_000]), np.array([50]), np.array([50]), 25)
    assert within > 0.3
    assert by_size < 1e-15
