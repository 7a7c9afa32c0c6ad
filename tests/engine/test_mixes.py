"""Splits and their divergence, compared with the definition."""

from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.engine.mixes import DayItems, count_users, gather_days, pool_rare, scan_splits, shuffle_blocks

KIND_OF = np.array([0, 0, 0, 1, 1, 1], np.int32)


def entropy(weights: np.ndarray) -> float:  # type: ignore[type-arg]  # of any number
    shares = weights[weights > 0] / weights.sum()
    return float(-(shares * np.log2(shares)).sum())


def divergence(days: list[list[tuple[int, int]]], split: int, least: float) -> float:
    """Return the mean over kinds of the Jensen-Shannon divergence in bits, less its mean by chance, by definition."""
    values = []
    for kind in range(2):
        sides = np.zeros((2, len(KIND_OF)))
        squares = 0.0
        for day, items in enumerate(days):
            for item, weight in items:
                if KIND_OF[item] == kind:
                    sides[int(day >= split), item] += weight
                    squares += weight * weight
        total = sides.sum()
        different = (sides.sum(axis=0) > 0).sum()
        if total**2 < least * squares or different < 2:
            continue
        shares = sides.sum(axis=1) / total
        within = sum(share * entropy(side) for share, side in zip(shares, sides, strict=True) if share > 0)
        values.append(entropy(sides.sum(axis=0)) - within - (different - 1) * squares / (2 * total**2 * np.log(2)))
    return float(np.mean(values)) if values else 0.0


def as_arrays(accounts: list[list[list[tuple[int, int]]]]):  # type: ignore[no-untyped-def]  # arrays for the kernel
    days = [day for account in accounts for day in account]
    days_of = np.cumsum([0, *(len(account) for account in accounts)]).astype(np.int64)
    day_start = np.cumsum([0, *(len(day) for day in days)]).astype(np.int64)
    items = np.array([item for day in days for item, _ in day], np.int32)
    weights = np.array([weight for day in days for _, weight in day], np.uint8)
    return days_of, day_start, items, weights


days_with_items = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 64)), max_size=6, unique_by=lambda pair: pair[0]),
    min_size=1,
    max_size=9,
)


@settings(max_examples=150)
@given(st.lists(days_with_items, min_size=1, max_size=3), st.integers(1, 3))
def test_the_divergence_at_every_split_is_that_of_the_definition(
    accounts: list[list[list[tuple[int, int]]]], edge: int
) -> None:
    days_of, day_start, items, weights = as_arrays(accounts)
    days = DayItems(days_of, day_start, items, weights, KIND_OF, kinds=2, least=3.0)
    at_split, strongest, _ = scan_splits(days, edge=edge)
    for number, account in enumerate(accounts):
        wanted = [
            divergence(account, split, 3.0) if split >= edge and len(account) - split >= edge else -1.0
            for split in range(len(account))
        ]
        np.testing.assert_allclose(at_split[days_of[number] : days_of[number + 1]], wanted, atol=1e-9)
        assert strongest[number] == max(at_split[days_of[number] : days_of[number + 1]])


@settings(max_examples=60)
@given(days_with_items, st.integers(1, 2**31))
def test_a_shuffle_of_days_is_the_largest_split_of_some_order(account: list[list[tuple[int, int]]], seed: int) -> None:
    account = account[:4]
    days_of, day_start, items, weights = as_arrays([account])
    largest = shuffle_blocks(
        DayItems(days_of, day_start, items, weights, KIND_OF, kinds=2, least=2.0),
        edge=1,
        chosen=np.array([0], np.int32),
        blocks=(np.array([0, len(account)], np.int64), np.arange(len(account) + 1, dtype=np.int64)),
        seeds=np.array([seed], np.int64),
        shuffles=20,
    )
    possible = {
        round(max([-1.0, *(divergence(list(order), split, 2.0) for split in range(1, len(order)))]), 8)
        for order in permutations(account)
    }
    assert {round(value, 8) for value in largest[0].tolist()} <= possible


def test_items_count_once_a_day_and_left_out_ones_never() -> None:
    day_of = np.array([0, 0, 1], np.int32)
    start, items = np.array([0, 2, 4, 6], np.int64), np.array([1, 1, 1, 2, 1, 3], np.int32)
    languages = np.array([4, -1, 4], np.int32)
    day_start, found = gather_days(day_of, start, items, languages, different=5, left_out=np.array([3], np.int32))
    assert [sorted(found[day_start[day] : day_start[day + 1]].tolist()) for day in range(2)] == [[1, 2, 4], [1, 4]]


def test_rare_items_are_pooled_by_account() -> None:
    # The first account uses item 0 on three days, the second on one.
    days_of, day_start, items, _ = as_arrays([[[(0, 1)], [(0, 1)], [(0, 1), (1, 1), (2, 1)]], [[(0, 1)]]])
    start, kept = pool_rare(days_of, day_start, items, KIND_OF, np.array([2, 5], np.int32))
    assert [kept[start[day] : start[day + 1]].tolist() for day in range(4)] == [[0], [0], [0, 2], [2]]


def test_users_are_accounts_not_days() -> None:
    days_of, day_start, items, _ = as_arrays([[[(0, 1)], [(0, 1)], [(1, 1)]], [[(0, 1)]]])
    row_of = np.array([0, 1, -1, -1, -1, -1], np.int32)
    users = count_users(days_of, day_start, items, np.array([0, 0, 1, 0], np.int32), row_of, (2, 2))
    assert users.tolist() == [[2, 0], [0, 1], [2, 1]]
