"""Crowds of objects, counted once more in plain Python."""

from itertools import combinations

import numpy as np
from hypothesis import given, strategies

from tests.engine.random_acts import ACCOUNTS, ANY_TIME, OBJECTS, Act, act_lists, act_table, times_of
from unisono.engine.acts import group_rows
from unisono.engine.slots import (
    count_accounts_of_groups,
    count_accounts_per_object,
    count_distinct,
    count_other_pairs,
    count_slot_pairs,
    nearest_affordable,
)

WINDOWS = np.array([0, 1, 10, 60_000_000, ANY_TIME], np.int64)


@given(act_lists)
def test_slot_pairs_are_all_pairs_of_acts_within_each_window(acts: list[Act]) -> None:
    assert count_slot_pairs(act_table(acts), WINDOWS).tolist() == [
        _near_pairs([time for _, found, time in set(acts) if found == number]) for number in range(OBJECTS)
    ]


@given(act_lists, strategies.integers(0, 60), strategies.sampled_from(WINDOWS.tolist()))
def test_as_many_acts_before_each_are_compared_as_the_budget_allows(acts: list[Act], budget: int, window: int) -> None:
    table = act_table(acts)
    before = [
        sum(found == number and other <= time and time - other <= window for _, found, other in earlier)
        for number in range(OBJECTS)
        for earlier, (_, _, time) in _with_those_before(acts, number)
    ]
    nearest = nearest_affordable(table, window, budget=budget, least=0)
    assert sum(min(count, nearest) for count in before) <= budget
    assert nearest >= max(before, default=0) or sum(min(count, nearest + 1) for count in before) > budget
    assert nearest_affordable(table, window, budget=0, least=30) >= 30


def _with_those_before(acts: list[Act], number: int) -> list[tuple[list[Act], Act]]:
    own = sorted((act for act in set(acts) if act[1] == number), key=lambda act: (act[2], act[0]))
    return [(own[:place], act) for place, act in enumerate(own)]


@given(act_lists)
def test_each_account_counts_once_per_object(acts: list[Act]) -> None:
    accounts = [len({account for account, found, _ in acts if found == number}) for number in range(OBJECTS)]
    assert count_accounts_per_object(act_table(acts)).tolist() == accounts


@given(act_lists, strategies.lists(strategies.booleans(), min_size=ACCOUNTS, max_size=ACCOUNTS))
def test_others_are_counted_by_their_first_acts_without_the_accounts_left_out(
    acts: list[Act], left_out: list[bool]
) -> None:
    table = act_table(acts)
    others, pairs = count_other_pairs(
        table.accounts, table.times, table.object_start, WINDOWS, np.array(left_out, np.bool_)
    )
    for number in range(OBJECTS):
        firsts = [
            times[0] for (account, found), times in times_of(acts).items() if found == number and not left_out[account]
        ]
        assert others[number] == len(firsts)
        assert pairs[number].tolist() == _near_pairs(firsts)


def _near_pairs(times: list[int]) -> list[int]:
    return [sum(abs(one - other) <= window for one, other in combinations(times, 2)) for window in WINDOWS.tolist()]


def test_distinct_accounts_are_counted_by_group() -> None:
    generator = np.random.default_rng(5)
    groups, accounts = generator.integers(0, 9, 300), generator.integers(0, 20, 300).astype(np.int32)
    counted = generator.random(20) < 0.6
    expected = [
        len({int(a) for g, a in zip(groups, accounts, strict=True) if g == group and counted[a]}) for group in range(9)
    ]
    assert count_distinct(groups, accounts, counted, 9).tolist() == expected


def test_accounts_of_groups_are_counted_alike_by_account_and_by_group() -> None:
    generator = np.random.default_rng(5)
    accounts, groups = generator.integers(0, 30, 500, np.int32), generator.integers(0, 12, 500, np.int32)
    counted = generator.random(30) < 0.7
    found = count_accounts_of_groups(groups, group_rows(accounts, 30), counted, 13)
    assert found.tolist() == count_distinct(groups, accounts, counted, 13).tolist()
    assert found[12] == 0
