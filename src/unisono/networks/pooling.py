"""Weak pairs that speak together: dense groups of pairs that are merely unusual, against the shuffled twin's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.engine.distinct import numbers_below
from unisono.engine.special_functions import gammaln
from unisono.networks.groups import FEWEST_PARTNERS, NONE, Groups, find_communities, keep_cores, renumber, three_cores
from unisono.networks.significant_pairs import CombinedPairs

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

LOOSE_LEVEL = 1e-2
FEWEST_POOLED = 8
SURPRISE = -20.0
"""Log of the chance, over all groups of its size, that a pooled group may have at most: see log_surprises.

Pairs of one account are not independent, as that bound takes them to be; a level of e^-4.6 = 1 % would have no margin.
"""


@dataclass(frozen=True)
class LooseGroups:
    """Loose pairs (p at most 1 %), and the communities of them in which everyone has three.

    group_of: int64 (accounts), -1 for none. sizes: int64 (groups). surprises: float64 (groups), see log_surprises.
    """

    pairs: CombinedPairs
    group_of: Int64
    sizes: Int64
    surprises: Float64

    @property
    def can_count(self) -> NDArray[np.bool_]:
        """Say which groups are large and surprising enough to be pooled: bool (groups)."""
        return np.asarray((self.sizes >= FEWEST_POOLED) & (self.surprises <= SURPRISE))


def find_loose_groups(pairs: CombinedPairs, seed: int) -> LooseGroups:
    """Return the communities of the loose pairs; where no account could have three partners, there are none."""
    loose = pairs.only(pairs.p <= LOOSE_LEVEL)
    group_of = np.full(pairs.account_count, NONE, np.int64)
    # Groups of three, which the communities could hold as well, are too small to be pooled or to be counted against.
    if (three_cores(np.zeros_like(group_of), loose.a, loose.b) >= 0).any():
        communities = find_communities(loose.a, loose.b, -np.log10(loose.p), pairs.account_count, seed)
        group_of = keep_cores(communities, loose.a, loose.b)
    sizes = np.bincount(group_of[group_of >= 0]).astype(np.int64)
    return LooseGroups(loose, group_of, sizes, log_surprises(pairs, group_of, sizes))


def log_surprises(pairs: CombinedPairs, group_of: Int64, sizes: Int64) -> Float64:
    """Return for each group the log of a bound on the chance that any group of its size is so tied: float64 (groups).

    Fisher's sum -ln p over all pairs inside, those without evidence adding nothing, has by chance at most a gamma
    distribution; its tail by Chernoff's bound, times the number of groups of that size among the accounts that have
    pairs at all (a scan statistic with Bonferroni's bound: Arias-Castro and others 2011, section 2).
    """
    inside = (group_of[pairs.a] >= 0) & (group_of[pairs.a] == group_of[pairs.b])
    tied = -np.log(np.maximum(pairs.p[inside], 1e-300))
    total = np.bincount(group_of[pairs.a[inside]], weights=tied, minlength=len(sizes))
    possible = np.maximum(sizes * (sizes - 1) / 2, 1)
    tail = np.where(total > possible, possible - total + possible * np.log(np.maximum(total, 1) / possible), 0.0)
    accounts = len(numbers_below([pairs.a, pairs.b], pairs.account_count))
    choices = gammaln(accounts + 1) - gammaln(sizes + 1) - gammaln(np.maximum(accounts - sizes, 0) + 1)
    return np.asarray(tail + choices)


def add_pooled_groups(
    groups: Groups, pairs: CombinedPairs, found: LooseGroups, twins: Sequence[LooseGroups], level: float
) -> Groups:
    """Return the groups with those added that no single pair gives away. pairs: all pairs, found: their loose groups.

    A loose group counts if it has at least eight accounts, if its pairs are together more than any group's would be by
    chance (see log_surprises), and if the twins, searched in the same way, have hardly any accounts in loose groups of
    half its size or more: see pooled_rates. It joins the network that it overlaps most, if it overlaps any. Without
    twins the first two are enough: so a twin's own are told.
    """
    rates = _rates(found, twins) if twins else np.ones(len(found.sizes))
    member_of, member_q = groups.member_of.copy(), groups.member_q.copy()
    fresh = groups.count
    for group in np.argsort(-found.sizes, kind="stable"):
        if not found.can_count[group] or (twins and rates[group] > level):
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
    unproven = found.can_count & (rates > level)
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
