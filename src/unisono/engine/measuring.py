"""Given pairs, measured exactly: on which objects they met in each window, and how likely that was given the objects."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, Int32, Int64
from unisono.engine.tails import Float64, poisson_binomial_tail

Float32 = NDArray[np.float32]
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class AccountActs:
    """Acts ordered by (account, object, time): start int64 (accounts + 1), objects int32 (n), times int64 (n)."""

    start: Int64
    objects: Int32
    times: Int64


def acts_by_account(table: ActTable) -> AccountActs:
    """Reorder a table's acts by account."""
    start, order = table.by_account()
    return AccountActs(start, table.objects_of_acts()[order], table.times[order])


def count_meetings(acts: AccountActs, a: Int32, b: Int32, windows: Int64) -> Int32:
    """Count for each pair the common objects on which it met within each window: int32 (pairs, windows + 1).

    The last column counts all common objects, whenever the two acted on them.
    """
    return _count_meetings(acts.start, acts.objects, acts.times, a, b, windows)


@dataclass(frozen=True)
class MeetingChances:
    """The chance that two independent actors of an object meet within a window.

    by_object: float32 (objects, windows), from the object's other actors. Where the object's origin is known
    (origin_known, bool (objects)), also from the accounts' own delays: delay_shares float32 (accounts, bins) and
    delay_reach float32 (windows, accounts, bins), the chance to fall within a window of a delay in that bin;
    rows of accounts that are in no pair are absent: delay_row int32 (accounts) points to them.
    """

    by_object: Float32
    origin_known: NDArray[np.bool_]
    delay_row: Int32
    delay_shares: Float32
    delay_reach: Float32


def timing_tails(
    acts: AccountActs, a: Int32, b: Int32, windows: Int64, chances: MeetingChances, wanted: NDArray[np.bool_]
) -> tuple[Float64, Float64]:
    """Return (p, expected), float64 (pairs, windows): P(at least as many meetings), and their expected number.

    Both are given the objects that the two share; only `wanted` cells are computed, others are 1 and NaN.
    """
    return _timing_tails(
        acts.start,
        acts.objects,
        acts.times,
        a,
        b,
        windows,
        chances.by_object,
        chances.origin_known,
        chances.delay_row,
        chances.delay_shares,
        chances.delay_reach,
        wanted,
    )


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def next_common(objects: Int32, left: int, left_end: int, right: int, right_end: int) -> tuple[int, int]:
    """Move both cursors to the next object that stands in both lists; left == left_end when there is none."""
    while left < left_end and right < right_end:
        if objects[left] < objects[right]:
            left += 1
        elif objects[right] < objects[left]:
            right += 1
        else:
            return left, right
    return left_end, right_end


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def end_of_object(objects: Int32, place: int, end: int) -> int:
    after = place + 1
    while after < end and objects[after] == objects[place]:
        after += 1
    return after


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def closest_gap(times: Int64, left: int, left_end: int, right: int, right_end: int) -> int:
    """Return the smallest |difference| between a time of the one run and a time of the other (both ascending)."""
    best = NEVER
    while left < left_end and right < right_end:
        best = min(best, abs(times[left] - times[right]))
        if times[left] < times[right]:
            left += 1
        else:
            right += 1
    return best


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _count_meetings(start: Int64, objects: Int32, times: Int64, a: Int32, b: Int32, windows: Int64) -> Int32:
    met = np.zeros((len(a), len(windows) + 1), np.int32)
    for pair in range(len(a)):
        left, left_end = start[a[pair]], start[a[pair] + 1]
        right, right_end = start[b[pair]], start[b[pair] + 1]
        while True:
            left, right = next_common(objects, left, left_end, right, right_end)
            if left >= left_end:
                break
            left_after = end_of_object(objects, left, left_end)
            right_after = end_of_object(objects, right, right_end)
            gap = closest_gap(times, left, left_after, right, right_after)
            met[pair, len(windows)] += 1
            for column in range(len(windows) - 1, -1, -1):
                if gap > windows[column]:
                    break
                met[pair, column] += 1
            left, right = left_after, right_after
    return met


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _timing_tails(
    start: Int64,
    objects: Int32,
    times: Int64,
    a: Int32,
    b: Int32,
    windows: Int64,
    by_object: Float32,
    origin_known: NDArray[np.bool_],
    delay_row: Int32,
    delay_shares: Float32,
    delay_reach: Float32,
    wanted: NDArray[np.bool_],
) -> tuple[Float64, Float64]:
    columns = len(windows)
    tails = np.ones((len(a), columns))
    expected = np.full((len(a), columns), np.nan)
    longest = 0
    for account in range(len(start) - 1):
        longest = max(longest, start[account + 1] - start[account])
    chances = np.zeros((columns, longest))
    own = np.zeros(columns)
    for pair in range(len(a)):
        row_a, row_b = delay_row[a[pair]], delay_row[b[pair]]
        for column in range(columns):
            own[column] = 0.0
            if row_a >= 0 and row_b >= 0:
                for place in range(delay_shares.shape[1]):
                    own[column] += delay_shares[row_a, place] * delay_reach[column, row_b, place]
        met = np.zeros(columns, np.int64)
        shared = 0
        left, left_end = start[a[pair]], start[a[pair] + 1]
        right, right_end = start[b[pair]], start[b[pair] + 1]
        while True:
            left, right = next_common(objects, left, left_end, right, right_end)
            if left >= left_end:
                break
            shared_object = objects[left]
            left_after = end_of_object(objects, left, left_end)
            right_after = end_of_object(objects, right, right_end)
            tries = (left_after - left) * (right_after - right)
            gap = closest_gap(times, left, left_after, right, right_after)
            for column in range(columns):
                chance = float(by_object[shared_object, column])
                if origin_known[shared_object]:
                    chance = max(chance, own[column])
                if tries > 1:
                    chance = 1.0 - (1.0 - chance) ** tries
                chances[column, shared] = min(1.0, chance)
                if gap <= windows[column]:
                    met[column] += 1
            shared += 1
            left, right = left_after, right_after
        for column in range(columns):
            if wanted[pair, column]:
                tails[pair, column] = poisson_binomial_tail(chances[column], shared, met[column])
                expected[pair, column] = chances[column, :shared].sum()
    return tails, expected
