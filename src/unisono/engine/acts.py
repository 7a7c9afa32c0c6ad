"""Acts in the order the kernels need: grouped by object in time order, and by account in object order."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels

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
    start = np.zeros(object_count + 1, np.int64)
    own_accounts, own_times = np.empty(len(objects), np.int32), np.empty(len(objects), np.int64)
    rows = np.empty(len(objects), np.int64)
    given = (np.ascontiguousarray(accounts), np.ascontiguousarray(objects), np.ascontiguousarray(times))
    _kernels()["group_acts"](*given, start, own_accounts, own_times, rows)
    return _sorted_table(start, own_times, own_accounts, rows, account_count)


def exchange_accounts(table: ActTable, accounts: Int32) -> ActTable:
    """Return the table with other accounts for its acts, int32 (n); what is then a duplicate is dropped."""
    return _sorted_table(
        table.object_start.copy(), table.times.copy(), accounts.copy(), table.rows.copy(), table.account_count
    )


def _sorted_table(start: Int64, times: Int64, accounts: Int32, rows: Int64, account_count: int) -> ActTable:
    """Sort acts that are grouped by object by (time, account), in these arrays."""
    largest = int(np.diff(start).max(initial=0))
    held = (np.empty(largest, np.int64), np.empty(largest, np.int32), np.empty(largest, np.int64))
    kept = _kernels()["sort_groups"](start, times, accounts, rows, *held)
    if kept == len(rows):
        return ActTable(accounts, times, start, rows, account_count)
    return ActTable(accounts[:kept].copy(), times[:kept].copy(), start, rows[:kept].copy(), account_count)


def group_rows(keys: Int32, key_count: int) -> tuple[Int64, Int64]:
    """Return (start, order): rows order[start[k]:start[k + 1]] have key k, in their given order (a counting sort)."""
    start, order = np.zeros(key_count + 1, np.int64), np.empty(len(keys), np.int64)
    _kernels()["group_rows"](np.ascontiguousarray(keys), start, order)
    return start, order


def sort_shares(shares: NDArray[np.float64]) -> Int64:
    """Return the rows by their shares, at least 0 and below 1 and spread evenly; equal ones keep their order."""
    start, order = np.zeros(len(shares) + 1, np.int64), np.empty(len(shares), np.int64)
    _kernels()["sort_shares"](np.ascontiguousarray(shares), start, order)
    return order


@cache
def _kernels() -> Kernels:
    return Kernels("act_kernels")
