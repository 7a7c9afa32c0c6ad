"""How many times chance counts are, and how sure that is."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import poisson

from unisono.dossiers.network.strength import bounds_of_counts, times_chance


def pairs_of(members: int, objects: list[int], expected: float = 1.0) -> pl.DataFrame:
    names = [(f"m{a}", f"m{b}") for a in range(members) for b in range(a + 1, members)]
    return pl.DataFrame(
        {
            "a": [a for a, _ in names],
            "b": [b for _, b in names],
            "objects": [objects[place % len(objects)] for place in range(len(names))],
            "expected": [expected] * len(names),
        }
    )


def test_pairs_that_are_all_alike_leave_no_doubt_about_their_strength() -> None:
    strength, low, high = times_chance(pairs_of(6, [8]))
    assert strength == pytest.approx(8.0)
    assert (low, high) == (pytest.approx(8.0), pytest.approx(8.0))


def test_one_member_who_carries_all_makes_the_bounds_wide() -> None:
    pairs = pairs_of(6, [1]).with_columns(objects=pl.when(pl.col("a") == "m0").then(100).otherwise(1))
    strength, low, high = times_chance(pairs)
    assert strength is not None
    assert low is not None
    assert high is not None
    assert low < strength / 3
    assert high > 3 * strength


def test_what_chance_gives_must_be_known_to_divide_by_it() -> None:
    assert times_chance(pairs_of(6, [8], expected=0.0)) == (None, None, None)
    strength, low, high = times_chance(pairs_of(2, [8]))
    assert (strength, low, high) == (8.0, None, None)


def test_bounds_of_counts_hold_the_count_with_95_percent() -> None:
    counts = np.array([0.0, 1.0, 7.0, 400.0, 7.0])
    low, high = bounds_of_counts(counts)
    for count, least, most in zip(counts[1:], low[1:], high[1:], strict=True):
        assert poisson.sf(count - 1, least) == pytest.approx(0.025)
        assert poisson.cdf(count, most) == pytest.approx(0.025)
    assert low[0] == 0.0
