"""How often members of given groups act beside other members of their group, and how likely that is for each."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, Int32, Int64
from unisono.engine.measuring import AccountActs, end_of_object
from unisono.engine.tails import Float64, poisson_binomial_tail
from unisono.engine.timing_tails import DAY_MICROSECONDS, NO_ORIGIN

Float32 = NDArray[np.float32]
PRIOR_CROSSINGS = 4.0
PRIOR_ACTORS = 8.0
MOST_CROSSED = 200


def group_tails(
    table: ActTable, acts: AccountActs, group_of: Int64, windows: Int64, by_object: Float32, origins: Int64
) -> Float64:
    """Return P(at least as many acts beside the group), float64 (accounts, windows); NaN where nothing can be said.

    group_of: int64 (accounts), -1 for none. Given the times at which other members acted on an object, a member is beside
    them by chance as often as the object's other actors are, as its own delays on other objects would put it there, or
    as its own times of day would, whichever is most; by_object: float32 (objects, windows), see MeetingChances.
    """
    return _group_tails(
        table.accounts,
        table.times,
        table.object_start,
        acts.start,
        acts.objects,
        acts.times,
        group_of,
        windows,
        by_object,
        origins,
    )


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _group_tails(
    accounts: Int32,
    times: Int64,
    object_start: Int64,
    start: Int64,
    own_objects: Int32,
    own_times: Int64,
    group_of: Int64,
    windows: Int64,
    by_object: Float32,
    origins: Int64,
) -> Float64:
    tails = np.full((len(group_of), len(windows)), np.nan)
    for account in range(len(group_of)):
        if group_of[account] < 0 or start[account] == start[account + 1]:
            continue
        firsts, objects = _first_acts(own_objects, own_times, start[account], start[account + 1])
        chances = np.zeros((len(windows), len(firsts)))
        hits = np.zeros(len(windows), np.int64)
        tried = 0
        for place in range(len(firsts)):
            low, high = object_start[objects[place]], object_start[objects[place] + 1]
            others = _times_of_group(accounts, times, low, high, account, group_of)
            if len(others) == 0:
                continue
            for column in range(len(windows)):
                window = windows[column]
                hits[column] += _is_beside(others, firsts[place], window)
                chance = _beside_by_crowd(accounts, times, low, high, group_of, group_of[account], others, window, by_object[objects[place], column])
                chance = max(chance, _beside_by_habit(firsts, objects, place, origins, others, window, chance))
                chances[column, tried] = min(1.0, chance)
            tried += 1
        if tried:
            for column in range(len(windows)):
                tails[account, column] = poisson_binomial_tail(chances[column], tried, hits[column])
    return tails


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _first_acts(own_objects: Int32, own_times: Int64, begin: int, end: int) -> tuple[Int64, Int32]:
    """Return the time of an account's first act on each of its objects, and the objects."""
    firsts, objects = np.empty(end - begin, np.int64), np.empty(end - begin, np.int32)
    count = 0
    place = begin
    while place < end:
        firsts[count], objects[count] = own_times[place], own_objects[place]
        count += 1
        place = end_of_object(own_objects, place, end)
    return firsts[:count], objects[:count]


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _times_of_group(accounts: Int32, times: Int64, low: int, high: int, account: int, group_of: Int64) -> Int64:
    """Return the times, ascending, at which other members of the account's group acted on one object."""
    found = np.empty(high - low, np.int64)
    count = 0
    for place in range(low, high):
        if accounts[place] != account and group_of[accounts[place]] == group_of[account]:
            found[count] = times[place]
            count += 1
    return found[:count]


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _is_beside(moments: Int64, time: int, window: int) -> bool:
    """Say whether a time is within the window of one of the moments (ascending)."""
    after = np.searchsorted(moments, time)
    near = after < len(moments) and moments[after] - time <= window
    return near or (after > 0 and time - moments[after - 1] <= window)


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _beside_by_crowd(
    accounts: Int32,
    times: Int64,
    low: int,
    high: int,
    group_of: Int64,
    group: int,
    others: Int64,
    window: int,
    alike: float,
) -> float:
    """Return the share of the object's acts by outsiders beside the group, shrunk to what objects of its size give."""
    near, outsiders = 0, 0
    for place in range(low, high):
        if group_of[accounts[place]] != group:
            outsiders += 1
            near += _is_beside(others, times[place], window)
    occasions = 1
    for place in range(1, len(others)):
        occasions += others[place] - others[place - 1] > 2 * window
    prior = 1.0 - (1.0 - alike) ** occasions
    return (near + PRIOR_ACTORS * prior) / (outsiders + PRIOR_ACTORS)


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _beside_by_habit(
    firsts: Int64, objects: Int32, place: int, origins: Int64, others: Int64, window: int, prior: float
) -> float:
    """Return the larger share of the account's delays, or times of day, on other objects that would put it there."""
    origin = origins[objects[place]]
    day = firsts[place] // DAY_MICROSECONDS * DAY_MICROSECONDS
    by_delay, delays, by_day, days = 0, 0, 0, 0
    for other in range(min(len(firsts), MOST_CROSSED)):
        if other == place:
            continue
        days += 1
        by_day += _is_beside(others, day + firsts[other] % DAY_MICROSECONDS, window)
        if origin != NO_ORIGIN and origins[objects[other]] != NO_ORIGIN:
            delays += 1
            by_delay += _is_beside(others, origin + firsts[other] - origins[objects[other]], window)
    return max(
        (by_day + PRIOR_CROSSINGS * prior) / (days + PRIOR_CROSSINGS),
        (by_delay + PRIOR_CROSSINGS * prior) / (delays + PRIOR_CROSSINGS),
    )
