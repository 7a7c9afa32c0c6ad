"""Kernels that put acts in order: grouped by a number, and sorted by time and account inside each group."""

from __future__ import annotations

from typing import Any

from numba import njit

from unisono.engine.array_kernels import array_kernel
from unisono.engine.prefetching import AHEAD, fetch_soon

Array = Any
"""An array as numba sees it inside a kernel."""

SHORT_RUN = 8


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _start_groups(keys: Array, start: Array) -> None:
    """Write where each group will start; start comes in as zeros, one more than keys can be."""
    for row in range(len(keys)):
        start[keys[row] + 1] += 1
    for key in range(len(start) - 1):
        start[key + 1] += start[key]


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _step_back(start: Array) -> None:
    """Turn the ends of groups, to which filling moved their starts, into starts again."""
    for key in range(len(start) - 1, 0, -1):
        start[key] = start[key - 1]
    start[0] = 0


@array_kernel("i4[] i8[] i8[]")
def group_rows(keys: Array, start: Array, order: Array) -> int:
    """List the rows of each key, in their given order: order[start[k]:start[k + 1]]; start comes in as zeros."""
    _start_groups(keys, start)
    for row in range(len(keys)):
        key = keys[row]
        order[start[key]] = row
        start[key] += 1
    _step_back(start)
    return 0


@array_kernel("i4[] i4[] i8[] i8[] i4[] i8[] i8[]")
def group_acts(
    accounts: Array, objects: Array, times: Array, start: Array, own_accounts: Array, own_times: Array, rows: Array
) -> int:
    """Write each act's account, time and row grouped by object, in their given order; start comes in as zeros."""
    _start_groups(objects, start)
    for row in range(len(objects)):
        fetch_soon(start, objects[min(row + AHEAD, len(objects) - 1)])
        place = start[objects[row]]
        start[objects[row]] += 1
        own_accounts[place] = accounts[row]
        own_times[place] = times[row]
        rows[place] = row
    _step_back(start)
    return 0


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _is_after(times: Array, accounts: Array, place: int, time: int, account: int) -> bool:
    return times[place] > time or (times[place] == time and accounts[place] > account)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def _sort_run(times: Array, accounts: Array, rows: Array, begin: int, end: int) -> None:
    """Sort a few acts in place by insertion; equal ones keep their order."""
    for place in range(begin + 1, end):
        time, account, row = times[place], accounts[place], rows[place]
        target = place
        while target > begin and _is_after(times, accounts, target - 1, time, account):
            times[target] = times[target - 1]
            accounts[target] = accounts[target - 1]
            rows[target] = rows[target - 1]
            target -= 1
        times[target], accounts[target], rows[target] = time, account, row


@njit  # type: ignore[untyped-decorator]  # numba has no type information
def _merge(  # noqa: PLR0913  # a kernel takes its arrays one by one
    times: Array,
    accounts: Array,
    rows: Array,
    held_times: Array,
    held_accounts: Array,
    held_rows: Array,
    begin: int,
    middle: int,
    end: int,
) -> None:
    """Merge two sorted runs that stand side by side; of equal acts, those of the first run come first."""
    size = middle - begin
    for place in range(size):
        held_times[place] = times[begin + place]
        held_accounts[place] = accounts[begin + place]
        held_rows[place] = rows[begin + place]
    left, right, target = 0, middle, begin
    while left < size:
        if right < end and _is_after(held_times, held_accounts, left, times[right], accounts[right]):
            times[target], accounts[target], rows[target] = times[right], accounts[right], rows[right]
            right += 1
        else:
            times[target], accounts[target], rows[target] = held_times[left], held_accounts[left], held_rows[left]
            left += 1
        target += 1


@array_kernel("i8[] i8[] i4[] i8[] i8[] i4[] i8[]")
def sort_groups(
    start: Array, times: Array, accounts: Array, rows: Array, held_times: Array, held_accounts: Array, held_rows: Array
) -> int:
    """Sort the acts of each group by (time, account) in place and drop exact duplicates; return how many are left.

    Of duplicates the one that stands first stays. Acts and starts move together. held_*: room for the largest group.
    """
    kept = 0
    for group in range(len(start) - 1):
        begin, end = start[group], start[group + 1]
        for run in range(begin, end, SHORT_RUN):
            _sort_run(times, accounts, rows, run, min(end, run + SHORT_RUN))
        size = SHORT_RUN
        while size < end - begin:
            for run in range(begin, end - size, 2 * size):
                middle = run + size
                if _is_after(times, accounts, middle - 1, times[middle], accounts[middle]):
                    _merge(
                        times, accounts, rows, held_times, held_accounts, held_rows,
                        run, middle, min(end, middle + size),
                    )  # fmt: skip
            size *= 2
        start[group] = kept
        for place in range(begin, end):
            repeated = place > begin and times[place] == times[kept - 1] and accounts[place] == accounts[kept - 1]
            if not repeated:
                times[kept], accounts[kept], rows[kept] = times[place], accounts[place], rows[place]
                kept += 1
    start[len(start) - 1] = kept
    return kept


@array_kernel("f8[] i8[] i8[]")
def sort_shares(shares: Array, start: Array, order: Array) -> int:
    """List the rows by their shares, at least 0 and below 1; equal ones keep their order.

    Rows are dealt into as many buckets as there are, of which few hold more than some; start comes in as zeros, one
    more than the rows.
    """
    count = len(shares)
    for row in range(count):
        fetch_soon(start, int(shares[min(row + AHEAD, count - 1)] * count) + 1)
        start[int(shares[row] * count) + 1] += 1
    for bucket in range(count):
        start[bucket + 1] += start[bucket]
    for row in range(count):
        fetch_soon(start, int(shares[min(row + AHEAD, count - 1)] * count))
        bucket = int(shares[row] * count)
        order[start[bucket]] = row
        start[bucket] += 1
    # What is left to do lies inside the buckets: insertion moves hardly anything.
    for place in range(1, count):
        fetch_soon(shares, order[min(place + AHEAD, count - 1)])
        row, target = order[place], place
        while target > 0 and shares[order[target - 1]] > shares[row]:
            order[target] = order[target - 1]
            target -= 1
        order[target] = row
    return 0


KERNELS = (group_rows, group_acts, sort_groups, sort_shares)
