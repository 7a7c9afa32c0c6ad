"""Weak pairs that speak together: dense groups of pairs that are merely unusual, against the shuffled twin's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.networks.groups import FEWEST_PARTNERS, NONE, Groups, find_communities, keep_cores, renumber, three_cores
from unisono.networks.significant_pairs import CombinedPairs

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

LOOSE_LEVEL = 1e-2
FEWEST_POOLED = 8


@dataclass(frozen=True)
class LooseGroups:
    """Loose pairs (p at most 1 %), and the communities of them in which everyone has three.

    group_of: int64 (accounts), -1 for none. sizes: int64 (groups).
    """

    pairs: CombinedPairs
    group_of: Int64
    sizes: Int64


def find_loose_groups(pairs: CombinedPairs, seed: int) -> LooseGroups:
    """Return the communities of the loose pairs; where no account could have three partners, there are none."""
    loose = pairs.only(pairs.p <= LOOSE_LEVEL)
    group_of = np.full(pairs.account_count, NONE, np.int64)
    # Groups of three, which the communities could hold as well, are too small to be pooled or to be counted against.
    if (three_cores(np.zeros_like(group_of), loose.a, loose.b) >= 0).any():
        communities = find_communities(loose.a, loose.b, -np.log10(loose.p), pairs.account_count, seed)
        group_of = keep_cores(communities, loose.a, loose.b)
    return LooseGroups(loose, group_of, np.bincount(group_of[group_of >= 0]).astype(np.int64))


def add_pooled_groups(
    groups: Groups, pairs: CombinedPairs, found: LooseGroups, twins: Sequence[LooseGroups], level: float
) -> Groups:
    """Return the groups with those added that no single pair gives away. pairs: all pairs, found: their loose groups.

    A loose group counts if it has at least eight accounts and if the twins, searched in the same way, have hardly any
    accounts in loose groups of half its size or more: see pooled_rates. It joins the network that it overlaps most, if
    it overlaps any. Without twins every loose group of eight counts: so a twin's own are told.
    """
    sizes = found.sizes
    rates = _rates(found, twins) if twins else np.ones(len(sizes))
    member_of, member_q = groups.member_of.copy(), groups.member_q.copy()
    fresh = groups.count
    for group in np.argsort(-sizes, kind="stable"):
        if sizes[group] < FEWEST_POOLED:
            break
        if twins and rates[group] > level:
            continue
        members = np.flatnonzero(found.group_of == group)
        target = _overlapping(member_of[members], fresh)
        fresh = max(fresh, target + 1)
        newcomers = members[member_of[members] == NONE]
        member_of[newcomers] = target
        _drop_strangers(member_of, newcomers, found.pairs)
        member_q[newcomers] = rates[group]
    return renumber(member_of, member_q, pairs)


def another_twin_would_help(groups: Groups, found: LooseGroups, twins: Sequence[LooseGroups], level: float) -> bool:
    """Say whether a loose group with accounts in no network fails only because there were too few twins."""
    sizes, rates = found.sizes, _rates(found, twins)
    unproven = (sizes >= FEWEST_POOLED) & (rates > level)
    silent = [group for group in np.flatnonzero(unproven) if rates[group] <= 1.0 / (len(twins) * sizes[group])]
    return any(bool((groups.member_of[found.group_of == group] == NONE).any()) for group in silent)


def _rates(found: LooseGroups, twins: Sequence[LooseGroups]) -> Float64:
    return pooled_rates(found.sizes, [twin.sizes for twin in twins])


def pooled_rates(sizes: Int64, twin_sizes: Sequence[Int64]) -> Float64:
    """Return the false discovery rate among members of loose groups at least half as large as each: float64 (groups).

    The accounts that the twins have in such groups, and one more, over those of the data times the number of twins
    (Elias and Gygi 2007, with the plus one that keeps zero from being claimed).
    """
    half = sizes / 2
    by_chance = sum((_accounts_in(twin, half) for twin in twin_sizes), np.zeros(len(sizes), np.int64))
    return np.minimum(1.0, (by_chance + 1) / np.maximum(1, len(twin_sizes) * _accounts_in(sizes, half)))


def _accounts_in(sizes: Int64, at_least: Float64) -> Int64:
    """Return how many accounts are in groups of at least each of these sizes."""
    ordered = np.sort(sizes)
    up_to = np.concatenate([[0], np.cumsum(ordered)])
    return np.asarray(up_to[-1] - up_to[np.searchsorted(ordered, at_least)], np.int64)


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


def _overlapping(networks: Int64, fresh: int) -> int:
    """Return the network that most of these accounts are in already, or the next free number."""
    known = networks[networks != NONE]
    return int(np.bincount(known).argmax()) if len(known) else fresh
