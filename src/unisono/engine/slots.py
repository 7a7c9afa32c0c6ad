"""How crowded each object is: pairs of its acts within each window, and its accounts."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, Int32, Int64, group_rows
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays
from unisono.engine.machine_code import Kernels

MOST_COMPARED = 4096
"""With more acts before it no act is compared where a window has too many pairs to compare them all."""


def count_slot_pairs(table: ActTable, windows: Int64) -> Int64:
    """Count, for every object and window, the pairs of acts at most a window apart: int64 (objects, windows)."""
    counts = np.empty((table.objects, len(windows)), np.int64)
    _kernels()["count_slot_pairs"](table.times, table.object_start, windows, counts)
    return counts


def nearest_affordable(table: ActTable, window: int, *, budget: int, least: int) -> int:
    """Return with how many acts before it each act can be compared, so that in all no more pairs than the budget are.

    At least `least`, at most MOST_COMPARED. Only objects with more acts within the window are cut: all others are
    compared whole, and what a crowd takes does not come from them.
    """
    counts = np.zeros(MOST_COMPARED + 1, np.int64)
    _kernels()["count_acts_before"](table.times, table.object_start, window, counts)
    # One more act to compare with is one more pair for each act that has so many before it.
    having = np.cumsum(counts[::-1])[::-1][1:]
    return max(least, int(np.searchsorted(np.cumsum(having), budget, side="right")))


def count_accounts_per_object(table: ActTable) -> Int32:
    """Count the distinct accounts of every object, int32 (objects)."""
    return _accounts_per_object(table.accounts, table.object_start, table.account_count)


def _accounts_per_object(accounts: Int32, start: Int64, account_count: int) -> Int32:
    counts, seen = np.empty(len(start) - 1, np.int32), np.empty(account_count, np.int64)
    _kernels()["count_accounts"](accounts, start, seen, counts)
    return counts


def count_other_pairs(
    accounts: Int32, times: Int64, start: Int64, windows: Int64, left_out: NDArray[np.bool_]
) -> tuple[Int32, Int64]:
    """Count each object's accounts and pairs of first acts within each window, without the accounts left out.

    Returns (others, pairs): int32 (objects) and int64 (objects, windows). Repeated acts of an account count once.
    """
    others, pairs = np.empty(len(start) - 1, np.int32), np.empty((len(start) - 1, len(windows)), np.int64)
    seen, moments = np.empty(len(left_out), np.int64), np.empty(int(np.diff(start).max(initial=0)), np.int64)
    _kernels()["count_other_pairs"](accounts, times, start, windows, left_out, seen, moments, others, pairs)
    return others, pairs


def count_accounts_of_groups(
    groups: Int32, by_account: tuple[Int64, Int64], counted: NDArray[np.bool_], group_count: int
) -> Int64:
    """Count the distinct accounts of each group of acts, as count_distinct does; groups: int32 (acts).

    by_account: (start, order), which acts are whose: see ActTable.by_account.
    """
    counts = np.zeros(group_count, np.int64)
    _kernels()["count_accounts_of_groups"](groups, *by_account, counted, np.empty(group_count, np.int32), counts)
    return counts


def count_distinct(
    groups: Int32 | Int64,
    accounts: Int32,
    counted: NDArray[np.bool_],
    group_count: int,
    arrays: LargeArrays = IN_MEMORY,
) -> Int64:
    """Count the distinct accounts of each group of acts; only accounts that are `counted` (bool (accounts))."""
    numbers: Int32 = groups.astype(np.int32, copy=False)
    if not counted.all():
        wanted = arrays.gather(counted, accounts)
        numbers, accounts = arrays.chosen(numbers, wanted), arrays.chosen(accounts, wanted)
    start, order = group_rows(numbers, group_count, arrays)
    counts: Int64 = _accounts_per_object(arrays.gather(accounts, order), start, len(counted)).astype(np.int64)
    return counts


@cache
def _kernels() -> Kernels:
    return Kernels("slot_kernels")
