"""Kernels that number equal keys alike, through a hash table that grows with the distinct keys."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from unisono.engine.array_kernels import array_kernel

Array = Any
"""An array as numba sees it inside a kernel."""

FREE = -1
SPREAD = np.uint64(11400714819323198485)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _place(key: Array, bits: int) -> Array:
    """Return a key's first slot among 2 ** bits (Fibonacci hashing, Knuth 1973, section 6.4)."""
    return np.int64((key * SPREAD) >> np.uint64(64 - bits))


@array_kernel("u8[] i4[] u8[] i4[] i4[]")
def number_keys(keys: Array, slots: Array, distinct: Array, codes: Array, first: Array) -> int:
    """Number keys from 0 in the order of their first appearance; return how many there are.

    codes: each key's number. first: the place at which each number appears first, and `distinct` its key; both have
    room for all keys. slots: at least 16 and twice as many as keys, a power of two, uninitialised.
    """
    bits = 4
    slots[:16] = FREE
    count = 0
    for row in range(len(keys)):
        key = keys[row]
        slot = _place(key, bits)
        while slots[slot] != FREE and distinct[slots[slot]] != key:
            slot = (slot + 1) & ((1 << bits) - 1)
        if slots[slot] != FREE:
            codes[row] = slots[slot]
            continue
        slots[slot] = count
        distinct[count] = key
        first[count] = row
        codes[row] = count
        count += 1
        if 2 * count > (1 << bits):
            bits += 1
            slots[: 1 << bits] = FREE
            for code in range(count):
                slot = _place(distinct[code], bits)
                while slots[slot] != FREE:
                    slot = (slot + 1) & ((1 << bits) - 1)
                slots[slot] = code
    return count


KERNELS = (number_keys,)
