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


@array_kernel("u8[] i8[] u8[] i4[]")
def count_distinct_keys(keys: Array, start: Array, dealt: Array, slots: Array) -> int:
    """Count the distinct keys, some at a time: dealt out by their last bits, each lot fits the processor's cache.

    start comes in as zeros, one more than there are lots, whose number is a power of two. dealt: room for all keys;
    slots: a power of two, at least 16 and twice as many as keys, uninitialised.
    """
    lots = len(start) - 1
    last = np.uint64(lots - 1)
    for row in range(len(keys)):
        start[np.int64(keys[row] & last) + 1] += 1
    for lot in range(lots):
        start[lot + 1] += start[lot]
    for row in range(len(keys)):
        place = np.int64(keys[row] & last)
        dealt[start[place]] = keys[row]
        start[place] += 1
    count, begin = 0, 0
    for lot in range(lots):
        end = start[lot]  # dealing moved each lot's start to its end
        bits = 4
        while (1 << bits) < 2 * (end - begin):
            bits += 1
        slots[: 1 << bits] = FREE
        for row in range(begin, end):
            slot = _place(dealt[row], bits)
            while slots[slot] != FREE and dealt[begin + slots[slot]] != dealt[row]:
                slot = (slot + 1) & ((1 << bits) - 1)
            if slots[slot] == FREE:
                slots[slot] = row - begin
                count += 1
        begin = end
    return count


@array_kernel("u8[] i8 i4[]")
def place_keys(distinct: Array, count: int, slots: Array) -> int:
    """Write the numbers of the first `count` keys into the slots, which come in as FREE and are a power of two."""
    bits = 0
    while (1 << bits) < len(slots):
        bits += 1
    for code in range(count):
        slot = _place(distinct[code], bits)
        while slots[slot] != FREE:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = code
    return 0


@array_kernel("u8[] i8 i4[] u8[] i4[] i4[]")
def number_more_keys(keys: Array, count: int, slots: Array, distinct: Array, codes: Array, first: Array) -> int:
    """Number keys from 0 in the order of their first appearance, going on after `count` known ones; return how many.

    slots: the numbers known so far by place_keys, more than twice as many as all keys will be. distinct: the keys known
    so far, with room for all. codes: each key's number. first: the place at which each new number appears first.
    """
    bits, known = 0, count
    while (1 << bits) < len(slots):
        bits += 1
    for row in range(len(keys)):
        key = keys[row]
        slot = _place(key, bits)
        while slots[slot] != FREE and distinct[slots[slot]] != key:
            slot = (slot + 1) & (len(slots) - 1)
        if slots[slot] == FREE:
            slots[slot] = count
            distinct[count] = key
            first[count - known] = row
            count += 1
        codes[row] = slots[slot]
    return count


KERNELS = (number_keys, count_distinct_keys, place_keys, number_more_keys)
