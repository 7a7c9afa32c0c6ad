"""How likely given pairs' meetings were, given on which objects both acted and how each of them usually acts."""

import math
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from unisono.engine.acts import Int32, Int64
from unisono.engine.measuring import AccountActs, end_of_object, next_common
from unisono.engine.tails import Float64, poisson_binomial_tail

Float32 = NDArray[np.float32]
DAY_MICROSECONDS = 86_400_000_000
NO_ORIGIN = np.iinfo(np.int64).min
PRIOR_CROSSINGS = 4.0
MOST_CROSSED = 200


@dataclass(frozen=True)
class MeetingChances:
    """The chance that two independent actors of an object meet within a window.

    The largest of up to three counts. by_object: float32 (objects, windows), from the object's other actors. Where the
    object's origin is known (origins, int64 (objects), NO_ORIGIN elsewhere), the accounts' own delays: delay_shares
    float32 (rows, bins) and delay_reach float32 (windows, rows, bins), the chance to fall within a window of a delay in
    that bin. The accounts' own times of day: rhythm float32 (rows, bins + 1), cumulative shares, times same_day float32
    (objects), the chance that two actors come within a day. Delays and times of day are those of all acts, corrected by
    those on the shared objects, each act of the one beside every act of the other on another object. Accounts that are
    in no pair have no row: row_of int32 (accounts). Of by_object, what others did elsewhere and what is only assumed:
    borrowed and assumed, float32 (objects), shares.
    """

    by_object: Float32
    borrowed: Float32
    assumed: Float32
    same_day: Float32
    origins: Int64
    row_of: Int32
    rhythm: Float32
    delay_shares: Float32
    delay_reach: Float32
    by_suspects: NDArray[np.bool_]
    usual_reach: Float64


