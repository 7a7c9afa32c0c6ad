"""Kernels that pair shares row by row, the way CooRTweet counts: every two rows on one object within the window.

All kernels read rows sorted by (object, time, tie order): of two rows the one at the smaller position is the older.
"""

# numba ships no types for its decorators.
# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Float64s = NDArray[np.float64]
Marks = NDArray[np.uint8]


class SortedRows(NamedTuple):
    """Rows sorted by (object, time, tie order): codes, times in seconds, and each row's window [first, end)."""

    objects: Int32s
    accounts: Int32s
    contents: Int32s
    times: Float64s
    first: Int64s
    end: Int64s


class EdgeColumns(NamedTuple):
    """Edges sorted by (account, account_y); `object_ends` closes each edge's run in `objects`."""

    accounts: Int32s
    accounts_y: Int32s
    weights: Int64s
    delta_sums: Float64s
    older_contents: Int64s
    newer_contents: Int64s
    object_ends: Int64s
    objects: Int32s


@njit(cache=True)
def bound_windows(objects: Int32s, times: Float64s, within: float) -> tuple[Int64s, Int64s]:
    """Give every row's first and one-past-last position on the same object at most `within` seconds away, inclusive."""
    rows = objects.size
    first = np.empty(rows, np.int64)
    end = np.empty(rows, np.int64)
    low = 0
    high = 0
    for row in range(rows):
        while objects[low] != objects[row] or times[row] - times[low] > within:
            low += 1
        if high < row:
            high = row
        while high < rows and objects[high] == objects[row] and times[high] - times[row] <= within:
            high += 1
        first[row] = low
        end[row] = high
    return first, end


@njit(cache=True)
def mark_paired_contents(rows: SortedRows, contents: int, keep_loops: bool) -> Marks:
    """Mark every content code that stands in at least one pair."""
    marks = np.zeros(contents, np.uint8)
    for older in range(rows.objects.size):
        for newer in range(older + 1, rows.end[older]):
            if keep_loops or (
                rows.accounts[older] != rows.accounts[newer] and rows.contents[older] != rows.contents[newer]
            ):
                marks[rows.contents[older]] = 1
                marks[rows.contents[newer]] = 1
    return marks


@njit(cache=True)
def _is_pair(rows: SortedRows, older: int, newer: int, kept: Marks, keep_loops: bool) -> bool:
    """Say whether two rows of one window make a pair; `kept` marks the contents that survive the second count."""
    if not keep_loops and (
        rows.accounts[older] == rows.accounts[newer] or rows.contents[older] == rows.contents[newer]
    ):
        return False
    return bool(kept[rows.contents[older]] or kept[rows.contents[newer]])


@njit(cache=True)
def count_pairs_by_older_row(rows: SortedRows, kept: Marks, keep_loops: bool) -> Int64s:
    """Count for each row the pairs in which it is the older one."""
    counts = np.zeros(rows.objects.size, np.int64)
    for older in range(rows.objects.size):
        for newer in range(older + 1, rows.end[older]):
            if _is_pair(rows, older, newer, kept, keep_loops):
                counts[older] += 1
    return counts


@njit(cache=True)
def list_pairs(
    rows: SortedRows, older_rows: Int64s, total: int, kept: Marks, keep_loops: bool
) -> tuple[Int64s, Int64s]:
    """List the `total` pairs whose older row is in `older_rows`, as positions (older, newer)."""
    left = np.empty(total, np.int64)
    right = np.empty(total, np.int64)
    filled = 0
    for older in older_rows:
        for newer in range(older + 1, rows.end[older]):
            if _is_pair(rows, older, newer, kept, keep_loops):
                left[filled] = older
                right[filled] = newer
                filled += 1
    return left, right


@njit(cache=True)
def _is_edge_row(rows: SortedRows, row: int, other: int, kept: Marks, keep_loops: bool) -> bool:
    """Say whether `row`, of the edge's first account, and `other` are a pair row; each pair counts once."""
    if rows.accounts[other] < rows.accounts[row] or (rows.accounts[other] == rows.accounts[row] and other <= row):
        return False
    return bool(_is_pair(rows, row, other, kept, keep_loops))


