"""Groups hold the accounts that have enough partners in them, and nobody by a stray pair."""

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.networks.graphs_by_hand import Edge, clique, groups_of, pairs_of
from unisono.networks.groups import (
    NONE,
    _join_dense,
    _member_rates,
    find_communities,
    find_groups,
    find_triangles,
    keep_cores,
    renumber,
    three_cores,
)
from unisono.significance.combination import combine_dependent, false_discovery_rates

ACCOUNTS = 14
edge_sets = st.sets(st.sampled_from(clique(range(ACCOUNTS))), max_size=60)


def ends(edges: list[Edge]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([a for a, _ in edges], np.int32), np.array([b for _, b in edges], np.int32)


def cores_by_definition(labels: list[int], edges: list[Edge]) -> set[int]:
    """Return the 3-core of each group by networkx, and the components of what is left that are triangles."""
    kept: set[int] = set()
    for label in set(labels) - {NONE}:
        graph = networkx.Graph([(a, b) for a, b in edges if labels[a] == labels[b] == label])
        core = set(networkx.k_core(graph, 3))
        rest = graph.subgraph(set(graph) - core).edge_subgraph(
            [(a, b) for a, b in graph.edges if a not in core and b not in core]
        )
        parts = [part for part in networkx.connected_components(rest) if len(part) == 3]
        kept |= core | {node for part in parts if rest.subgraph(part).size() == 3 for node in part}
    return kept


@given(edge_sets, st.lists(st.integers(-1, 2), min_size=ACCOUNTS, max_size=ACCOUNTS))
def test_those_kept_are_the_cores_and_the_triangles(edges: set[Edge], labels: list[int]) -> None:
    kept = keep_cores(np.array(labels, np.int64), *ends(sorted(edges)))
    assert set(np.flatnonzero(kept >= 0)) == cores_by_definition(labels, sorted(edges))


@given(edge_sets, st.lists(st.integers(-1, 2), min_size=ACCOUNTS, max_size=ACCOUNTS))
def test_cores_hold_those_with_three_partners_in_their_group_and_keep_its_number(
    edges: set[Edge], labels: list[int]
) -> None:
    kept = three_cores(np.array(labels, np.int64), *ends(sorted(edges)))
    expected = [NONE] * ACCOUNTS
    for label in set(labels) - {NONE}:
        graph = networkx.Graph([(a, b) for a, b in sorted(edges) if labels[a] == labels[b] == label])
        for node in networkx.k_core(graph, 3):
            expected[node] = label
    assert kept.tolist() == expected


@given(edge_sets)
def test_triangles_are_the_parts_of_three_with_three_pairs(edges: set[Edge]) -> None:
    corners, part = find_triangles(*ends(sorted(edges)))
    graph = networkx.Graph(sorted(edges))
    parts = [frozenset(nodes) for nodes in networkx.connected_components(graph)]
    expected = [nodes for nodes in parts if len(nodes) == graph.subgraph(nodes).size() == 3]
    found = {frozenset(corners[part == number].tolist()) for number in set(part.tolist())}
    assert found == set(expected)


def test_triangles_become_groups_of_their_own() -> None:
    edges = [*clique(range(4)), *clique([5, 6, 7]), *clique([8, 9, 10]), (3, 5)]
    kept = keep_cores(np.zeros(ACCOUNTS, np.int64), *ends(edges))
    assert groups_of(kept) == {frozenset(range(4)), frozenset([5, 6, 7]), frozenset([8, 9, 10])}


def test_a_chain_of_three_is_no_triangle() -> None:
    assert (keep_cores(np.zeros(3, np.int64), *ends([(0, 1), (1, 2)])) == NONE).all()


def test_each_members_rate_is_that_of_its_pairs_with_its_group_together() -> None:
    tails = {edge: 1e-3 / (1 + edge[0]) for edge in clique(range(4))} | {(4, 5): 1e-9, (0, 4): 1e-9}
    tails |= dict.fromkeys(clique([6, 7, 8]), 0.0001)
    pairs = pairs_of(tails, 10)
    member_of = np.array([0, 0, 0, 0, -1, -1, 1, 1, 1, -1])
    together = {}
    for member in (0, 1, 2, 3, 6, 7, 8):
        own = [p for edge, p in tails.items() if member in edge and member_of[edge[0]] == member_of[edge[1]] >= 0]
        size = int((member_of == member_of[member]).sum())
        together[member] = min(1.0, 2 * combine_dependent(np.array([own]), size - 1)[0])  # two groups
    expected = np.ones(10)
    expected[list(together)] = false_discovery_rates(np.array(list(together.values())), 10)
    assert _member_rates(member_of, pairs, 10) == pytest.approx(expected)


@settings(deadline=None)
@given(edge_sets, st.lists(st.integers(-1, 2), min_size=ACCOUNTS, max_size=ACCOUNTS), st.integers(0, 1000))
def test_rates_are_exactly_those_of_one_member_after_the_other(edges: set[Edge], labels: list[int], seed: int) -> None:
    drawn = np.random.default_rng(seed).uniform(1e-9, 1e-2, len(edges))
    tails = dict(zip(sorted(edges), drawn.tolist(), strict=True))
    together = {}
    for member in range(ACCOUNTS):
        own = [p for edge, p in tails.items() if member in edge and labels[edge[0]] == labels[edge[1]] >= 0]
        if own:
            # Its partners after it come first, as in the order of pairs by their first end, then their second.
            ordered = [p for (a, _), p in tails.items() if a == member and p in own]
            ordered += [p for (_, b), p in tails.items() if b == member and p in own]
            tests = max(1, labels.count(labels[member]) - 1)
            together[member] = combine_dependent(np.array([ordered]), tests)[0]
    groups = len({label for label in labels if label >= 0})
    expected = np.ones(ACCOUNTS)
    corrected = np.minimum(1.0, np.array(list(together.values())) * groups)
    expected[list(together)] = false_discovery_rates(corrected, ACCOUNTS)
    assert _member_rates(np.array(labels, np.int64), pairs_of(tails, ACCOUNTS), ACCOUNTS).tolist() == expected.tolist()


def test_communities_with_dense_pairs_between_them_are_one_and_others_are_not() -> None:
    left, right, far = clique(range(6)), clique(range(6, 12)), clique(range(12, 18))
    dense = [(a, b) for a in range(6) for b in range(6, 12) if (a + b) % 3 == 0]  # a third of them
    sparse = [(0, 12), (1, 13)]
    labels = np.repeat([0, 1, 2], 6)
    joined = _join_dense(labels, *(side.astype(np.int64) for side in ends([*left, *right, *far, *dense, *sparse])))
    assert groups_of(joined) == {frozenset(range(12)), frozenset(range(12, 18))}


def test_communities_are_the_cliques_that_a_single_pair_joins_and_accounts_without_pairs_have_none() -> None:
    edges = [*clique(range(6)), *clique(range(6, 12)), (0, 6)]
    member_of = find_communities(*ends(edges), np.full(len(edges), 10.0), 14, seed=0)
    assert groups_of(member_of) == {frozenset(range(6)), frozenset(range(6, 12))}
    assert member_of[12:].tolist() == [NONE, NONE]


def test_no_pairs_give_no_communities() -> None:
    assert (find_communities(*ends([]), np.zeros(0), 5, seed=0) == NONE).all()


def test_strays_with_one_or_two_partners_are_not_members() -> None:
    tails = dict.fromkeys(clique(range(8)), 1e-12) | {(0, 8): 1e-12, (1, 9): 1e-12, (2, 9): 1e-12}
    pairs = pairs_of(tails, 50)
    groups = find_groups(pairs, pairs.up_to(0.01), 0.01, seed=0)
    assert groups_of(groups.member_of) == {frozenset(range(8))}
    assert (groups.member_q[:8] <= 0.01).all()
    assert (groups.member_q[8:] == 1.0).all()


def test_a_member_whose_pairs_with_the_group_are_weak_together_is_dropped() -> None:
    tails = dict.fromkeys(clique(range(8)), 1e-12) | {(0, 8): 2e-3, (1, 8): 2e-3, (2, 8): 2e-3}
    pairs = pairs_of(tails, 50)
    everything = np.ones(len(pairs.a), np.bool_)
    assert groups_of(find_groups(pairs, everything, 0.01, seed=0).member_of) == {frozenset(range(8))}
    assert groups_of(find_groups(pairs, everything, 1.0, seed=0).member_of) == {frozenset(range(9))}


def test_networks_are_numbered_from_the_heaviest_and_equal_ones_by_their_first_account() -> None:
    tails = dict.fromkeys([*clique([0, 1, 2]), *clique([3, 4, 5])], 1e-5) | dict.fromkeys(clique([6, 7, 8]), 1e-9)
    groups = renumber(np.array([5, 5, 5, 2, 2, 2, 9, 9, 9, -1]), np.full(10, 0.5), pairs_of(tails, 10))
    assert groups.member_of.tolist() == [1, 1, 1, 2, 2, 2, 0, 0, 0, -1]
    assert groups.member_q.tolist() == [0.5] * 9 + [1.0]
    assert groups.count == 3


def test_no_groups_are_no_networks() -> None:
    groups = renumber(np.full(4, NONE, np.int64), np.zeros(4), pairs_of({}, 4))
    assert (groups.count, groups.member_of.tolist(), groups.member_q.tolist()) == (0, [NONE] * 4, [1.0] * 4)
