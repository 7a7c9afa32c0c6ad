"""A kernel that counts who used what: of each object its accounts, each once, and its uses."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from unisono.engine.array_kernels import array_kernel

Array = Any
"""An array as numba sees it inside a kernel."""

FREE = -1
SPREAD = np.uint64(11400714819323198485)
PAIR_SPREAD = np.uint64(0xC2B2AE3D27D4EB4F)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _slot(key: Any, bits: int) -> Any:
    """Return a key's first slot among 2 ** bits (Fibonacci hashing, Knuth 1973, section 6.4)."""
    return np.int64((key * SPREAD) >> np.uint64(64 - bits))


@array_kernel("u8[] u8[] i8[] u8[] u8[] i4[] i4[] i4[] i4[] i4[] i4[]")
def count_uses(  # noqa: PLR0913  # a kernel takes its arrays one by one
    keys: Array,
    accounts: Array,
    start: Array,
    dealt: Array,
    by: Array,
    rows: Array,
    slots: Array,
    pair_slots: Array,
    first: Array,
    users: Array,
    uses: Array,
) -> int:
    """Count the accounts and uses of each key, and return how many keys there are.

    first: where each appears first; users: how many accounts it has; uses: how often it comes. These have room for all
    keys, as have dealt, by and rows: keys are dealt out by their last bits, so that each lot fits the processor's
    cache. start comes in as zeros, one more than there are lots, whose number is a power of two. slots and pair_slots:
    as number_keys has them. A key and an account are told apart from others by 64 bits mixed of both: random ones.
    """
    lots = len(start) - 1
    last = np.uint64(lots - 1)
    for row in range(len(keys)):
        start[np.int64(keys[row] & last) + 1] += 1
    for lot in range(lots):
        start[lot + 1] += start[lot]
    for row in range(len(keys)):
        own = np.int64(keys[row] & last)
        place = start[own]
        dealt[place], by[place], rows[place] = keys[row], keys[row] ^ (accounts[row] * PAIR_SPREAD), row
        start[own] += 1
    count, begin = 0, 0
    for lot in range(lots):
        end = start[lot]  # dealing moved each lot's start to its end
        bits = 4
        while (1 << bits) < 2 * (end - begin):
            bits += 1
        mask = np.int64((1 << bits) - 1)
        slots[: 1 << bits] = FREE
        pair_slots[: 1 << bits] = FREE
        before = count
        for place in range(begin, end):
            slot = _slot(dealt[place], bits)
            # A slot holds the key's number; its first place is looked up in `first`, as a place of the lot for now.
            while slots[slot] != FREE and dealt[first[slots[slot]]] != dealt[place]:
                slot = (slot + 1) & mask
            if slots[slot] == FREE:
                slots[slot] = count
                first[count], users[count], uses[count] = place, 0, 0
                count += 1
            code = slots[slot]
            uses[code] += 1
            slot = _slot(by[place], bits)
            while pair_slots[slot] != FREE and by[pair_slots[slot]] != by[place]:
                slot = (slot + 1) & mask
            if pair_slots[slot] == FREE:
                pair_slots[slot] = place
                users[code] += 1
        for code in range(before, count):
            first[code] = rows[first[code]]
        begin = end
    return count


KERNELS = (count_uses,)