@njit(cache=True)
def weigh_edges(
    rows: SortedRows, starts: Int64s, rows_of: Int64s, kept: Marks, keep_loops: bool
) -> tuple[Int64s, Int64s, Int64s]:
    """Count per account its edges and their pair rows, and how many edges have each weight.

    Account a's rows are rows_of[starts[a]:starts[a + 1]], ascending. An edge belongs to the account with the smaller
    code. One dense counter per account takes the place of a table of all pairs: memory is rows + accounts.
    """
    accounts = starts.size - 1
    edges = np.zeros(accounts, np.int64)
    pair_rows = np.zeros(accounts, np.int64)
    weights = np.zeros(16, np.int64)
    counter = np.zeros(accounts, np.int64)
    touched = np.empty(accounts, np.int32)
    for account in range(accounts):
        met = 0
        for place in range(starts[account], starts[account + 1]):
            row = rows_of[place]
            for other in range(rows.first[row], rows.end[row]):
                if _is_edge_row(rows, row, other, kept, keep_loops):
                    partner = rows.accounts[other]
                    if counter[partner] == 0:
                        touched[met] = partner
                        met += 1
                    counter[partner] += 1
        edges[account] = met
        for place in range(met):
            weight = counter[touched[place]]
            counter[touched[place]] = 0
            pair_rows[account] += weight
            if weight >= weights.size:
                grown = np.zeros(2 * weight, np.int64)
                grown[: weights.size] = weights
                weights = grown
            weights[weight] += 1
    return edges, pair_rows, weights


@njit(cache=True)
def _gather_partners(
    rows: SortedRows, own_rows: Int64s, kept: Marks, keep_loops: bool, counter: Int64s, left: Int64s, right: Int64s
) -> Int32s:
    """Write one account's pair rows, grouped by partner and in object order; return its partners, ascending.

    On return counter[partner] is where the partner's run ends in `left` and `right`.
    """
    touched = []
    for row in own_rows:
        for other in range(rows.first[row], rows.end[row]):
            if _is_edge_row(rows, row, other, kept, keep_loops):
                partner = rows.accounts[other]
                if counter[partner] == 0:
                    touched.append(partner)
                counter[partner] += 1
    partners = np.empty(len(touched), np.int32)
    for place in range(len(touched)):
        partners[place] = touched[place]
    partners.sort()
    begin = 0
    for partner in partners:
        size = counter[partner]
        counter[partner] = begin
        begin += size
    for row in own_rows:
        for other in range(rows.first[row], rows.end[row]):
            if _is_edge_row(rows, row, other, kept, keep_loops):
                partner = rows.accounts[other]
                left[counter[partner]] = min(row, other)
                right[counter[partner]] = max(row, other)
                counter[partner] += 1
    return partners


@njit(cache=True)
def _count_distinct(contents: Int32s, rows: Int64s, seen: Int64s, edge: int) -> int:
    """Count the distinct contents of some rows; `seen` holds the last edge that each content was counted for."""
    distinct = 0
    for row in rows:
        if seen[contents[row]] != edge:
            seen[contents[row]] = edge
            distinct += 1
    return distinct


@njit(cache=True)
def describe_edges(
    rows: SortedRows,
    starts: Int64s,
    rows_of: Int64s,
    first_account: int,
    end_account: int,
    sizes: tuple[int, int, int],
    kept: Marks,
    keep_loops: bool,
) -> EdgeColumns:
    """Describe the edges of accounts [first_account, end_account).

    `sizes` are their edges, their pair rows and the most pair rows of one account.
    """
    edges, pair_rows, most = sizes
    accounts = np.empty(edges, np.int32)
    accounts_y = np.empty(edges, np.int32)
    weights = np.empty(edges, np.int64)
    delta_sums = np.empty(edges, np.float64)
    older_contents = np.empty(edges, np.int64)
    newer_contents = np.empty(edges, np.int64)
    object_ends = np.empty(edges, np.int64)
    objects = np.empty(pair_rows, np.int32)
    seen_older = np.full(kept.size, -1, np.int64)
    seen_newer = np.full(kept.size, -1, np.int64)
    counter = np.zeros(starts.size - 1, np.int64)
    left = np.empty(most, np.int64)
    right = np.empty(most, np.int64)
    edge = 0
    listed = 0
    for account in range(first_account, end_account):
        own_rows = rows_of[starts[account] : starts[account + 1]]
        partners = _gather_partners(rows, own_rows, kept, keep_loops, counter, left, right)
        begin = 0
        for partner in partners:
            stop = counter[partner]
            counter[partner] = 0
            total = 0.0
            last_object = -1
            for place in range(begin, stop):
                total += rows.times[right[place]] - rows.times[left[place]]
                if rows.objects[left[place]] != last_object:
                    last_object = rows.objects[left[place]]
                    objects[listed] = last_object
                    listed += 1
            accounts[edge] = account
            accounts_y[edge] = partner
            weights[edge] = stop - begin
            delta_sums[edge] = total
            older_contents[edge] = _count_distinct(rows.contents, left[begin:stop], seen_older, edge)
            newer_contents[edge] = _count_distinct(rows.contents, right[begin:stop], seen_newer, edge)
            object_ends[edge] = listed
            begin = stop
            edge += 1
    return EdgeColumns(
        accounts, accounts_y, weights, delta_sums, older_contents, newer_contents, object_ends, objects[:listed]
    )
