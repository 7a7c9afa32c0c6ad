"""A kernel that remembers keys with a time each, and says which of those given it did not have."""

from __future__ import annotations

from typing import Any

import numpy as np

from unisono.engine.array_kernels import array_kernel

Array = Any
"""An array as numba sees it inside a kernel."""

FREE = np.iinfo(np.int64).min
SPREAD = np.uint64(11400714819323198485)


@array_kernel("u8[] i8[] i8 u8[] i8[] b[]")
def remember_keys(keys: Array, times: Array, floor: int, known: Array, known_times: Array, is_new: Array) -> int:
    """Put keys into a table, in their order, and return how many slots of it were taken for them.

    A key is new if the table does not have it, or only from before `floor`. known: slots, a power of two and more than
    all keys that ever come; known_times: FREE where a slot is empty.
    """
    mask = len(known) - 1
    bits = 0
    while (1 << bits) <= mask:
        bits += 1
    taken = 0
    for row in range(len(keys)):
        key = keys[row]
        slot = np.int64((key * SPREAD) >> np.uint64(64 - bits))
        while known_times[slot] != FREE and known[slot] != key:
            slot = (slot + 1) & mask
        if known_times[slot] == FREE:
            taken += 1
        elif known_times[slot] >= floor:
            is_new[row] = False
            continue
        known[slot] = key
        known_times[slot] = times[row]
        is_new[row] = True
    return taken


KERNELS = (remember_keys,)
"""Compiled together, see machine_code.py."""
