"""Kernels that count, for every two accounts, the messages of one that meet a message of the other on the same object.

They take addresses and sizes only and allocate nothing, so machine_code.py can keep their machine code between runs.
"""

# numba ships no types for its decorators.
# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

from typing import Any

from numba import carray, cfunc, njit, types

from unisono.engine.prefetching import AHEAD, fetch_soon

Address = Any
"""A pointer, or an array over one, as numba sees it inside a kernel; numba ships no types."""

BYTES = types.CPointer(types.uint8)
INT32S = types.CPointer(types.int32)
INT64S = types.CPointer(types.int64)
FLOAT64S = types.CPointer(types.float64)
INT64 = types.int64

COMMA, LINE_FEED, ZERO = 44, 10, 48


@cfunc(INT64(INT64, INT64, INT32S, INT32S, INT32S), error_model="numpy")
def recode(rows: int, code_count: int, codes_at: Address, order_at: Address, ranks_at: Address) -> int:
    """Replace every code by its place in `order`, in place; `ranks` is room for as many numbers as codes."""
    codes = carray(codes_at, (rows,))
    order = carray(order_at, (code_count,))
    ranks = carray(ranks_at, (code_count,))
    for place in range(code_count):
        ranks[order[place]] = place
    for row in range(rows):
        codes[row] = ranks[codes[row]]
    return 0


