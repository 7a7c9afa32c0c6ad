"""Weak pairs count together, if chance alone makes no such group."""

import numpy as np

from tests.networks.graphs_by_hand import Edge, clique, groups_of, pairs_of
from unisono.networks.groups import NONE, Groups
from unisono.networks.pooling import add_pooled_groups, another_twin_would_help, loose_groups
from unisono.networks.significant_pairs import CombinedPairs

ACCOUNTS = 60
WEAK = 5e-3
TWINS = 20


def no_groups() -> Groups:
    return Groups(np.full(ACCOUNTS, NONE, np.int64), np.ones(ACCOUNTS), 0)


def silent_twins() -> list[CombinedPairs]:
    return [pairs_of({}, ACCOUNTS)] * TWINS


def weak(edges: list[Edge]) -> dict[Edge, float]:
    return dict.fromkeys(edges, WEAK)


def test_loose_groups_are_made_of_unusual_pairs_in_which_everyone_has_three() -> None:
    tails = weak(clique(range(10))) | {(0, 20): WEAK, (1, 21): WEAK} | dict.fromkeys(clique(range(30, 40)), 0.02)
    assert groups_of(loose_groups(pairs_of(tails, ACCOUNTS), 0)) == {frozenset(range(10))}


def test_a_dense_group_of_weak_pairs_is_a_network_where_chance_gives_none() -> None:
    pairs, twins = pairs_of(weak(clique(range(10))), ACCOUNTS), silent_twins()
    assert not pairs.up_to(0.01).any()
    groups = add_pooled_groups(no_groups(), pairs, twins, 0.01, seed=0)
    assert groups_of(groups.member_of) == {frozenset(range(10))}
    assert groups.count == 1
    assert (groups.member_q[:10] == 1 / (TWINS * 10)).all()


def test_a_twin_with_such_groups_refuses_them() -> None:
    pairs, twin = pairs_of(weak(clique(range(10))), ACCOUNTS), pairs_of(weak(clique(range(40, 50))), ACCOUNTS)
    assert add_pooled_groups(no_groups(), pairs, [twin, *silent_twins()], 0.01, seed=0).count == 0


def test_a_twin_with_a_group_of_half_the_size_refuses_and_with_a_smaller_one_does_not() -> None:
    pairs = pairs_of(weak(clique(range(20))), ACCOUNTS)
    half, small = (pairs_of(weak(clique(range(30, 30 + size))), ACCOUNTS) for size in (10, 9))
    assert add_pooled_groups(no_groups(), pairs, [half, *silent_twins()], 0.01, seed=0).count == 0
    assert add_pooled_groups(no_groups(), pairs, [small, *silent_twins()], 0.01, seed=0).count == 1


def test_fewer_than_eight_accounts_are_not_pooled() -> None:
    counts = [
        add_pooled_groups(
            no_groups(), pairs_of(weak(clique(range(size))), ACCOUNTS), silent_twins(), 0.01, seed=0
        ).count
        for size in (7, 8)
    ]
    assert counts == [0, 1]


def test_a_loose_group_joins_the_network_that_it_overlaps_most() -> None:
    member_of = np.full(ACCOUNTS, NONE, np.int64)
    member_of[:5] = 0
    known = Groups(member_of, np.where(member_of == 0, 1e-6, 1.0), 1)
    pairs = pairs_of(dict.fromkeys(clique(range(12)), WEAK), ACCOUNTS)
    groups = add_pooled_groups(known, pairs, silent_twins(), 0.01, seed=0)
    assert groups_of(groups.member_of) == {frozenset(range(12))}
    assert (groups.member_q[:5] == 1e-6).all()


def test_an_account_whose_partners_are_all_in_another_network_does_not_join() -> None:
    member_of = np.full(ACCOUNTS, NONE, np.int64)
    member_of[:7], member_of[7:12] = 0, 1
    known = Groups(member_of, np.zeros(ACCOUNTS), 2)
    tails = weak(clique(range(12))) | {(number, 12): WEAK for number in (7, 8, 9, 10)}
    groups = add_pooled_groups(known, pairs_of(tails, ACCOUNTS), silent_twins(), 0.01, seed=0)
    assert groups_of(groups.member_of) == {frozenset(range(7)), frozenset(range(7, 12))}
    assert groups.member_of[12] == NONE


def test_what_was_handed_in_is_not_changed() -> None:
    before = no_groups()
    add_pooled_groups(before, pairs_of(weak(clique(range(10))), ACCOUNTS), silent_twins(), 0.01, seed=0)
    assert (before.member_of == NONE).all()
    assert (before.member_q == 1.0).all()


def test_one_silent_twin_is_not_enough_for_a_small_group_and_more_would_help() -> None:
    pairs, silent = pairs_of(weak(clique(range(10))), ACCOUNTS), silent_twins()
    assert add_pooled_groups(no_groups(), pairs, silent[:1], 0.01, seed=0).count == 0
    assert another_twin_would_help(no_groups(), pairs, silent[:1], 0.01, 0)
    assert not another_twin_would_help(no_groups(), pairs, silent, 0.01, 0)
    loud = [pairs_of(weak(clique(range(40, 50))), ACCOUNTS)]
    assert not another_twin_would_help(no_groups(), pairs, loud, 0.01, 0)


def test_without_twins_every_loose_group_of_eight_is_told() -> None:
    assert add_pooled_groups(no_groups(), pairs_of(weak(clique(range(9))), ACCOUNTS), [], 0.01, seed=0).count == 1
