"""Acts in the order the kernels need: grouped by object in time order, and by account in object order."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]


@dataclass(frozen=True)
class ActTable:
    """One layer's acts, sorted by (object, time); exact duplicates are gone.

    accounts: int32 (n), times: int64 (n, microseconds), object_start: int64 (objects + 1): acts of object o are
    object_start[o]:object_start[o + 1]. `rows` says which input row each act came from.
    """

    accounts: Int32
    times: Int64
    object_start: Int64
    rows: Int64
    account_count: int

    @property
    def objects(self) -> int:
        """How many objects there are."""
        return len(self.object_start) - 1

    def objects_of_acts(self) -> Int32:
        """Return the object of each act, int32 (n)."""
        counts = np.diff(self.object_start)
        return np.repeat(np.arange(self.objects, dtype=np.int32), counts)

    def by_account(self) -> tuple[Int64, Int64]:
        """Return (start, order): acts order[start[a]:start[a + 1]] are account a's, by object and time."""
        return group_rows(self.accounts, self.account_count)

    def only(self, keep: NDArray[np.bool_]) -> "ActTable":
        """Return the table of the acts to keep; objects and accounts keep their numbers."""
        kept_before = np.concatenate(([0], np.cumsum(keep, dtype=np.int64)))
        start = kept_before[self.object_start]
        return ActTable(self.accounts[keep], self.times[keep], start, self.rows[keep], self.account_count)


def sort_acts(accounts: Int32, objects: Int32, times: Int64, account_count: int, object_count: int) -> ActTable:
    """Sort acts by (object, time, account) and drop exact duplicates. Arrays have one entry an act."""
    start, order = group_rows(objects, object_count)
    _order_by_time(order, start, times, accounts)
    sorted_accounts = accounts[order]
    sorted_times = times[order]
    keep = _first_of_duplicates(sorted_accounts, sorted_times, start)
    table = ActTable(sorted_accounts, sorted_times, start, order, account_count)
    return table if keep.all() else table.only(keep)


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def group_rows(keys: Int32, key_count: int) -> tuple[Int64, Int64]:
    """Return (start, order): rows order[start[k]:start[k + 1]] have key k, in their given order (a counting sort)."""
    start = np.zeros(key_count + 1, np.int64)
    for key in keys:
        start[key + 1] += 1
    for key in range(key_count):
        start[key + 1] += start[key]
    cursor = start[:-1].copy()
    order = np.empty(len(keys), np.int64)
    for row in range(len(keys)):
        key = keys[row]
        order[cursor[key]] = row
        cursor[key] += 1
    return start, order


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _order_by_time(order: Int64, start: Int64, times: Int64, accounts: Int32) -> None:
    for group in range(len(start) - 1):
        low, high = start[group], start[group + 1]
        in_order = True
        tied = False
        for place in range(low + 1, high):
            before, here = times[order[place - 1]], times[order[place]]
            if before > here:
                in_order = False
                break
            tied |= before == here
        if not in_order:
            segment = order[low:high].copy()
            order[low:high] = segment[np.argsort(times[segment], kind="mergesort")]
            tied = True
        if tied:
            _order_ties_by_account(order, low, high, times, accounts)


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _order_ties_by_account(order: Int64, low: int, high: int, times: Int64, accounts: Int32) -> None:
    place = low
    while place < high:
        end = place + 1
        while end < high and times[order[end]] == times[order[place]]:
            end += 1
        if end - place > 1:
            tie = order[place:end].copy()
            order[place:end] = tie[np.argsort(accounts[tie], kind="mergesort")]
        place = end


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _first_of_duplicates(accounts: Int32, times: Int64, start: Int64) -> NDArray[np.bool_]:
    keep = np.ones(len(accounts), np.bool_)
    for group in range(len(start) - 1):
        for place in range(start[group] + 1, start[group + 1]):
            same = accounts[place] == accounts[place - 1] and times[place] == times[place - 1]
            keep[place] = not same
    return keep