def timing_tails(
    acts: AccountActs,
    a: Int32,
    b: Int32,
    met: Int32,
    windows: Int64,
    chances: MeetingChances,
    wanted: NDArray[np.bool_],
) -> tuple[Float64, Float64, Float64]:
    """Return (p, expected, unmeasured): P(at least `met` meetings), their expected number, and what that rests on.

    p and expected are float64 (pairs, windows), given the objects that the two share; only `wanted` cells are computed,
    others are 1 and NaN. unmeasured is float64 (pairs, windows, 2): how much of the expected number is borrowed from
    other objects, and how much is assumed.
    """
    return _timing_tails(
        acts.start,
        acts.objects,
        acts.times,
        a,
        b,
        met,
        windows,
        chances.by_object,
        chances.borrowed,
        chances.assumed,
        chances.same_day,
        chances.origins,
        chances.row_of,
        chances.rhythm,
        chances.delay_shares,
        chances.delay_reach,
        chances.by_suspects,
        chances.usual_reach,
        wanted,
    )


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _timing_tails(  # noqa: PLR0913  # kernels take arrays one by one: numba knows no records
    start: Int64,
    objects: Int32,
    times: Int64,
    a: Int32,
    b: Int32,
    met: Int32,
    windows: Int64,
    by_object: Float32,
    borrowed: Float32,
    assumed: Float32,
    same_day: Float32,
    origins: Int64,
    row_of: Int32,
    rhythm: Float32,
    delay_shares: Float32,
    delay_reach: Float32,
    by_suspects: NDArray[np.bool_],
    usual_reach: Float64,
    wanted: NDArray[np.bool_],
) -> tuple[Float64, Float64, Float64]:
    columns = len(windows)
    tails = np.ones((len(a), columns))
    expected = np.full((len(a), columns), np.nan)
    unmeasured = np.zeros((len(a), columns, 2))
    longest = _most_acts(start)
    chances, common, tries = np.zeros(longest), np.empty(longest, np.int32), np.empty(longest, np.int64)
    left_first, right_first = np.empty(longest, np.int64), np.empty(longest, np.int64)
    for pair in range(len(a)):
        if not wanted[pair].any():
            continue
        shared = _shared_objects(start, objects, times, a[pair], b[pair], common, tries, left_first, right_first)
        row_a, row_b = row_of[a[pair]], row_of[b[pair]]
        for column in range(columns):
            if not wanted[pair, column]:
                continue
            window = windows[column]
            by_delay = _summed_products(delay_shares[row_a], delay_reach[column, row_b])
            by_rhythm = meet_by_rhythm(rhythm[row_a], rhythm[row_b], window)
            by_delay = _crossed_delays(common, left_first, right_first, shared, origins, window, by_delay)
            by_rhythm = _crossed_days(left_first, right_first, shared, window, by_rhythm)
            for place in range(shared):
                number = common[place]
                others = float(by_object[number, column])
                own = same_day[number] * by_rhythm
                if origins[number] != NO_ORIGIN and not by_suspects[number]:
                    own = max(own, by_delay)
                lent = usual_reach[column] if by_suspects[number] else 0.0
                chance = max(others, own, lent)
                if tries[place] > 1:
                    chance = 1.0 - (1.0 - chance) ** tries[place]
                chances[place] = min(1.0, chance)
                if lent > max(others, own):
                    unmeasured[pair, column, 0] += chances[place]
                elif own <= others:
                    unmeasured[pair, column, 0] += chances[place] * borrowed[number]
                    unmeasured[pair, column, 1] += chances[place] * assumed[number]
            tails[pair, column] = poisson_binomial_tail(chances, shared, met[pair, column])
            expected[pair, column] = chances[:shared].sum()
    return tails, expected, unmeasured


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _most_acts(start: Int64) -> int:
    """Return how many acts the account with most has, at least 1."""
    longest = 1
    for account in range(len(start) - 1):
        longest = max(longest, start[account + 1] - start[account])
    return longest


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _summed_products(left: Float32, right: Float32) -> float:
    total = 0.0
    for place in range(len(left)):
        total += left[place] * right[place]
    return total


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _shared_objects(  # noqa: PLR0913  # kernels take arrays one by one: numba knows no records
    start: Int64,
    objects: Int32,
    times: Int64,
    a: int,
    b: int,
    common: Int32,
    tries: Int64,
    left_first: Int64,
    right_first: Int64,
) -> int:
    """Write down the objects both acted on, in how many ways their acts can be paired, and the first act of each."""
    shared = 0
    left, left_end = start[a], start[a + 1]
    right, right_end = start[b], start[b + 1]
    while True:
        left, right = next_common(objects, left, left_end, right, right_end)
        if left >= left_end:
            return shared
        left_after = end_of_object(objects, left, left_end)
        right_after = end_of_object(objects, right, right_end)
        common[shared] = objects[left]
        tries[shared] = (left_after - left) * (right_after - right)
        left_first[shared], right_first[shared] = times[left], times[right]
        shared += 1
        left, right = left_after, right_after


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _crossed_delays(
    common: Int32, left: Int64, right: Int64, shared: int, origins: Int64, window: int, prior: float
) -> float:
    """Return the share of crossings (one's delay on an object, the other's on another) within the window, shrunk."""
    near, crossings = 0, 0
    for one in range(min(shared, MOST_CROSSED)):
        if origins[common[one]] == NO_ORIGIN:
            continue
        for other in range(min(shared, MOST_CROSSED)):
            if other == one or origins[common[other]] == NO_ORIGIN:
                continue
            crossings += 1
            difference = (left[one] - origins[common[one]]) - (right[other] - origins[common[other]])
            near += abs(difference) <= window
    # Few crossings may miss what is common: they can only add to what the accounts' other acts say.
    return max(prior, (near + PRIOR_CROSSINGS * prior) / (crossings + PRIOR_CROSSINGS))


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _crossed_days(left: Int64, right: Int64, shared: int, window: int, prior: float) -> float:
    """Return the share of crossings whose times of day are within the window, shrunk."""
    near, crossings = 0, 0
    for one in range(min(shared, MOST_CROSSED)):
        for other in range(min(shared, MOST_CROSSED)):
            if other != one:
                crossings += 1
                difference = abs(left[one] - right[other]) % DAY_MICROSECONDS
                near += min(difference, DAY_MICROSECONDS - difference) <= window
    # Few crossings may miss what is common: they can only add to what the accounts' other acts say.
    return max(prior, (near + PRIOR_CROSSINGS * prior) / (crossings + PRIOR_CROSSINGS))


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def meet_by_rhythm(left: Float32, right: Float32, window: int) -> float:
    """Return the chance that two times of day, drawn from these cumulative shares, are within the window.

    left, right: float32 (bins + 1), from 0 to 1 over a day; times are spread evenly inside a bin.
    """
    bins = len(left) - 1
    reach = window / DAY_MICROSECONDS * bins
    if 2.0 * reach >= bins:
        return 1.0
    chance = 0.0
    for place in range(bins):
        share = left[place + 1] - left[place]
        if share > 0.0:
            chance += share * (_share_before(right, place + 0.5 + reach) - _share_before(right, place + 0.5 - reach))
    return min(1.0, chance)


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _share_before(cumulative: Float32, place: float) -> float:
    """Return the cumulative share at a place in bins, days repeating before 0 and after the last bin."""
    bins = len(cumulative) - 1
    days = math.floor(place / bins)
    inside = place - days * bins
    whole = min(int(inside), bins - 1)
    return days + cumulative[whole] + (inside - whole) * (cumulative[whole + 1] - cumulative[whole])
