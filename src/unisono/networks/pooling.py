"""Weak pairs that speak together: dense groups of pairs that are merely unusual, against the shuffled twin's."""

from collections.abc import Sequence

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
    groups: Groups, pairs: CombinedPairs, twins: Sequence[CombinedPairs], level: float, seed: int
) -> Groups:
    """Return the groups with those added that no single pair gives away.

    A loose group counts if it has at least eight accounts and if the twins, searched in the same way, have hardly any
    accounts in loose groups of half its size or more: see pooled_rates. It joins the network that it overlaps most, if
    it overlaps any. Without twins every loose group of eight counts: so a twin's own are told.
    """
    found = loose_groups(pairs, seed)
    sizes = _sizes(found)
    rates = pooled_rates(sizes, [_sizes(loose_groups(twin, seed)) for twin in twins]) if twins else np.ones(len(sizes))
    member_of, member_q = groups.member_of.copy(), groups.member_q.copy()
    loose = pairs.only(pairs.p <= LOOSE_LEVEL)
    fresh = groups.count
    for group in np.argsort(-sizes, kind="stable"):
        if sizes[group] < FEWEST_POOLED:
            break
        if twins and rates[group] > level:
            continue
        members = np.flatnonzero(found == group)
        target = _overlapping(member_of[members], fresh)
        fresh = max(fresh, target + 1)
        newcomers = members[member_of[members] == NONE]
        member_of[newcomers] = target
        _drop_strangers(member_of, newcomers, loose)
        member_q[newcomers] = rates[group]
    return renumber(member_of, member_q, pairs)


def pooled_rates(sizes: Int64, twin_sizes: Sequence[Int64]) -> Float64:
    """Return the false discovery rate among members of loose groups at least half as large as each: float64 (groups).

    The accounts that the twins have in such groups, and one more, over those of the data times the number of twins
    (Elias and Gygi 2007, with the plus one that keeps zero from being claimed).
    """
    rates = np.ones(len(sizes))
    for group, size in enumerate(sizes):
        by_chance = sum(int(twin[twin >= size / 2].sum()) for twin in twin_sizes)
        real = int(sizes[sizes >= size / 2].sum())
        rates[group] = min(1.0, (by_chance + 1) / max(1, len(twin_sizes) * real))
    return rates


def another_twin_would_help(
    groups: Groups, pairs: CombinedPairs, twins: Sequence[CombinedPairs], level: float, seed: int
) -> bool:
    """Say whether a loose group with accounts in no network fails only because there were too few twins."""
    found = loose_groups(pairs, seed)
    sizes = _sizes(found)
    rates = pooled_rates(sizes, [_sizes(loose_groups(twin, seed)) for twin in twins])
    unproven = (sizes >= FEWEST_POOLED) & (rates > level)
    silent = [group for group in np.flatnonzero(unproven) if rates[group] <= 1.0 / (len(twins) * sizes[group])]
    return any(bool((groups.member_of[found == group] == NONE).any()) for group in silent)


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
