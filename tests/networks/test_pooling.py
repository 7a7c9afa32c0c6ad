"""Weak pairs count together, if chance alone makes no such group."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.networks.graphs_by_hand import Edge, clique, groups_of, pairs_of
from unisono.networks.groups import NONE, Groups
from unisono.networks.pooling import (
    add_pooled_groups,
    another_twin_would_help,
    find_loose_groups,
    log_surprises,
    pooled_rates,
)
from unisono.networks.significant_pairs import CombinedPairs

ACCOUNTS = 60
WEAK = 5e-3
TWINS = 20


def no_groups() -> Groups:
    return Groups(np.full(ACCOUNTS, NONE, np.int64), np.ones(ACCOUNTS), 0)


def silent_twins() -> list[CombinedPairs]:
    return [pairs_of({}, ACCOUNTS)] * TWINS


def pooled(groups: Groups, pairs: CombinedPairs, twins: list[CombinedPairs]) -> Groups:
    loose, of_twins = find_loose_groups(pairs, 0), [find_loose_groups(twin, 0) for twin in twins]
    return add_pooled_groups(groups, pairs, loose, of_twins, 0.01)


def would_help(pairs: CombinedPairs, twins: list[CombinedPairs]) -> bool:
    of_twins = [find_loose_groups(twin, 0) for twin in twins]
    return another_twin_would_help(no_groups(), find_loose_groups(pairs, 0), of_twins, 0.01)


def weak(edges: list[Edge]) -> dict[Edge, float]:
    return dict.fromkeys(edges, WEAK)


def test_loose_groups_are_made_of_unusual_pairs_in_which_everyone_has_three() -> None:
    tails = weak(clique(range(10))) | {(0, 20): WEAK, (1, 21): WEAK} | dict.fromkeys(clique(range(30, 40)), 0.02)
    assert groups_of(find_loose_groups(pairs_of(tails, ACCOUNTS), 0).group_of) == {frozenset(range(10))}


def test_a_dense_group_of_weak_pairs_is_a_network_where_chance_gives_none() -> None:
    pairs, twins = pairs_of(weak(clique(range(10))), ACCOUNTS), silent_twins()
    assert not pairs.up_to(0.01).any()
    groups = pooled(no_groups(), pairs, twins)
    assert groups_of(groups.member_of) == {frozenset(range(10))}
    assert groups.count == 1
    assert (groups.member_q[:10] == 1 / (TWINS * 10)).all()


def test_a_twin_with_such_groups_refuses_them() -> None:
    pairs, twin = pairs_of(weak(clique(range(10))), ACCOUNTS), pairs_of(weak(clique(range(40, 50))), ACCOUNTS)
    assert pooled(no_groups(), pairs, [twin, *silent_twins()]).count == 0


def test_a_twin_with_a_group_of_half_the_size_refuses_and_with_a_smaller_one_does_not() -> None:
    pairs = pairs_of(weak(clique(range(20))), ACCOUNTS)
    half, small = (pairs_of(weak(clique(range(30, 30 + size))), ACCOUNTS) for size in (10, 9))
    assert pooled(no_groups(), pairs, [half, *silent_twins()]).count == 0
    assert pooled(no_groups(), pairs, [small, *silent_twins()]).count == 1


def test_fewer_than_eight_accounts_are_not_pooled() -> None:
    counts = [
        pooled(no_groups(), pairs_of(weak(clique(range(size))), ACCOUNTS), silent_twins()).count for size in (7, 8)
    ]
    assert counts == [0, 1]


def test_a_loose_group_joins_the_network_that_it_overlaps_most() -> None:
    member_of = np.full(ACCOUNTS, NONE, np.int64)
    member_of[:5] = 0
    known = Groups(member_of, np.where(member_of == 0, 1e-6, 1.0), 1)
    pairs = pairs_of(dict.fromkeys(clique(range(12)), WEAK), ACCOUNTS)
    groups = pooled(known, pairs, silent_twins())
    assert groups_of(groups.member_of) == {frozenset(range(12))}
    assert (groups.member_q[:5] == 1e-6).all()


def test_an_account_whose_partners_are_all_in_another_network_does_not_join() -> None:
    member_of = np.full(ACCOUNTS, NONE, np.int64)
    member_of[:7], member_of[7:12] = 0, 1
    known = Groups(member_of, np.zeros(ACCOUNTS), 2)
    tails = weak(clique(range(12))) | {(number, 12): WEAK for number in (7, 8, 9, 10)}
    groups = pooled(known, pairs_of(tails, ACCOUNTS), silent_twins())
    assert groups_of(groups.member_of) == {frozenset(range(7)), frozenset(range(7, 12))}
    assert groups.member_of[12] == NONE


def test_a_sparse_group_that_some_accounts_of_many_make_by_chance_is_refused() -> None:
    """Each of nine has four loose partners; so do some nine of sixty people whose pairs have p as chance gives it."""
    ring = [(number, (number + step) % 9) for number in range(9) for step in (1, 2)]
    edges = [(min(edge), max(edge)) for edge in ring]
    others = [edge for edge in clique(range(ACCOUNTS)) if edge not in edges]
    ordinary = np.random.default_rng(5).permutation(np.linspace(0.02, 1.0, len(others)))
    tails = weak(edges) | dict(zip(others, ordinary, strict=True))
    assert pooled(no_groups(), pairs_of(tails, ACCOUNTS), silent_twins()).count == 0
    assert pooled(no_groups(), pairs_of(tails | weak(clique(range(9))), ACCOUNTS), silent_twins()).count == 1


def test_the_bound_on_a_groups_surprise_holds_for_the_most_surprising_of_all_groups() -> None:
    """Among eight accounts all groups of four can be looked at: the best is as good as the bound at most so often."""
    random, worst = np.random.default_rng(3), []
    every = [np.array(chosen) for chosen in combinations(range(8), 4)]
    for _ in range(200):
        pairs = pairs_of(dict(zip(clique(range(8)), random.random(28), strict=True)), 8)
        found = []
        for chosen in every:
            group_of = np.full(8, NONE, np.int64)
            group_of[chosen] = 0
            found.append(log_surprises(pairs, group_of, np.array([4]))[0])
        worst.append(min(found))
    for level in (0.5, 0.1, 0.02):
        assert np.mean(np.array(worst) <= np.log(level)) <= level


def test_what_was_handed_in_is_not_changed() -> None:
    before = no_groups()
    pooled(before, pairs_of(weak(clique(range(10))), ACCOUNTS), silent_twins())
    assert (before.member_of == NONE).all()
    assert (before.member_q == 1.0).all()


def test_one_silent_twin_is_not_enough_for_a_small_group_and_more_would_help() -> None:
    pairs, silent = pairs_of(weak(clique(range(10))), ACCOUNTS), silent_twins()
    assert pooled(no_groups(), pairs, silent[:1]).count == 0
    assert would_help(pairs, silent[:1])
    assert not would_help(pairs, silent)
    loud = [pairs_of(weak(clique(range(40, 50))), ACCOUNTS)]
    assert not would_help(pairs, loud)


def test_without_twins_every_loose_group_of_eight_is_told() -> None:
    assert pooled(no_groups(), pairs_of(weak(clique(range(9))), ACCOUNTS), []).count == 1


def test_where_nobody_has_three_loose_partners_there_are_no_loose_groups() -> None:
    chain = [(number, number + 1) for number in range(30)] + clique([40, 41, 42])
    loose = find_loose_groups(pairs_of(weak(chain), ACCOUNTS), 0)
    assert (loose.group_of == NONE).all()
    assert len(loose.pairs.a) == len(chain)
    assert loose.sizes.tolist() == []


sizes = st.lists(st.integers(0, 40), max_size=12)


@given(sizes, st.lists(sizes, max_size=4))
def test_rates_count_accounts_in_groups_at_least_half_as_large(found: list[int], twins: list[list[int]]) -> None:
    expected = []
    for size in found:
        by_chance = sum(other for twin in twins for other in twin if other >= size / 2)
        real = sum(other for other in found if other >= size / 2)
        expected.append(min(1.0, (by_chance + 1) / max(1, len(twins) * real)))
    rates = pooled_rates(np.array(found, np.int64), [np.array(twin, np.int64) for twin in twins])
    assert rates.tolist() == expected
