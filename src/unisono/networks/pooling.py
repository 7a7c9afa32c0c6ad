"""Weak pairs that speak together: dense groups of pairs that are merely unusual, against the shuffled twin's."""

import numpy as np
from numpy.typing import NDArray

from unisono.networks.groups import FEWEST_PARTNERS, NONE, Groups, find_communities, keep_cores, renumber
from unisono.networks.significant_pairs import CombinedPairs

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

LOOSE_LEVEL = 1e-2
FEWEST_POOLED = 8


def loose_groups(pairs: CombinedPairs, seed: int) -> Int64:
    """Return communities of loose pairs (p at most 1 %) in which everyone has three: int64 (accounts), -1 for none."""
    loose = pairs.only(pairs.p <= LOOSE_LEVEL)
    communities = find_communities(loose.a, loose.b, -np.log10(loose.p), pairs.account_count, seed)
    return keep_cores(communities, loose.a, loose.b)


def add_pooled_groups(
    groups: Groups, pairs: CombinedPairs, twin_pairs: CombinedPairs, level: float, seed: int
) -> Groups:
    """Return the groups with those added that no single pair gives away.

    A loose group counts if it has at least eight accounts and if the twin, searched in the same way, has hardly any
    accounts in loose groups of half its size or more: their number over that of the data, the false discovery rate
    among members, must be at most `level`. It joins the network that it overlaps most, if it overlaps any.
    """
    found, by_chance = loose_groups(pairs, seed), loose_groups(twin_pairs, seed)
    sizes, twin_sizes = _sizes(found), _sizes(by_chance)
    member_of, member_q = groups.member_of.copy(), groups.member_q.copy()
    loose = pairs.only(pairs.p <= LOOSE_LEVEL)
    fresh = groups.count
    for group in np.argsort(-sizes, kind="stable"):
        size = sizes[group]
        if size < FEWEST_POOLED:
            break
        rate = float(twin_sizes[twin_sizes >= size / 2].sum() / sizes[sizes >= size / 2].sum())
        if rate > level:
            continue
        members = np.flatnonzero(found == group)
        target = _overlapping(member_of[members], fresh)
        fresh = max(fresh, target + 1)
        newcomers = members[member_of[members] == NONE]
        member_of[newcomers] = target
        _drop_strangers(member_of, newcomers, loose)
        member_q[newcomers] = rate
    return renumber(member_of, member_q, pairs)


def _drop_strangers(member_of: Int64, newcomers: Int64, loose: CombinedPairs) -> None:
    """Take back newcomers with fewer than three partners in the network: those may all be in another one."""
    waiting = newcomers
    while len(waiting):
        inside = (member_of[loose.a] >= 0) & (member_of[loose.a] == member_of[loose.b])
        ends = np.concatenate([loose.a[inside], loose.b[inside]])
        poor = np.bincount(ends, minlength=len(member_of))[waiting] < FEWEST_PARTNERS
        if not poor.any():
            return
        member_of[waiting[poor]] = NONE
        waiting = waiting[~poor]


def _sizes(group_of: Int64) -> Int64:
    return np.bincount(group_of[group_of >= 0]).astype(np.int64)


def _overlapping(networks: Int64, fresh: int) -> int:
    """Return the network that most of these accounts are in already, or the next free number."""
    known = networks[networks != NONE]
    return int(np.bincount(known).argmax()) if len(known) else fresh
