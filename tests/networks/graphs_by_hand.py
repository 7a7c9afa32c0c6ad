"""Graphs of accounts as lists of pairs, for tests small enough to be worked out by hand."""

import itertools
from collections.abc import Iterable

import numpy as np

from unisono.networks.significant_pairs import CombinedPairs
from unisono.significance.combination import false_discovery_rates

Edge = tuple[int, int]


def clique(members: Iterable[int]) -> list[Edge]:
    """Return all pairs of these accounts."""
    return list(itertools.combinations(sorted(members), 2))


def pairs_of(tails: dict[Edge, float], accounts: int, possible: int | None = None) -> CombinedPairs:
    """Return one layer of pairs with these p-values."""
    edges = sorted(tails)
    p = np.array([tails[edge] for edge in edges], np.float64)
    possible = possible or accounts * (accounts - 1) // 2
    q = false_discovery_rates(p, possible)
    a = np.array([edge[0] for edge in edges], np.int32)
    b = np.array([edge[1] for edge in edges], np.int32)
    weight = np.minimum(50.0, -np.log10(np.maximum(q, 1e-300)))
    return CombinedPairs(a, b, p, q, p[:, None].copy(), weight, possible, accounts)


def groups_of(member_of: Iterable[int]) -> set[frozenset[int]]:
    """Return the groups as sets of accounts, whatever their numbers."""
    labels = list(member_of)
    groups = {label: [n for n, own in enumerate(labels) if own == label] for label in set(labels) if label >= 0}
    return {frozenset(group) for group in groups.values()}
