"""Kernels that count how crowded objects are: pairs of acts within windows, and distinct accounts."""

from __future__ import annotations

from typing import Any

from unisono.engine.array_kernels import array_kernel
from unisono.engine.prefetching import AHEAD, fetch_soon

Array = Any
"""An array as numba sees it inside a kernel."""


@array_kernel("i8[] i8[] i8[] i8[,]")
def count_slot_pairs(times: Array, start: Array, windows: Array, counts: Array) -> int:
    """Count each object's pairs of acts at most a window apart, (objects, windows)."""
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
    return 0


@array_kernel("i8[] i8[] i8 i8[]")
def count_acts_before(times: Array, start: Array, window: int, counts: Array) -> int:
    """Count the acts by how many acts on the same object come before them within the window; the last: so many or more.

    counts comes in as zeros.
    """
    last = len(counts) - 1
    for group in range(len(start) - 1):
        low = start[group]
        for place in range(start[group], start[group + 1]):
            while times[place] - times[low] > window:
                low += 1
            counts[min(place - low, last)] += 1
    return 0


@array_kernel("i4[] i8[] i8[] i4[]")
def count_accounts(accounts: Array, start: Array, seen: Array, counts: Array) -> int:
    """Count the distinct accounts of each object. seen: room for all accounts."""
    seen[:] = -1
    for group in range(len(start) - 1):
        distinct = 0
        for place in range(start[group], start[group + 1]):
            if seen[accounts[place]] != group:
                seen[accounts[place]] = group
                distinct += 1
        counts[group] = distinct
    return 0


@array_kernel("i4[] i8[] i8[] b[] i4[] i8[]")
def count_accounts_of_groups(
    groups: Array, start: Array, order: Array, counted: Array, seen: Array, counts: Array
) -> int:
    """Count the accounts that act in each group, of those that are counted; groups: of each act.

    Account a has the acts order[start[a]:start[a + 1]]. counts comes in as zeros; seen: room for all groups.
    """
    seen[:] = -1
    for account in range(len(start) - 1):
        if not counted[account]:
            continue
        for index in range(start[account], start[account + 1]):
            fetch_soon(groups, order[min(index + AHEAD, len(order) - 1)])
            group = groups[order[index]]
            if seen[group] != account:
                seen[group] = account
                counts[group] += 1
    return 0


@array_kernel("i4[] i8[] i8[] i8[] b[] i8[] i8[] i4[] i8[,]")
def count_other_pairs(  # noqa: PLR0913  # a kernel takes its arrays one by one
    accounts: Array,
    times: Array,
    start: Array,
    windows: Array,
    left_out: Array,
    seen: Array,
    moments: Array,
    others: Array,
    pairs: Array,
) -> int:
    """Count each object's accounts that are not left out, and the pairs of their first acts within each window.

    seen: room for all accounts; moments: for the acts of any object.
    """
    seen[:] = -1
    for group in range(len(start) - 1):
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
    return 0


KERNELS = (count_slot_pairs, count_acts_before, count_accounts, count_accounts_of_groups, count_other_pairs)
