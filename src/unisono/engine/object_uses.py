"""How many accounts used each object, and how often: counted in one pass over the uses."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels

Int32 = NDArray[np.int32]
UInt64 = NDArray[np.uint64]

USES_OF_A_LOT = 8192
"""About so many uses are counted at a time: what is looked up meanwhile fits the processor's cache."""


def count_uses(keys: UInt64, accounts: UInt64) -> tuple[Int32, Int32, Int32]:
    """Return of each key, in order of appearance, where it comes first, how many accounts it has, and how many uses.

    Keys and accounts must be random numbers, as hashes are.
    """
    rows = len(keys)
    start = np.zeros((1 << (rows // USES_OF_A_LOT).bit_length()) + 1, np.int64)
    dealt, by = np.empty(rows, np.uint64), np.empty(rows, np.uint64)
    slots, pair_slots = (np.empty(1 << max(4, (2 * rows).bit_length()), np.int32) for _ in range(2))
    places, first, users, uses = (np.empty(rows, np.int32) for _ in range(4))
    given = (np.ascontiguousarray(keys), np.ascontiguousarray(accounts), start, dealt, by, places, slots, pair_slots)
    count = _kernels()["count_uses"](*given, first, users, uses)
    # Keys come lot by lot.
    at = np.full(rows, -1, np.int32)
    at[first[:count]] = np.arange(count, dtype=np.int32)
    order = at[at >= 0]
    return first[order], users[order], uses[order]


@cache
def _kernels() -> Kernels:
    return Kernels("object_use_kernels")
