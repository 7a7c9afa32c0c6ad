"""How much a network depends on single members: what is left of it when each one is left out in turn."""

import numpy as np
from numpy.typing import NDArray

from unisono.networks.groups import NONE, keep_cores

Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

MOST_REPEATS = 100


def leave_one_out(member_of: Int64, a: NDArray[np.int32], b: NDArray[np.int32]) -> Float64:
    """Return for each account the share of repeats, each without another member, in which it stays a member.

    a, b: the significant pairs; those across networks do not count. At most 100 evenly spread members of a network
    are left out in turn. Accounts in no network have NaN.
    """
    stability = np.full(len(member_of), np.nan)
    for network in range(int(member_of.max(initial=NONE)) + 1):
        members = np.flatnonzero(member_of == network)
        number = np.full(len(member_of), NONE, np.int64)
        number[members] = np.arange(len(members))
        inside = (number[a] >= 0) & (number[b] >= 0)
        left, right = number[a[inside]], number[b[inside]]
        stability[members] = _stay_shares(len(members), left.astype(np.int32), right.astype(np.int32))
    return stability


def _stay_shares(size: int, left: NDArray[np.int32], right: NDArray[np.int32]) -> Float64:
    left_out = np.unique(np.linspace(0, size - 1, min(size, MOST_REPEATS)).astype(np.int64))
    stayed, repeats = np.zeros(size), np.zeros(size)
    for member in left_out:
        start = np.zeros(size, np.int64)
        start[member] = NONE
        kept = keep_cores(start, left, right) >= 0
        stayed += kept
        repeats += 1
        repeats[member] -= 1
    return np.where(repeats > 0, stayed / np.maximum(repeats, 1), 1.0)