@njit(inline="always")
def _sort_by_time(times: Address, accounts: Address, begin: int, end: int) -> None:
    """Sort one object's rows by time in place (Shell 1959, gaps of Tokuda 1992); the order of equal times is free."""
    gap = 1
    while gap < (end - begin) // 3:
        gap = (gap * 9 + 4) // 4
    while gap > 0:
        for place in range(begin + gap, end):
            time = times[place]
            account = accounts[place]
            target = place
            while target >= begin + gap and times[target - gap] > time:
                times[target] = times[target - gap]
                accounts[target] = accounts[target - gap]
                target -= gap
            times[target] = time
            accounts[target] = account
        gap = 0 if gap == 1 else max(1, gap * 4 // 9)


@cfunc(INT64(INT64, INT64, INT32S, INT32S, FLOAT64S, INT64S, INT32S, FLOAT64S), error_model="numpy")
def sort_rows(
    rows: int,
    object_count: int,
    objects_at: Address,
    accounts_at: Address,
    times_at: Address,
    object_ends_at: Address,
    sorted_accounts_at: Address,
    sorted_times_at: Address,
) -> int:
    """Sort accounts and times by object and time; object_ends comes in as zeros, one more than objects."""
    objects = carray(objects_at, (rows,))
    accounts = carray(accounts_at, (rows,))
    times = carray(times_at, (rows,))
    object_ends = carray(object_ends_at, (object_count + 1,))
    sorted_accounts = carray(sorted_accounts_at, (rows,))
    sorted_times = carray(sorted_times_at, (rows,))
    for row in range(rows):
        object_ends[objects[row] + 1] += 1
    for place in range(object_count):
        object_ends[place + 1] += object_ends[place]
    for row in range(rows):
        place = object_ends[objects[row]]
        object_ends[objects[row]] += 1
        sorted_accounts[place] = accounts[row]
        sorted_times[place] = times[row]
    begin = 0
    for one_object in range(object_count):
        _sort_by_time(sorted_times, sorted_accounts, begin, object_ends[one_object])
        begin = object_ends[one_object]
    return 0


@cfunc(INT64(INT64, INT64, types.float64, INT64S, FLOAT64S, INT32S), error_model="numpy")
def bound_windows(
    rows: int, object_count: int, within: float, object_ends_at: Address, times_at: Address, windows_at: Address
) -> int:
    """Give each row the positions [first, end) of rows on its object at most `within` seconds away, inclusive."""
    object_ends = carray(object_ends_at, (object_count + 1,))
    times = carray(times_at, (rows,))
    windows = carray(windows_at, (rows, 2))
    begin = 0
    for one_object in range(object_count):
        stop = object_ends[one_object]
        low = begin
        high = begin
        for row in range(begin, stop):
            while times[row] - times[low] > within:
                low += 1
            while high < stop and times[high] - times[row] <= within:
                high += 1
            windows[row, 0] = low
            windows[row, 1] = high
        begin = stop
    return 0


@cfunc(INT64(INT64, INT64, INT32S, INT32S, INT64S, INT32S), error_model="numpy")
def list_rows_of_accounts(
    rows: int,
    account_count: int,
    accounts_at: Address,
    windows_at: Address,
    account_ends_at: Address,
    rows_of_at: Address,
) -> int:
    """List each account's rows that have company in their window: rows_of[account_ends[a]:account_ends[a + 1]].

    account_ends comes in as zeros, one more than accounts.
    """
    accounts = carray(accounts_at, (rows,))
    windows = carray(windows_at, (rows, 2))
    account_ends = carray(account_ends_at, (account_count + 1,))
    rows_of = carray(rows_of_at, (rows,))
    for row in range(rows):
        account_ends[accounts[row] + 1] += windows[row, 1] - windows[row, 0] > 1
    for place in range(account_count):
        account_ends[place + 1] += account_ends[place]
    for row in range(rows):
        if windows[row, 1] - windows[row, 0] > 1:
            rows_of[account_ends[accounts[row]]] = row
            account_ends[accounts[row]] += 1
    for place in range(account_count, 0, -1):
        account_ends[place] = account_ends[place - 1]
    account_ends[0] = 0
    return 0


@njit(inline="always")
def _sort_codes(codes: Address, size: int) -> None:
    """Sort codes in place (Shell 1959, gaps of Tokuda 1992)."""
    gap = 1
    while gap < size // 3:
        gap = (gap * 9 + 4) // 4
    while gap > 0:
        for place in range(gap, size):
            code = codes[place]
            target = place
            while target >= gap and codes[target - gap] > code:
                codes[target] = codes[target - gap]
                target -= gap
            codes[target] = code
        gap = 0 if gap == 1 else max(1, gap * 4 // 9)


@njit(inline="always")
def _count_partners(
    begin: int, end: int, rows_of: Address, accounts: Address, windows: Address, cells: Address, touched: Address,
    least: int,
) -> int:  # fmt: skip
    """Count for each account in how many of one account's rows' windows it stands; note those that reach `least`.

    The account has the rows rows_of[begin:end], numbered from begin + 1. A cell whose last row has a smaller number is
    left over from another account, so that no cell needs clearing. Returns how many were noted.
    """
    noted = 0
    for place in range(begin, end):
        row = rows_of[place]
        # One account's rows lie far apart, and most of the time would go into waiting for them.
        soon = rows_of[min(place + AHEAD, len(rows_of) - 1)]
        fetch_soon(windows, 2 * soon)
        fetch_soon(accounts, soon)
        number = place + 1
        for met in range(windows[row, 0], windows[row, 1]):
            partner = accounts[met]
            last = cells[partner, 0]
            if last != number:
                count = cells[partner, 1] + 1 if last > begin else 1
                cells[partner, 0] = number
                cells[partner, 1] = count
                if count == least:
                    touched[noted] = partner
                    noted += 1
    return noted


@cfunc(
    INT64(
        INT64, INT64, INT64, INT32S, INT32S, INT64S, INT32S, INT32S, INT32S, INT64, INT32S, INT32S, INT32S, INT64S
    ),
    error_model="numpy",
)  # fmt: skip
def count_meetings(  # noqa: PLR0913  # a kernel's only way to take arrays is one address each
    rows: int,
    account_count: int,
    least: int,
    accounts_at: Address,
    windows_at: Address,
    account_ends_at: Address,
    rows_of_at: Address,
    cells_at: Address,
    touched_at: Address,
    room: int,
    users_at: Address,
    others_at: Address,
    weights_at: Address,
    next_at: Address,
) -> int:
    """Count for each account its messages that meet each other account; write edges of at least `least` until full.

    next holds the account to go on with and is moved on; `room` must be at least the accounts. cells comes in as zeros:
    (number of the last row counted, count) of each other account, side by side for the processor's cache.
    Returns the edges written.
    """
    accounts = carray(accounts_at, (rows,))
    windows = carray(windows_at, (rows, 2))
    account_ends = carray(account_ends_at, (account_count + 1,))
    rows_of = carray(rows_of_at, (rows,))
    cells = carray(cells_at, (account_count, 2))
    touched = carray(touched_at, (account_count,))
    users = carray(users_at, (room,))
    others = carray(others_at, (room,))
    weights = carray(weights_at, (room,))
    following = carray(next_at, (1,))
    written = 0
    account = following[0]
    while account < account_count and written + account_count <= room:
        begin, end = account_ends[account], account_ends[account + 1]
        noted = 0
        if end - begin >= least:
            noted = _count_partners(begin, end, rows_of, accounts, windows, cells, touched, least)
            _sort_codes(touched, noted)
        for place in range(noted):
            partner = touched[place]
            if partner != account:
                users[written] = account
                others[written] = partner
                weights[written] = cells[partner, 1]
                written += 1
        account += 1
    following[0] = account
    return written


@njit(inline="always")
def _write_name(lines: Address, filled: int, texts: Address, begin: int, end: int) -> int:
    for place in range(begin, end):
        lines[filled + place - begin] = texts[place]
    lines[filled + end - begin] = COMMA
    return filled + end - begin + 1


@cfunc(INT64(INT64, INT64, BYTES, INT64S, INT32S, INT32S, INT32S, BYTES, INT64), error_model="numpy")
def write_lines(  # noqa: PLR0913  # a kernel's only way to take arrays is one address each
    edges: int,
    account_count: int,
    texts_at: Address,
    ends_at: Address,
    users_at: Address,
    others_at: Address,
    weights_at: Address,
    lines_at: Address,
    room: int,
) -> int:
    """Write edges as CSV lines; account a's name is texts[ends[a]:ends[a + 1]]. Returns the bytes written."""
    ends = carray(ends_at, (account_count + 1,))
    texts = carray(texts_at, (ends[account_count],))
    users = carray(users_at, (edges,))
    others = carray(others_at, (edges,))
    weights = carray(weights_at, (edges,))
    lines = carray(lines_at, (room,))
    filled = 0
    for edge in range(edges):
        filled = _write_name(lines, filled, texts, ends[users[edge]], ends[users[edge] + 1])
        filled = _write_name(lines, filled, texts, ends[others[edge]], ends[others[edge] + 1])
        weight = weights[edge]
        power = 1
        while weight // power >= 10:
            power *= 10
        while power > 0:
            lines[filled] = ZERO + weight // power % 10
            filled += 1
            power //= 10
        lines[filled] = LINE_FEED
        filled += 1
    return filled


KERNELS = (recode, sort_rows, bound_windows, list_rows_of_accounts, count_meetings, write_lines)
