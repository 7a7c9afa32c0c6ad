"""Groups of accounts whose pairs are too many to be chance: communities, cores, and a test of every member."""

from dataclasses import dataclass

import numpy as np
from graspologic_native import leiden_csr
from numpy.typing import NDArray

from unisono.engine.sparse import group_cells, number_parts
from unisono.networks.significant_pairs import CombinedPairs
from unisono.significance.combination import combine_dependent, false_discovery_rates

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]
Ends = NDArray[np.int32] | NDArray[np.int64]
"""One end of each pair: accounts by number."""

NONE = -1
FEWEST_PARTNERS = 3
JOINED_DENSITY = 0.25  # communities whose cross pairs are at least a quarter as dense as their own are one
MOST_TRIMS = 20
RESOLUTION = 0.5  # below 1: one network in several hands stays one


@dataclass(frozen=True)
class Groups:
    """Which network each account is in (int64 (accounts), -1: none; 0 is the heaviest) and its member q-value."""

    member_of: Int64
    member_q: Float64
    count: int


def find_groups(pairs: CombinedPairs, chosen: NDArray[np.bool_], level: float, seed: int) -> Groups:
    """Group the chosen pairs, then keep the accounts that belong to their group beyond chance.

    A member has at least three chosen partners inside (two in a network of three), and its pairs with the group,
    taken together, are significant among all accounts: one large network makes single stray pairs cheap.
    """
    account_count = pairs.account_count
    a, b = pairs.a[chosen], pairs.b[chosen]
    member_of = find_communities(a, b, pairs.weight[chosen], account_count, seed)
    member_q = np.ones(account_count)
    for _ in range(MOST_TRIMS):
        member_of = keep_cores(member_of, a, b)
        if not (member_of >= 0).any():
            break
        member_q = _member_rates(member_of, pairs, account_count)
        dropped = (member_of >= 0) & (member_q > level)
        if not dropped.any():
            break
        member_of = np.where(dropped, NONE, member_of)
    return renumber(member_of, member_q, pairs)


def find_communities(
    a: NDArray[np.int32], b: NDArray[np.int32], weight: Float64, account_count: int, seed: int
) -> Int64:
    """Return communities of the weighted graph: Leiden (Traag, Waltman and van Eck 2019), seeded."""
    member_of = np.full(account_count, NONE, np.int64)
    if len(a) == 0:
        return member_of
    paired = np.zeros(account_count, np.bool_)
    paired[a] = paired[b] = True
    nodes = np.flatnonzero(paired)
    place = np.cumsum(paired) - 1
    left, right = place[a], place[b]
    rows, columns = np.concatenate([left, right]), np.concatenate([right, left])
    start, columns, order = group_cells(rows.astype(np.int32), columns.astype(np.int32), len(nodes), len(nodes))
    weights = np.tile(np.maximum(weight, 1e-6), 2)[order]
    _, found = leiden_csr(start, columns, weights, len(nodes), iterations=3, resolution=RESOLUTION, seed=seed)
    labels = np.empty(len(nodes), np.int64)
    labels[np.fromiter(found.keys(), np.int64, len(found))] = np.fromiter(found.values(), np.int64, len(found))
    member_of[nodes] = _join_dense(labels, left, right)
    return member_of


def _join_dense(labels: Int64, left: Int64, right: Int64) -> Int64:
    """Join communities between which pairs are nearly as dense as inside them."""
    count = int(labels.max()) + 1
    low, high = np.minimum(labels[left], labels[right]), np.maximum(labels[left], labels[right])
    cells, pairs = np.unique(low * count + high, return_counts=True)
    low, high = cells // count, cells % count
    sizes = np.bincount(labels, minlength=count).astype(float)
    inside = np.zeros(count)
    inside[low[low == high]] = pairs[low == high]
    density = inside / np.maximum(sizes * (sizes - 1) / 2.0, 1.0)
    across = low != high
    joined = pairs / (sizes[low] * sizes[high]) >= JOINED_DENSITY * np.minimum(density[low], density[high])
    joined &= across & (sizes[low] >= 3) & (sizes[high] >= 3)
    return number_parts(low[joined], high[joined], count)[1][labels]


