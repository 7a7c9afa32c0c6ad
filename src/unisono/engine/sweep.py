"""The co-action sweep: which accounts acted on how many of the same objects within a window of each other."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, Int32, Int64, sort_acts

NO_LIMIT = 2**31 - 1
KEYS_PER_BUCKET = 1 << 20


@dataclass(frozen=True)
class PairCounts:
    """Pairs a < b of account numbers and on how many distinct objects they acted within the window."""

    a: Int32
    b: Int32
    objects: Int32
    emitted: int  # pairs of acts looked at after pruning


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
    table: ActTable, window: int, min_objects: int = 1, *, nearest: int = NO_LIMIT, memory_bytes: int = 1 << 30
) -> PairCounts:
    """Count pairs in a sorted table. `nearest` limits each act to its so many predecessors on the same object.

    Acts that cannot be part of a pair with `min_objects` are left out first; the emitted pairs are then kept as
    32-bit keys in buckets of neighbouring accounts, at most `memory_bytes` of them at a time.
    """
    keep = _prune(table, window, min_objects)
    kept_before = np.concatenate(([0], np.cumsum(keep, dtype=np.int64)))
    start = kept_before[table.object_start]
    label, account_of = _label_by_activity(table.accounts[keep], table.account_count)
    accounts = label[table.accounts[keep]]
    first = first_in_window(table.times[keep], start, window, nearest)
    del keep, kept_before
    per_account = _emissions_per_account(accounts, first, len(account_of))
    a, b, objects = _count_in_rounds(accounts, start, first, per_account, min_objects, memory_bytes)
    left, right = account_of[a], account_of[b]
    return PairCounts(np.minimum(left, right), np.maximum(left, right), objects, int(per_account.sum()))


def _prune(table: ActTable, window: int, min_objects: int) -> NDArray[np.bool_]:
    keep = np.ones(len(table.accounts), np.bool_)
    while True:
        removed = _drop_hopeless(
            table.accounts, table.times, table.object_start, window, min_objects, keep, table.account_count
        )
        if removed * 50 < max(1, int(keep.sum())):
            return keep


def _label_by_activity(accounts: Int32, account_count: int) -> tuple[Int32, Int32]:
    """Number the accounts that are left from the least to the most active, so that buckets stay even."""
    counts = np.bincount(accounts, minlength=account_count)
    by_activity = np.argsort(counts, kind="stable")
    account_of = by_activity[counts[by_activity] > 0].astype(np.int32)
    label = np.full(account_count, -1, np.int32)
    label[account_of] = np.arange(len(account_of), dtype=np.int32)
    return label, account_of


def _count_in_rounds(
    accounts: Int32, start: Int64, first: Int32, per_account: Int64, min_objects: int, memory_bytes: int
) -> tuple[Int32, Int32, Int32]:
    bounds = _bucket_bounds(per_account, max(1, (2**32 - 1) // max(1, len(per_account))))
    per_bucket = np.add.reduceat(per_account, bounds[:-1]) if len(bounds) > 1 else np.zeros(0, np.int64)
    repeats = objects_with_repeats(accounts, start, len(per_account))
    parts: list[tuple[Int32, Int32, Int32]] = []
    bucket = 0
    while bucket < len(per_bucket):
        fitting = np.searchsorted(np.cumsum(per_bucket[bucket:]), memory_bytes // 4, side="right")
        end = bucket + max(1, int(fitting))
        parts.append(
            _count_buckets(
                accounts, start, first, repeats, bounds[bucket : end + 1], per_bucket[bucket:end], min_objects
            )
        )
        bucket = end
    if not parts:
        return np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int32)
    a, b, objects = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return a, b, objects


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _drop_hopeless(
    accounts: Int32,
    times: Int64,
    start: Int64,
    window: int,
    min_objects: int,
    keep: NDArray[np.bool_],
    account_count: int,
) -> int:
    """Mark acts without a neighbour in the window, and all acts of accounts with too few objects left."""
    shared = np.zeros(account_count, np.int32)
    last_object = np.full(account_count, -1, np.int64)
    near = np.zeros(len(accounts), np.bool_)
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


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def first_in_window(times: Int64, start: Int64, window: int, nearest: int) -> Int32:
    """Return for each act the first act of the same object within the window before it, int32 (n)."""
    first = np.empty(len(times), np.int32)
    for group in range(len(start) - 1):
        low = start[group]
        for place in range(start[group], start[group + 1]):
            while times[place] - times[low] > window:
                low += 1
            first[place] = max(low, place - nearest)
    return first


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def objects_with_repeats(accounts: Int32, start: Int64, account_count: int) -> NDArray[np.bool_]:
    """Say of each object whether some account acted on it more than once."""
    repeats = np.zeros(len(start) - 1, np.bool_)
    seen = np.full(account_count, -1, np.int64)
    for group in range(len(start) - 1):
        for place in range(start[group], start[group + 1]):
            if seen[accounts[place]] == group:
                repeats[group] = True
                break
            seen[accounts[place]] = group
    return repeats


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _emissions_per_account(accounts: Int32, first: Int32, account_count: int) -> Int64:
    counts = np.zeros(account_count, np.int64)
    for place in range(len(accounts)):
        here = accounts[place]
        for earlier in range(first[place], place):
            there = accounts[earlier]
            if there < here:
                counts[there] += 1
            elif here < there:
                counts[here] += 1
    return counts


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _bucket_bounds(per_account: Int64, widest: int) -> Int64:
    bounds = [0]
    total = 0
    for account in range(len(per_account)):
        full = total + per_account[account] > KEYS_PER_BUCKET and total > 0
        if full or account - bounds[-1] >= widest:
            bounds.append(account)
            total = 0
        total += per_account[account]
    if bounds[-1] < len(per_account):
        bounds.append(len(per_account))
    return np.array(bounds, np.int64)


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _count_buckets(
    accounts: Int32,
    start: Int64,
    first: Int32,
    repeats: NDArray[np.bool_],
    bounds: Int64,
    per_bucket: Int64,
    min_objects: int,
) -> tuple[Int32, Int32, Int32]:
    buckets = len(per_bucket)
    base = np.zeros(buckets + 1, np.int64)
    base[1:] = np.cumsum(per_bucket)
    cursor = base[:-1].copy()
    keys = np.empty(base[-1], np.uint32)
    low, high = bounds[0], bounds[-1]
    account_count = 0 if len(accounts) == 0 else accounts.max() + 1
    bucket_of = np.zeros(max(0, high - low), np.int32)
    for bucket in range(buckets):
        bucket_of[bounds[bucket] - low : bounds[bucket + 1] - low] = bucket
    stamp = np.full(account_count, -1, np.int64)
    for group in range(len(start) - 1):
        if repeats[group]:
            _emit_distinct(
                accounts,
                start[group],
                start[group + 1],
                first,
                low,
                high,
                bucket_of,
                bounds,
                cursor,
                keys,
                account_count,
                stamp,
            )
            continue
        for place in range(start[group], start[group + 1]):
            here = accounts[place]
            for earlier in range(first[place], place):
                there = accounts[earlier]
                less, more = (there, here) if there < here else (here, there)
                if less < low or less >= high:
                    continue
                bucket = bucket_of[less - low]
                keys[cursor[bucket]] = (less - bounds[bucket]) * account_count + more
                cursor[bucket] += 1
    return _count_runs(keys, base, cursor, bounds, account_count, min_objects)


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _emit_distinct(  # noqa: PLR0913  # kernels take arrays one by one: numba knows no records
    accounts: Int32,
    begin: int,
    end: int,
    first: Int32,
    low: int,
    high: int,
    bucket_of: Int32,
    bounds: Int64,
    cursor: Int64,
    keys: NDArray[np.uint32],
    account_count: int,
    stamp: Int64,
) -> None:
    """Emit each pair of one object once, however often the two acted on it."""
    last = np.empty(end - begin, np.int64)
    after = begin
    for place in range(begin, end):
        after = max(after, place)
        while after + 1 < end and first[after + 1] <= place:
            after += 1
        last[place - begin] = after
    order = np.argsort(accounts[begin:end], kind="mergesort")
    for index in range(end - begin):
        place = begin + order[index]
        here = accounts[place]
        if here < low or here >= high:
            continue
        # The mark differs for every (object, account): the object's first act tells objects apart.
        mark = np.int64(begin) * account_count + here
        bucket = bucket_of[here - low]
        for neighbour in range(first[place], last[place - begin] + 1):
            there = accounts[neighbour]
            if there > here and stamp[there] != mark:
                stamp[there] = mark
                keys[cursor[bucket]] = (here - bounds[bucket]) * account_count + there
                cursor[bucket] += 1


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _count_runs(
    keys: NDArray[np.uint32], base: Int64, cursor: Int64, bounds: Int64, account_count: int, min_objects: int
) -> tuple[Int32, Int32, Int32]:
    room = 1024
    a, b, objects = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int32)
    found = 0
    widest = 0
    for bucket in range(len(cursor)):
        widest = max(widest, cursor[bucket] - base[bucket])
    scratch = np.empty(widest, np.uint32)
    for bucket in range(len(cursor)):
        piece = keys[base[bucket] : cursor[bucket]]
        sort_keys(piece, scratch, (bounds[bucket + 1] - bounds[bucket]) * account_count)
        place = 0
        while place < len(piece):
            end = place + 1
            while end < len(piece) and piece[end] == piece[place]:
                end += 1
            if end - place >= min_objects:
                if found == room:
                    room *= 2
                    a, b, objects = _grown(a, room), _grown(b, room), _grown(objects, room)
                a[found] = bounds[bucket] + piece[place] // account_count
                b[found] = piece[place] % account_count
                objects[found] = end - place
                found += 1
            place = end
    return a[:found].copy(), b[:found].copy(), objects[:found].copy()


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _grown(values: Int32, room: int) -> Int32:
    larger = np.empty(room, np.int32)
    larger[: len(values)] = values
    return larger


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def sort_keys(keys: NDArray[np.uint32], scratch: NDArray[np.uint32], limit: int) -> None:
    """Sort keys below `limit` in place: a radix sort of 11 bits a pass, through `scratch`."""
    shift = 0
    source, target = keys, scratch[: len(keys)]
    while limit > (1 << shift) and shift < 32:
        counts = np.zeros(2049, np.int64)
        for key in source:
            counts[((key >> shift) & 2047) + 1] += 1
        for digit in range(2048):
            counts[digit + 1] += counts[digit]
        for key in source:
            digit = (key >> shift) & 2047
            target[counts[digit]] = key
            counts[digit] += 1
        source, target = target, source
        shift += 11
    if shift % 22 == 11:
        keys[:] = source
