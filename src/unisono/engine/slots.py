"""How crowded each object is: pairs of its acts within each window, and its accounts."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, Int32, Int64, group_rows

Float32 = NDArray[np.float32]


def count_slot_pairs(table: ActTable, windows: Int64) -> Int64:
    """Count, for every object and window, the pairs of acts at most a window apart: int64 (objects, windows)."""
    return _slot_pairs(table.times, table.object_start, windows)


def count_accounts_per_object(table: ActTable) -> Int32:
    """Count the distinct accounts of every object, int32 (objects)."""
    return _accounts_per_object(table.accounts, table.object_start, table.account_count)


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _slot_pairs(times: Int64, start: Int64, windows: Int64) -> Int64:
    counts = np.zeros((len(start) - 1, len(windows)), np.int64)
    for column in range(len(windows)):
        window = windows[column]
        for group in range(len(start) - 1):
            low = start[group]
            total = 0
            for place in range(start[group], start[group + 1]):
                while times[place] - times[low] > window:
                    low += 1
                total += place - low
            counts[group, column] = total
    return counts


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _accounts_per_object(accounts: Int32, start: Int64, account_count: int) -> Int32:
    counts = np.zeros(len(start) - 1, np.int32)
    seen = np.full(account_count, -1, np.int64)
    for group in range(len(start) - 1):
        for place in range(start[group], start[group + 1]):
            if seen[accounts[place]] != group:
                seen[accounts[place]] = group
                counts[group] += 1
    return counts


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def count_other_pairs(
    accounts: Int32, times: Int64, start: Int64, windows: Int64, left_out: NDArray[np.bool_]
) -> tuple[Int32, Int64]:
    """Count each object's accounts and pairs of first acts within each window, without the accounts left out.

    Returns (others, pairs): int32 (objects) and int64 (objects, windows). Repeated acts of an account count once.
    """
    groups = len(start) - 1
    others = np.zeros(groups, np.int32)
    pairs = np.zeros((groups, len(windows)), np.int64)
    seen = np.full(len(left_out), -1, np.int64)
    moments = np.empty(len(times), np.int64)
    for group in range(groups):
        count = 0
        for place in range(start[group], start[group + 1]):
            account = accounts[place]
            if not left_out[account] and seen[account] != group:
                seen[account] = group
                moments[count] = times[place]
                count += 1
        others[group] = count
        for column in range(len(windows)):
            low = 0
            total = 0
            for index in range(count):
                while moments[index] - moments[low] > windows[column]:
                    low += 1
                total += index - low
            pairs[group, column] = total
    return others, pairs


def count_distinct(groups: Int64, accounts: Int32, counted: NDArray[np.bool_], group_count: int) -> Int64:
    """Count the distinct accounts of each group of acts; only accounts that are `counted` (bool (accounts))."""
    wanted = counted[accounts]
    start, order = group_rows(groups[wanted].astype(np.int32), group_count)
    counts: Int64 = _accounts_per_object(accounts[wanted][order], start, len(counted)).astype(np.int64)
    return counts
