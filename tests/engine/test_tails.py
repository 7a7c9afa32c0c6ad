"""Tails of sums of coin flips, against enumeration and against exact recursion."""

import math
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, strategies

from unisono.engine.tails import SMALLEST, poisson_binomial_tail

chances_of_few = strategies.lists(strategies.one_of(strategies.floats(0, 1), strategies.just(1.0)), max_size=9)


@given(chances_of_few, strategies.integers(-1, 10))
def test_few_trials_give_what_enumeration_gives(chances: list[float], at_least: int) -> None:
    total = math.fsum(
        math.prod(chance if success else 1.0 - chance for chance, success in zip(chances, outcome, strict=True))
        for outcome in product((False, True), repeat=len(chances))
        if sum(outcome) >= at_least
    )
    found = poisson_binomial_tail(np.array(chances, np.float64), len(chances), at_least)
    assert found == pytest.approx(max(SMALLEST, total), rel=1e-9)


@given(strategies.integers(0, 2**32 - 1))
def test_many_trials_are_within_three_percent_down_to_a_millionth_of_a_millionth(seed: int) -> None:
    chances, at_least = _many_trials(seed)
    exact = _recursion(chances)[at_least:].sum()
    found = poisson_binomial_tail(chances, len(chances), at_least)
    if exact > 1e-12:
        assert found == pytest.approx(exact, rel=0.03)
    else:
        assert found < 1.1e-12


@pytest.mark.parametrize("chance", [1e-5, 1e-3, 0.02])
@pytest.mark.parametrize("at_least", [1, 2, 3])
def test_one_meeting_where_hardly_any_is_expected_is_not_made_too_rare(chance: float, at_least: int) -> None:
    chances = np.full(80, chance)
    expected = _recursion(chances)[at_least:].sum()
    assert poisson_binomial_tail(chances, 80, at_least) == pytest.approx(expected, rel=1e-6)


def test_trials_that_never_fail_leave_the_others_their_tail() -> None:
    chances = np.array([1.0] * 70 + [1e-4] * 100)
    expected = _recursion(np.full(100, 1e-4))
    for extra in (0, 1, 2):
        found = poisson_binomial_tail(chances, 170, 70 + extra)
        assert found == pytest.approx(expected[extra:].sum(), rel=1e-6)


def test_at_the_mean_the_approximation_knows_the_skew() -> None:
    for shift in (-1e-3, 0.0, 1e-7, 1e-4, 1e-3):
        chances = np.array([1.0] * 200 + [0.005 + shift / 100] * 100)
        exact = _recursion(chances)[201:].sum()
        assert poisson_binomial_tail(chances, 300, 201) == pytest.approx(exact, rel=0.05)


@given(strategies.integers(0, 2**32 - 1))
def test_more_successes_are_never_likelier_and_none_are_certain(seed: int) -> None:
    chances, _ = _many_trials(seed)
    tails = [poisson_binomial_tail(chances, len(chances), at_least) for at_least in range(len(chances) + 2)]
    assert tails[0] == 1.0
    assert tails[-1] == SMALLEST
    assert all(0.0 < tail <= 1.0 for tail in tails)
    assert all(later <= max(1.03 * earlier, 1e-299) for earlier, later in pairwise(tails))


def test_only_the_first_trials_count() -> None:
    chances = np.array([0.5, 0.5, 1.0, 1.0])
    assert poisson_binomial_tail(chances, 2, 1) == pytest.approx(0.75)


def _many_trials(seed: int) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], int]:
    random = np.random.default_rng(seed)
    count = int(random.integers(65, 300))
    chances = [
        random.random(count),
        random.random(count) * 10 ** random.uniform(-4, 0),
        np.full(count, 10 ** random.uniform(-5, -0.01)),
        random.beta(0.3, 3.0, count),
        np.where(random.random(count) < random.random(), 1.0, random.random(count) * 0.1),
    ][random.integers(0, 5)]
    spread = math.sqrt((chances * (1.0 - chances)).sum())
    at_least = round(chances.sum() + spread * random.uniform(-2, 8)) + int(random.integers(0, 3))
    return chances, min(max(at_least, 1), count)


def _recursion(chances: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return P(exactly k successes) for every k."""
    shares = np.array([1.0])
    for chance in chances:
        shares = np.append(shares * (1.0 - chance), 0.0) + np.append(0.0, shares * chance)
    return shares
