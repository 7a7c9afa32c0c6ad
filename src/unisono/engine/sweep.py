"""The co-action sweep: which accounts acted on how many of the same objects within a window of each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, Int32, Int64, group_rows, sort_acts
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays
from unisono.engine.machine_code import Kernels

NO_LIMIT = 2**31 - 1
BYTES_PER_PAIR = 12
PAIRS_AT_ONCE = 1 << 20
LOOKED_AT_ONCE = 1 << 24
"""After so many pairs of acts a sweep says how far it is."""


@dataclass(frozen=True)
class PairCounts:
    """Pairs a < b of account numbers and on how many distinct objects they acted within the window."""

    a: Int32
    b: Int32
    objects: Int32
    emitted: int  # pairs of acts looked at after pruning

    def only(self, keep: "KeepPairs | None") -> "PairCounts":
        """Return the pairs to keep; all of them where nothing says which."""
        if keep is None:
            return self
        kept = keep(self.a, self.b, self.objects)
        return PairCounts(self.a[kept], self.b[kept], self.objects[kept], self.emitted)


Advance = Callable[[int, int], None]
"""Hears how many pairs of acts were looked at so far, and of how many."""

KeepPairs = Callable[[Int32, Int32, Int32], NDArray[np.bool_]]
"""Says of pairs a < b, with the objects they met on, which are to be kept."""


def count_pairs_within(
    accounts: Int32, objects: Int32, times: Int64, window: int, min_objects: int = 1, *, memory_bytes: int = 1 << 30
) -> PairCounts:
    """Count, for every pair of accounts, the distinct objects on which both acted within `window` (inclusive).

    Arrays have one entry an act: account and object numbers from 0, times and window in the same unit.
    """
    if len(accounts) == 0:
        return PairCounts(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int32), 0)
    table = sort_acts(accounts, objects, times, int(accounts.max()) + 1, int(objects.max()) + 1)
    return sweep(table, window, min_objects, memory_bytes=memory_bytes)


def sweep(
    table: ActTable,
    window: int,
    min_objects: int = 1,
    *,
    nearest: int = NO_LIMIT,
    memory_bytes: int = 1 << 30,
    keep: KeepPairs | None = None,
    advance: Advance | None = None,
) -> PairCounts:
    """Count pairs in a sorted table. `nearest` limits each act to its so many predecessors on the same object.

    Acts that cannot be part of a pair with `min_objects` are left out first. The others are counted account by account
    in one dense counter; pairs are gathered in rounds of at most `memory_bytes` beside one account's partners. Of each
    round only what `keep` chooses is held. `advance` hears after each round how far it is.
    """
    accounts, objects, times, account_of = acts_that_matter(table, window, min_objects)
    bounds = bound_windows(objects, times, window, nearest, table.arrays)
    del times
    looked_at = np.zeros(3, np.int64)
    given = (accounts, objects, bounds, looked_at, len(account_of), min_objects, memory_bytes, table.arrays)
    whole = len(bounds) * (len(bounds) - 1) // 2 - int(bounds[:, 0].sum(dtype=np.int64))
    rounds = []
    for found in _rounds(*given):
        rounds.append(pair_counts(account_of, *found, 0).only(keep))
        if advance is not None:
            advance(int(looked_at[1]), whole)
    nothing = np.empty(0, np.int32)
    a, b, counts = (
        np.concatenate([nothing, *(getattr(one, name) for one in rounds)]) for name in ("a", "b", "objects")
    )
    return PairCounts(a, b, counts, int(looked_at[1]))


def bound_windows(objects: Int32, times: Int64, window: int, nearest: int, arrays: LargeArrays = IN_MEMORY) -> Int32:
    """Return the places [first, end) of the acts near each act on its object: int32 (n, 2); acts by object and time."""
    bounds = arrays.empty((len(objects), 2), np.int32)
    _kernels()["bound_windows"](objects, times, window, nearest, bounds)
    return bounds


def count_partners(
    accounts: Int32, objects: Int32, bounds: Int32, account_count: int, min_objects: int, memory_bytes: int
) -> tuple[Int32, Int32, Int32, int]:
    """Return the pairs of accounts, their objects, and how many pairs of acts were looked at."""
    progress = np.zeros(3, np.int64)
    rounds = list(_rounds(accounts, objects, bounds, progress, account_count, min_objects, memory_bytes))
    nothing = np.empty(0, np.int32)
    a, b, counts = (np.concatenate([nothing, *(found[place] for found in rounds)]) for place in range(3))
    return a, b, counts, int(progress[1])


def _rounds(
    accounts: Int32,
    objects: Int32,
    bounds: Int32,
    progress: Int64,
    account_count: int,
    min_objects: int,
    memory_bytes: int,
    arrays: LargeArrays = IN_MEMORY,
) -> Iterator[tuple[Int32, Int32, Int32]]:
    """Yield pairs of accounts and their objects; progress[1] says how many pairs of acts were looked at."""
    start, rows_of = group_rows(accounts, account_count, arrays)
    room = account_count + min(PAIRS_AT_ONCE, memory_bytes // BYTES_PER_PAIR)
    a, b, counts = (np.empty(room, np.int32) for _ in range(3))
    cells, touched = np.zeros((account_count, 2), np.int32), np.empty(account_count, np.int32)
    while progress[0] < account_count:
        progress[2] = progress[1] + LOOKED_AT_ONCE
        written = _kernels()["count_partners"](
            accounts, objects, bounds, start, rows_of, cells, touched, min_objects, progress, a, b, counts
        )
        yield a[:written].copy(), b[:written].copy(), counts[:written].copy()


def count_looked_at(bounds: Int32, start: Int64, rows_of: Int64) -> int:
    """Count the pairs of acts in each other's window, but those of one account: rows_of[start[a]:start[a + 1]]."""
    return _kernels()["count_looked_at"](bounds, start, rows_of)


