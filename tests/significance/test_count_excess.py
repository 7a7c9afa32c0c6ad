"""Bumps in posts per account: planted quotas are found, smooth spreads give about as many alarms as they should."""

import numpy as np
import pytest

from unisono.significance.count_excess import FEWEST_ACCOUNTS, find_count_excess


def flow_of(rng: np.random.Generator, kind: str, posts: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return posts per account of a flow of about so many posts."""
    draws = {
        "geometric": lambda: rng.geometric(0.5, posts),
        "power": lambda: rng.zipf(2.2, posts).clip(max=100_000),
        "log-normal": lambda: np.ceil(rng.lognormal(0.0, 1.0, posts)),
    }
    counts = draws[kind]().astype(np.int64)
    return counts[: int(np.searchsorted(np.cumsum(counts), posts)) + 1]


def test_too_few_accounts_or_posts_say_nothing() -> None:
    assert find_count_excess(np.full(FEWEST_ACCOUNTS - 1, 9, np.int64)) is None
    assert find_count_excess(np.ones(150, np.int64)) is None


def test_a_large_flow_needs_others_to_compare_with() -> None:
    rng = np.random.default_rng(9)
    counts = flow_of(rng, "geometric", 8_000)
    others = np.concatenate([flow_of(rng, "geometric", 8_000) for _ in range(12)])
    assert find_count_excess(counts) is None
    assert find_count_excess(counts, others) is not None


def test_twenty_accounts_with_a_quota_are_a_bump_with_their_counts_beside_comparable_flows() -> None:
    rng = np.random.default_rng(1)
    others = np.concatenate([flow_of(rng, "geometric", 822) for _ in range(30)])
    found = find_count_excess(np.concatenate([flow_of(rng, "geometric", 740), np.repeat([7, 8], 10)]), others)
    assert found is not None
    assert (found.low, found.high) == (7, 8)
    assert found.beside_others
    assert found.p <= 0.005
    assert found.accounts >= 20 > found.expected


def test_the_bump_says_how_many_accounts_have_these_counts() -> None:
    counts = np.concatenate([np.repeat(np.arange(1, 7), [150, 75, 37, 18, 9, 5]), np.full(25, 15)]).astype(np.int64)
    found = find_count_excess(counts)
    assert found is not None
    assert found.accounts == int(((counts >= found.low) & (counts <= found.high)).sum())
    assert found.low <= 15 <= found.high
    assert found.p < 0.01


def test_the_same_counts_in_another_order_give_the_same() -> None:
    counts = flow_of(np.random.default_rng(2), "log-normal", 500)
    assert find_count_excess(counts) == find_count_excess(counts[::-1].copy())


@pytest.mark.parametrize("kind", ["geometric", "power", "log-normal"])
def test_smooth_spreads_seldom_have_a_bump(kind: str) -> None:
    rng = np.random.default_rng(11)
    found = [find_count_excess(flow_of(rng, kind, 822)) for _ in range(60)]
    alarms = sum(one is not None and one.p <= 0.05 for one in found)
    # At 5 %, ten or more of sixty come by chance once in 2,000 trials.
    assert alarms <= 9