def keep_cores(member_of: Int64, a: NDArray[np.int32], b: NDArray[np.int32]) -> Int64:
    """Keep accounts with three or more partners inside their group, again and again; and triangles by themselves."""
    kept = three_cores(member_of, a, b)
    left = (member_of[a] >= 0) & (member_of[a] == member_of[b]) & (kept[a] < 0) & (kept[b] < 0)
    corners, triangle = find_triangles(a[left], b[left])
    fresh = int(max(kept.max(initial=-1), member_of.max(initial=-1))) + 1
    kept[corners] = fresh + triangle
    return kept


def three_cores(member_of: Int64, a: NDArray[np.int32], b: NDArray[np.int32]) -> Int64:
    """Keep accounts with three or more partners inside their group, until all who are left have them."""
    kept = member_of.copy()
    inside = (kept[a] >= 0) & (kept[a] == kept[b])
    while True:
        a, b = a[inside], b[inside]
        partners = np.bincount(a, minlength=len(kept)) + np.bincount(b, minlength=len(kept))
        poor = (kept >= 0) & (partners < FEWEST_PARTNERS)
        if not poor.any():
            return kept
        kept[poor] = NONE
        inside = (kept[a] >= 0) & (kept[b] >= 0)


def find_triangles(a: Ends, b: Ends) -> tuple[Ends, Int64]:
    """Return the accounts of parts of exactly three, each paired with both others, and each one's part (from 0)."""
    if len(a) == 0:
        return a, np.zeros(0, np.int64)
    nodes, ends = np.unique(np.concatenate([a, b]), return_inverse=True)
    first, second = ends[: len(a)], ends[len(a) :]
    count, component = number_parts(first, second, len(nodes))
    size, edges = np.bincount(component, minlength=count), np.bincount(component[first], minlength=count)
    corner = ((size == 3) & (edges == 3))[component]
    return nodes[corner], component[corner]


def _member_rates(member_of: Int64, pairs: CombinedPairs, account_count: int) -> Float64:
    """Return each member's q-value: its pairs with its group combined, corrected for all accounts and groups."""
    inside = (member_of[pairs.a] >= 0) & (member_of[pairs.a] == member_of[pairs.b])
    ends = np.concatenate([pairs.a[inside], pairs.b[inside]])
    tails = np.concatenate([pairs.p[inside], pairs.p[inside]])
    order = np.argsort(ends, kind="stable")
    tails = tails[order]
    partners = np.bincount(ends, minlength=account_count)
    members = np.flatnonzero(partners)
    start = (np.cumsum(partners) - partners)[members]
    possible = np.maximum(np.bincount(member_of[member_of >= 0])[member_of[members]] - 1, 1)
    together = np.empty(len(members))
    # Members with as many partners, in networks of one size, are tested in one call.
    kinds, kind_of = np.unique(partners[members] * account_count + possible, return_inverse=True)
    for number, kind in enumerate(kinds):
        alike = np.flatnonzero(kind_of == number)
        own = start[alike][:, None] + np.arange(kind // account_count)
        together[alike] = combine_dependent(tails[own], int(kind % account_count))
    groups = len(np.unique(member_of[member_of >= 0]))
    rates = np.ones(account_count)
    rates[members] = false_discovery_rates(np.minimum(1.0, together * groups), account_count)
    return rates


def renumber(member_of: Int64, member_q: Float64, pairs: CombinedPairs) -> Groups:
    """Number the networks from the heaviest (the sum of its pairs' weights); equal weights by their first account."""
    if not (member_of >= 0).any():
        return Groups(np.full(len(member_of), NONE, np.int64), np.ones(len(member_of)), 0)
    labels, place = np.unique(member_of, return_inverse=True)
    place = place.astype(np.int64)
    first = np.full(len(labels), len(member_of))
    np.minimum.at(first, place, np.arange(len(member_of)))
    inside = (member_of[pairs.a] >= 0) & (member_of[pairs.a] == member_of[pairs.b])
    total = np.bincount(place[pairs.a[inside]], weights=pairs.weight[inside], minlength=len(labels))
    order = np.lexsort((first, -total))
    order = order[labels[order] >= 0]
    number = np.full(len(labels), NONE, np.int64)
    number[order] = np.arange(len(order))
    numbered = number[place]
    return Groups(numbered, np.where(numbered >= 0, member_q, 1.0), len(order))