def pair_counts(account_of: Int32, a: Int32, b: Int32, counts: Int32, emitted: int) -> PairCounts:
    """Return the pairs by the numbers that their accounts have in the table that was swept."""
    left, right = account_of[a], account_of[b]
    return PairCounts(np.minimum(left, right), np.maximum(left, right), counts, emitted)


def acts_that_matter(table: ActTable, window: int, min_objects: int) -> tuple[Int32, Int32, Int64, Int32]:
    """Return accounts (numbered anew), objects and times of the acts that are left, and what the new numbers mean."""
    keep = _prune(table, window, min_objects)
    number_of, account_of = _number_by_activity(table, keep)
    kept = int(np.count_nonzero(keep))
    accounts, objects, times = (table.arrays.empty(kept, dtype) for dtype in (np.int32, np.int32, np.int64))
    _kernels()["keep_acts"](table.accounts, table.times, table.object_start, keep, number_of, accounts, objects, times)
    return accounts, objects, times, account_of


def _prune(table: ActTable, window: int, min_objects: int) -> NDArray[np.bool_]:
    keep, near = (table.arrays.empty(len(table.accounts), np.bool_) for _ in range(2))
    keep[:] = True
    shared, last_object = np.empty(table.account_count, np.int32), np.empty(table.account_count, np.int64)
    given = (table.accounts, table.times, table.object_start, window, min_objects)
    left = len(keep)
    while True:
        removed = _kernels()["drop_hopeless"](*given, keep, near, shared, last_object)
        left -= removed
        if removed * 50 < max(1, left):
            return keep


def _number_by_activity(table: ActTable, keep: NDArray[np.bool_]) -> tuple[Int32, Int32]:
    """Number the accounts that are left from the least to the most active, who are then most accounts' partners."""
    counts = table.arrays.counts(table.arrays.chosen(table.accounts, keep), table.account_count)
    by_activity = np.argsort(counts, kind="stable")
    account_of = by_activity[counts[by_activity] > 0].astype(np.int32)
    number_of = np.full(table.account_count, -1, np.int32)
    number_of[account_of] = np.arange(len(account_of), dtype=np.int32)
    return number_of, account_of


@cache
def _kernels() -> Kernels:
    return Kernels("sweep_kernels")
