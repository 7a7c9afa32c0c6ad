"""Acts in the order the kernels need: grouped by object in time order, and by account in object order."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.large_arrays import IN_MEMORY, GrowingArray, LargeArrays, stretches
from unisono.engine.machine_code import Kernels

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

ACTS_AT_ONCE = 4_000_000
"""Acts that are sorted at once where the table is kept in files; about 60 bytes each."""


@dataclass(frozen=True)
class ActTable:
    """One layer's acts, sorted by (object, time); exact duplicates are gone.

    accounts: int32 (n), times: int64 (n, microseconds), object_start: int64 (objects + 1): acts of object o are
    object_start[o]:object_start[o + 1]. `rows` says which input row each act came from. arrays: where these are kept.
    """

    accounts: Int32
    times: Int64
    object_start: Int64
    rows: Int64
    account_count: int
    arrays: LargeArrays = IN_MEMORY

    @property
    def objects(self) -> int:
        """How many objects there are."""
        return len(self.object_start) - 1

    def objects_of_acts(self) -> Int32:
        """Return the object of each act, int32 (n)."""
        return self.arrays.repeated(np.arange(self.objects, dtype=np.int32), np.diff(self.object_start))

    def by_account(self) -> tuple[Int64, Int64]:
        """Return (start, order): acts order[start[a]:start[a + 1]] are account a's, by object and time."""
        return group_rows(self.accounts, self.account_count, self.arrays)

    def only(self, keep: NDArray[np.bool_]) -> "ActTable":
        """Return the table of the acts to keep; objects and accounts keep their numbers."""
        start = _kept_before(keep, self.object_start)
        chosen = self.arrays.chosen
        accounts, times, rows = chosen(self.accounts, keep), chosen(self.times, keep), chosen(self.rows, keep)
        return ActTable(accounts, times, start, rows, self.account_count, self.arrays)


def sort_acts(
    accounts: Int32,
    objects: Int32,
    times: Int64,
    account_count: int,
    object_count: int,
    arrays: LargeArrays = IN_MEMORY,
) -> ActTable:
    """Sort acts by (object, time, account) and drop exact duplicates. Arrays have one entry an act.

    What is kept in files is sorted some objects at a time, so that files are written from their beginning to their end.
    """
    if arrays.are_in_files:
        return _sort_by_range(accounts, objects, times, account_count, object_count, arrays)
    start = np.zeros(object_count + 1, np.int64)
    own_accounts, own_times = np.empty(len(objects), np.int32), np.empty(len(objects), np.int64)
    rows = np.empty(len(objects), np.int64)
    given = (np.ascontiguousarray(accounts), np.ascontiguousarray(objects), np.ascontiguousarray(times))
    _kernels()["group_acts"](*given, start, own_accounts, own_times, rows)
    return _sorted_table(start, own_times, own_accounts, rows, account_count, arrays)


def _sort_by_range(
    accounts: Int32, objects: Int32, times: Int64, account_count: int, object_count: int, arrays: LargeArrays
) -> ActTable:
    own_accounts, own_times, rows = (GrowingArray(dtype, arrays) for dtype in (np.int32, np.int64, np.int64))
    starts = [np.zeros(1, np.int64)]
    for low, high in object_ranges(arrays.counts(objects, object_count), ACTS_AT_ONCE):
        places = _rows_between(objects, low, high)
        part = sort_acts(accounts[places], objects[places] - np.int32(low), times[places], account_count, high - low)
        starts.append(part.object_start[1:] + len(rows))
        own_accounts.append(part.accounts)
        own_times.append(part.times)
        rows.append(places[part.rows])
    columns = own_accounts.whole(), own_times.whole(), np.concatenate(starts), rows.whole()
    return ActTable(*columns, account_count, arrays)


def object_ranges(acts: Int64, acts_at_once: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of objects that together have at most so many acts, or are one object. acts: int64 (objects)."""
    ends = np.cumsum(acts)
    low = 0
    while low < len(ends):
        before = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, before + acts_at_once, side="right")))
        yield low, high
        low = high


def _rows_between(objects: Int32, low: int, high: int) -> Int64:
    """Return the rows of the objects from low on and below high."""
    found = [np.zeros(0, np.int64)]
    for stretch in stretches(len(objects)):
        own = objects[stretch]
        found.append(np.flatnonzero((own >= low) & (own < high)) + stretch.start)
    return np.concatenate(found)


def exchange_accounts(table: ActTable, accounts: Int32) -> ActTable:
    """Return the table with other accounts for its acts, int32 (n); what is then a duplicate is dropped."""
    copied = table.arrays.copied
    own = table.object_start.copy(), copied(table.times), copied(accounts), copied(table.rows)
    return _sorted_table(*own, table.account_count, table.arrays)


def _sorted_table(
    start: Int64, times: Int64, accounts: Int32, rows: Int64, account_count: int, arrays: LargeArrays
) -> ActTable:
    """Sort acts that are grouped by object by (time, account), in these arrays."""
    largest = int(np.diff(start).max(initial=0))
    held = (np.empty(largest, np.int64), np.empty(largest, np.int32), np.empty(largest, np.int64))
    kept = _kernels()["sort_groups"](start, times, accounts, rows, *held)
    if kept == len(rows):
        return ActTable(accounts, times, start, rows, account_count, arrays)
    accounts, times, rows = arrays.copied(accounts[:kept]), arrays.copied(times[:kept]), arrays.copied(rows[:kept])
    return ActTable(accounts, times, start, rows, account_count, arrays)


def _kept_before(keep: NDArray[np.bool_], places: Int64) -> Int64:
    """Count what is kept before each of these places, which ascend."""
    if not len(places):
        return np.zeros(0, np.int64)
    counts = np.zeros(len(places), np.int64)
    done = 0
    for stretch in stretches(len(keep)):
        low, high = np.searchsorted(places, [stretch.start, stretch.stop])
        before = np.concatenate(([0], np.cumsum(keep[stretch], dtype=np.int64)))
        counts[low:high] = done + before[places[low:high] - stretch.start]
        done += int(before[-1])
    counts[np.searchsorted(places, len(keep)) :] = done
    return counts


def group_rows(keys: Int32, key_count: int, arrays: LargeArrays = IN_MEMORY) -> tuple[Int64, Int64]:
    """Return (start, order): rows order[start[k]:start[k + 1]] have key k, in their given order (a counting sort)."""
    start, order = np.zeros(key_count + 1, np.int64), arrays.empty(len(keys), np.int64)
    _kernels()["group_rows"](np.ascontiguousarray(keys), start, order)
    return start, order


def sort_shares(shares: NDArray[np.float64], arrays: LargeArrays = IN_MEMORY) -> Int64:
    """Return the rows by their shares, at least 0 and below 1 and spread evenly; equal ones keep their order."""
    start, order = arrays.zeros(len(shares) + 1, np.int64), arrays.empty(len(shares), np.int64)
    _kernels()["sort_shares"](np.ascontiguousarray(shares), start, order)
    return order


@cache
def _kernels() -> Kernels:
    return Kernels("act_kernels")
