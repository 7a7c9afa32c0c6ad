"""How much a network depends on single members: what is left of it when each one is left out in turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from unisono.networks.groups import FEWEST_PARTNERS, NONE, find_triangles, three_cores

Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

MOST_REPEATS = 100
MOST_AT_ONCE = 2_000_000
"""Members of repeats that are looked at together; a network that has more in one repeat is looked at by itself."""


@dataclass(frozen=True)
class _Networks:
    """The members of all networks, numbered by network, with their partners inside: a graph in compressed rows.

    start: int64 (networks + 1). partner_start: int64 (members + 1). partners: int64, members by number. core_partners:
    int64 (members), how many partners in the network's core a member of that core has, 0 for others.
    """

    start: Int64
    partner_start: Int64
    partners: Int64
    core_partners: Int64


def leave_one_out(member_of: Int64, a: NDArray[np.int32], b: NDArray[np.int32]) -> Float64:
    """Return for each account the share of repeats, each without another member, in which it stays a member.

    a, b: the significant pairs; those across networks do not count. At most 100 evenly spread members of a network
    are left out in turn. Accounts in no network have NaN.
    """
    accounts = np.flatnonzero(member_of >= 0)
    accounts = accounts[np.argsort(member_of[accounts], kind="stable")]
    own = member_of[accounts]
    networks = _arrange(member_of, accounts, a, b)
    network, left_out = _repeats(networks.start)
    stayed = np.zeros(len(accounts), np.int64)
    for part in _parts(np.diff(networks.start)[network]):
        stayed += _count_stays(networks, network[part], left_out[part])
    repeats = np.bincount(network, minlength=len(networks.start) - 1)[own]
    repeats -= np.bincount(left_out, minlength=len(accounts))
    stability = np.full(len(member_of), np.nan)
    stability[accounts] = np.where(repeats > 0, stayed / np.maximum(repeats, 1), 1.0)
    return stability


def _arrange(member_of: Int64, accounts: Int64, a: NDArray[np.int32], b: NDArray[np.int32]) -> _Networks:
    own = member_of[accounts]
    start = np.searchsorted(own, np.arange(int(member_of.max(initial=NONE)) + 2))
    number = np.full(len(member_of), NONE, np.int64)
    number[accounts] = np.arange(len(accounts))
    inside = (member_of[a] >= 0) & (member_of[a] == member_of[b])
    left, right = number[a[inside]], number[b[inside]]
    ends, others = np.concatenate([left, right]), np.concatenate([right, left])
    partner_start = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=len(accounts)))])
    core = three_cores(own, left, right) >= 0
    core_partners = np.bincount(ends[core[ends] & core[others]], minlength=len(accounts))
    return _Networks(start, partner_start, others[np.argsort(ends, kind="stable")], core_partners)


def _repeats(start: Int64) -> tuple[Int64, Int64]:
    """Return (network, member left out) of each repeat, by network."""
    left_out = [
        np.unique(np.linspace(0, size - 1, min(size, MOST_REPEATS)).astype(np.int64)) for size in np.diff(start)
    ]
    network = np.repeat(np.arange(len(left_out)), [len(places) for places in left_out])
    return network, start[network] + np.concatenate([np.zeros(0, np.int64), *left_out])


def _parts(sizes: Int64) -> Iterator[slice]:
    """Yield runs of repeats that are few enough to be looked at together. sizes: members in each."""
    part = np.cumsum(sizes) // MOST_AT_ONCE
    bounds = np.flatnonzero(np.diff(part, prepend=NONE, append=np.iinfo(np.int64).max))
    for start, end in pairwise(bounds.tolist()):
        yield slice(start, end)


def _count_stays(networks: _Networks, network: Int64, left_out: Int64) -> Int64:
    """Return in how many of these repeats each member stays: int64 (members).

    A repeat is a copy of its network, and all copies lie side by side. From a copy's core goes the member left out,
    then whoever has too few partners for that, and so on; what is left is the core of the copy without the member.
    """
    member, repeat = ranges(networks.start[network], networks.start[network + 1])
    sizes = np.diff(networks.start)[network]
    shift = np.cumsum(sizes) - sizes - networks.start[network]
    partners = networks.core_partners[member]
    kept = partners > 0
    gone = left_out + shift
    leaving = gone[kept[gone]]
    kept[gone] = False
    while len(leaving):
        _, bereft = _partners_of(networks, leaving, member, shift[repeat[leaving]])
        np.subtract.at(partners, bereft, 1)
        leaving = np.unique(bereft[kept[bereft] & (partners[bereft] < FEWEST_PARTNERS)])
        kept[leaving] = False
    free = ~kept
    free[gone] = False
    outside = np.flatnonzero(free)
    one, other = _partners_of(networks, outside, member, shift[repeat[outside]])
    among = free[other] & (one < other)
    kept[find_triangles(one[among], other[among])[0]] = True
    return np.bincount(member[kept], minlength=len(networks.core_partners))


def _partners_of(networks: _Networks, copies: Int64, member: Int64, shift: Int64) -> tuple[Int64, Int64]:
    """Return the pairs of these copies of members: each copy, and its partner in the same repeat."""
    own = member[copies]
    place, which = ranges(networks.partner_start[own], networks.partner_start[own + 1])
    return copies[which], networks.partners[place] + shift[which]


def ranges(start: Int64, end: Int64) -> tuple[Int64, Int64]:
    """Return all numbers from each start up to its end, one range after the other, and which range each is from.

    >>> ranges(np.array([3, 7]), np.array([5, 8]))[0].tolist()
    [3, 4, 7]
    """
    lengths = end - start
    which = np.repeat(np.arange(len(start)), lengths)
    shift = start - (np.cumsum(lengths) - lengths)
    return np.arange(lengths.sum()) + shift[which], which
