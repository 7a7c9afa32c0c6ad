"""Kernels of the sweep: which acts can matter, who stands in whose window, and how often two accounts meet."""

from __future__ import annotations

from typing import Any

from numba import njit

from unisono.engine.array_kernels import array_kernel
from unisono.engine.prefetching import AHEAD, fetch_soon

Array = Any
"""An array as numba sees it inside a kernel."""


@array_kernel("i4[] i8[] i8[] i8 i8 b[] b[] i4[] i8[]")
def drop_hopeless(  # noqa: PLR0913  # a kernel takes its arrays one by one
    accounts: Array,
    times: Array,
    start: Array,
    window: int,
    min_objects: int,
    keep: Array,
    near: Array,
    shared: Array,
    last_object: Array,
) -> int:
    """Mark acts without a neighbour in the window, and all acts of accounts with too few objects left.

    Changes `keep` and returns how many acts went. near: room for all acts; shared and last_object: for all accounts.
    """
    near[:] = False
    shared[:] = 0
    last_object[:] = -1
    for group in range(len(start) - 1):
        # The latest kept act, and the latest by another account than that one, tell whether a neighbour is near.
        latest, other = -1, -1
        for place in range(start[group], start[group + 1]):
            if not keep[place]:
                continue
            if latest >= 0 and accounts[latest] != accounts[place]:
                other = latest
            if other >= 0 and times[place] - times[other] <= window:
                near[place] = True
            latest = place
        latest, other = -1, -1
        for place in range(start[group + 1] - 1, start[group] - 1, -1):
            if not keep[place]:
                continue
            if latest >= 0 and accounts[latest] != accounts[place]:
                other = latest
            if other >= 0 and times[other] - times[place] <= window:
                near[place] = True
            latest = place
            if near[place] and last_object[accounts[place]] != group:
                last_object[accounts[place]] = group
                shared[accounts[place]] += 1
    removed = 0
    for place in range(len(accounts)):
        if keep[place] and not (near[place] and shared[accounts[place]] >= min_objects):
            keep[place] = False
            removed += 1
    return removed


@array_kernel("i4[] i8[] i8[] b[] i4[] i4[] i4[] i8[]")
def keep_acts(
    accounts: Array,
    times: Array,
    start: Array,
    keep: Array,
    number_of: Array,
    own_accounts: Array,
    own_objects: Array,
    own_times: Array,
) -> int:
    """Write the acts to keep, accounts by their new numbers; return how many they are."""
    kept = 0
    for group in range(len(start) - 1):
        for place in range(start[group], start[group + 1]):
            if keep[place]:
                own_accounts[kept] = number_of[accounts[place]]
                own_objects[kept] = group
                own_times[kept] = times[place]
                kept += 1
    return kept


@array_kernel("i4[] i8[] i8 i8 i4[,]")
def bound_windows(objects: Array, times: Array, window: int, nearest: int, bounds: Array) -> int:
    """Give each act the places [first, end) of acts on its object within the window, at most `nearest` before it.

    Of those after it, the acts to which it is near enough in the same sense.
    """
    low = 0
    for place in range(len(objects)):
        while objects[low] != objects[place] or times[place] - times[low] > window:
            low += 1
        bounds[place, 0] = max(low, place - nearest)
        bounds[place, 1] = place + 1
    for place in range(len(objects) - 1, 0, -1):
        # The starts ascend: the first act of a window has this act as its last unless a later one came before.
        bounds[bounds[place, 0], 1] = max(bounds[bounds[place, 0], 1], place + 1)
    for place in range(1, len(objects)):
        if objects[place] == objects[place - 1]:
            bounds[place, 1] = max(bounds[place, 1], bounds[place - 1, 1])
    return 0


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _count_own_pairs(own: Array, bounds: Array) -> int:
    """Count one account's pairs of acts that are in each other's window."""
    pairs, low = 0, 0
    for index in range(len(own)):
        while low < index and own[low] < bounds[own[index], 0]:
            low += 1
        pairs += index - low
    return pairs


@array_kernel("i4[] i4[] i4[,] i8[] i8[] i4[,] i4[] i8 i8[] i4[] i4[] i4[]")
def count_partners(  # noqa: PLR0913  # a kernel takes its arrays one by one
    accounts: Array,
    objects: Array,
    bounds: Array,
    start: Array,
    rows_of: Array,
    cells: Array,
    touched: Array,
    least: int,
    progress: Array,
    a: Array,
    b: Array,
    counts: Array,
) -> int:
    """Count for each account the objects on which it meets accounts with larger numbers; write pairs until full.

    Account x has the acts rows_of[start[x]:start[x + 1]]. progress: the account to go on with, the pairs of acts looked
    at so far, and at how many of them to stop. cells comes in as zeros: (mark of the last object counted, objects) of
    each other account, side by side for the processor's cache; marks grow, so that a cell left over from another
    account needs no clearing.
    Returns the pairs written; a, b and counts have room for at least the accounts.
    """
    written = 0
    account_count = len(start) - 1
    account = progress[0]
    while account < account_count and written + account_count <= len(a) and progress[1] < progress[2]:
        begin, end = start[account], start[account + 1]
        own = rows_of[begin:end]
        noted, mark, looked_at = 0, begin, 0
        for index in range(end - begin):
            place = own[index]
            # One account's acts lie far apart, and most of the time would go into waiting for them.
            soon = rows_of[min(begin + index + AHEAD, len(rows_of) - 1)]
            fetch_soon(bounds, 2 * soon)
            fetch_soon(accounts, soon)
            fetch_soon(objects, soon)
            if index == 0 or objects[place] != objects[own[index - 1]]:
                mark = begin + index + 1
            looked_at += place - bounds[place, 0]
            for met in range(bounds[place, 0], bounds[place, 1]):
                partner = accounts[met]
                if partner <= account:
                    continue
                last = cells[partner, 0]
                if last != mark:
                    count = cells[partner, 1] + 1 if last > begin else 1
                    cells[partner, 0] = mark
                    cells[partner, 1] = count
                    if count == least:
                        touched[noted] = partner
                        noted += 1
        progress[1] += looked_at - _count_own_pairs(own, bounds)
        for index in range(noted):
            a[written] = account
            b[written] = touched[index]
            counts[written] = cells[touched[index], 1]
            written += 1
        account += 1
    progress[0] = account
    return written


@array_kernel("i4[,] i8[] i8[]")
def count_looked_at(bounds: Array, start: Array, rows_of: Array) -> int:
    """Count the pairs of acts in each other's window that are not by one account, whose acts are rows_of[start…]."""
    pairs = 0
    for place in range(len(bounds)):
        pairs += place - bounds[place, 0]
    for account in range(len(start) - 1):
        pairs -= _count_own_pairs(rows_of[start[account] : start[account + 1]], bounds)
    return pairs


KERNELS = (drop_hopeless, keep_acts, bound_windows, count_partners, count_looked_at)
