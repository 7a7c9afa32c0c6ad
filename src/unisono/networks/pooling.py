"""Weak pairs that speak together: groups found in one half of the time and tested, member by member, in the other."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from unisono.engine.group_tails import group_tails
from unisono.engine.measuring import acts_by_account
from unisono.model.settings import ScanSettings
from unisono.networks.groups import NONE, Groups, find_communities, keep_cores, renumber
from unisono.networks.significant_pairs import CombinedPairs, combine_layers
from unisono.significance.combination import combine_dependent, false_discovery_rates
from unisono.significance.layer_acts import EncodedLayers
from unisono.significance.pair_evidence import gather_evidence, usable_windows
from unisono.significance.timing import profile_chances

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

LOOSE_LEVEL = 1e-3
BLOCK_MICROSECONDS = 3 * 3_600_000_000
WIDEST_POOLED = 3_600_000_000
FEWEST_POOLED = 5


def add_pooled_groups(
    encoded: EncodedLayers, interest: Int64, groups: Groups, pairs: CombinedPairs, settings: ScanSettings
) -> Groups:
    """Return the groups with those added that no single pair gives away.

    Time is cut into blocks of three hours, each in one of two halves. Loose groups of one half are tested in the other,
    so that no coincidence is counted twice; a pooled group keeps its significant members if there are at least five,
    and joins the network that it overlaps most, if it overlaps any.
    """
    halves = [_half(encoded, part) for part in (0, 1)]
    member_of, member_q = groups.member_of.copy(), groups.member_q.copy()
    fresh = groups.count
    for found_in, tested_in in ((0, 1), (1, 0)):
        loose = _loose_groups(halves[found_in], interest, settings)
        rates = _member_rates(halves[tested_in], loose, settings)
        # Each half is searched once, so each has half of the error allowed.
        passed = (loose >= 0) & (rates <= settings.q / 2)
        for group in np.unique(loose[passed]):
            members = np.flatnonzero(passed & (loose == group))
            if len(members) < FEWEST_POOLED:
                continue
            target = _overlapping(member_of[members], fresh)
            fresh = max(fresh, target + 1)
            newcomers = members[member_of[members] == NONE]
            member_of[newcomers] = target
            member_q[newcomers] = rates[newcomers]
    return renumber(member_of, member_q, pairs)


def _half(encoded: EncodedLayers, part: int) -> EncodedLayers:
    """Return the acts of every other block of time, blocks mixed so that the hours of the day fall in both halves."""
    layers = []
    for layer in encoded.layers:
        block = layer.table.times // BLOCK_MICROSECONDS
        mixed = (block * 2_654_435_761 % 4_294_967_296) >> 16
        layers.append(replace(layer, table=layer.table.only(mixed % 2 == part)))
    return replace(encoded, layers=tuple(layers))


def _loose_groups(encoded: EncodedLayers, interest: Int64, settings: ScanSettings) -> Int64:
    """Return communities of pairs that are merely unusual, int64 (accounts), -1 for none."""
    count = len(encoded.account_ids)
    pairs = combine_layers([gather_evidence(layer, interest, settings) for layer in encoded.layers], count)
    loose = pairs.p <= LOOSE_LEVEL
    a, b = pairs.a[loose], pairs.b[loose]
    return keep_cores(find_communities(a, b, -np.log10(pairs.p[loose]), count, settings.seed), a, b)


def _member_rates(encoded: EncodedLayers, group_of: Int64, settings: ScanSettings) -> Float64:
    """Return each account's q-value against its group in this half; 1 outside groups."""
    parts, tests = [], 0
    for layer in encoded.layers:
        windows = usable_windows(layer, settings)
        windows = windows[windows <= WIDEST_POOLED]
        tests += len(windows)
        if len(windows) and (group_of >= 0).any():
            chances = profile_chances(layer, windows, group_of >= 0)
            parts.append(
                group_tails(layer.table, acts_by_account(layer.table), group_of, windows, chances, layer.origins)
            )
    rates = np.ones(len(group_of))
    if not parts:
        return rates
    members = np.flatnonzero(group_of >= 0)
    tails = combine_dependent(np.concatenate(parts, axis=1)[members], tests)
    rates[members] = false_discovery_rates(tails, len(group_of))
    return rates


def _overlapping(networks: Int64, fresh: int) -> int:
    """Return the network that most of these accounts are in already, or the next free number."""
    known = networks[networks != NONE]
    return int(np.bincount(known).argmax()) if len(known) else fresh
