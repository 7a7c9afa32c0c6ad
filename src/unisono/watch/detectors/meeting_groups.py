"""Groups of accounts among which pairs surprise, and how often chance gives a group like it.

Pairs with nobody in common are chosen by chance independently of each other. So that there are n of them of which each
is expected m times among all pairs that could have met comes about at most m^n / n! times a look (union over the ways
to choose them); the n for which this is least counts, times the number of n tried.
"""

from dataclasses import dataclass
from math import exp, lgamma, log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from unisono.watch.detectors.meeting_pairs import MeetingPairs

Int64 = NDArray[np.int64]

MOST_BY_CHANCE = 1.0
"""So many pairs as surprising as the least surprising one of a group chance gives a look, at most."""

FEWEST_PARTNERS = 3
"""Members of a group whom each member meets beyond chance."""


@dataclass(frozen=True)
class MeetingGroup:
    """The members (account numbers, ascending), their pairs (rows), and how often chance gives a look such a group."""

    members: Int64
    pairs: Int64
    p: float


def find_groups(pairs: MeetingPairs, least_accounts: int) -> list[MeetingGroup]:
    """Return the groups of so many accounts or more, the largest first."""
    rows = _of_many(pairs, np.flatnonzero(pairs.p * pairs.possible <= MOST_BY_CHANCE))
    if not len(rows):
        return []
    accounts, ends = np.unique(np.concatenate([pairs.a[rows], pairs.b[rows]]), return_inverse=True)
    left, right = ends[: len(rows)], ends[len(rows) :]
    links = csr_matrix((np.ones(len(rows)), (left, right)), shape=(len(accounts), len(accounts)))
    count, group_of = connected_components(links, directed=False)
    groups = []
    for group in range(count):
        members = accounts[group_of == group]
        if len(members) >= least_accounts:
            own = rows[group_of[left] == group]
            groups.append(MeetingGroup(members.astype(np.int64), own, _chance(pairs, own)))
    return sorted(groups, key=lambda group: -len(group.members))


def _of_many(pairs: MeetingPairs, rows: Int64) -> Int64:
    """Return the pairs that are left when accounts with too few partners are taken out again and again."""
    while len(rows):
        partners = np.bincount(np.concatenate([pairs.a[rows], pairs.b[rows]]))
        kept = np.minimum(partners[pairs.a[rows]], partners[pairs.b[rows]]) >= FEWEST_PARTNERS
        if kept.all():
            break
        rows = rows[kept]
    return rows


def _chance(pairs: MeetingPairs, rows: Int64) -> float:
    """Return how often chance gives as many pairs as surprising that have nobody in common."""
    taken: set[int] = set()
    logarithms: list[float] = []
    for row in rows[np.argsort(pairs.p[rows], kind="stable")].tolist():
        both = {int(pairs.a[row]), int(pairs.b[row])}
        if taken.isdisjoint(both):
            taken |= both
            count = len(logarithms) + 1
            logarithms.append(count * log(max(pairs.possible * float(pairs.p[row]), 1e-300)) - lgamma(count + 1))
    return exp(min(0.0, min(logarithms) + log(len(logarithms)))) if logarithms else 1.0
