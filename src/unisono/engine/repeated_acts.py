"""How two accounts that act on one object again and again meet by habit, made part of the kernels that call it."""

from __future__ import annotations

from typing import Any

from numba import njit

from unisono.engine.own_timing import (
    DAY_MICROSECONDS,
    MOST_CROSSED,
    NO_ORIGIN,
    delay_spread,
    part_within,
    shrunk_share,
    write_hours,
)
from unisono.engine.shared_objects import end_of_object

Array = Any
"""An array as numba sees it inside a kernel."""


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def list_repeats(
    start: Array,
    objects: Array,
    times: Array,
    pair: tuple[int, int],
    common: Array,
    shared: int,
    tries: Array,
    room: Array,
) -> int:
    """Write all acts of both accounts on the shared objects, if any was repeated; return on how many objects, else 0.

    tries: in how many ways acts on each can be paired. room: int64 (6, more than all acts): where each object's acts
    begin and end, their moments and their times of day, of the one account and the other.
    """
    ways = 0
    for place in range(shared):
        ways += tries[place]
    if ways == shared:
        return 0
    listed = list_runs(start, objects, times, pair[0], common, shared, room[0], room[2])
    listed = list_runs(start, objects, times, pair[1], common, listed, room[1], room[3])
    write_hours(room[2:4], max(room[0, listed], room[1, listed]), room[4:])
    return listed


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def crossed_again(
    common: Array, room: Array, listed: int, origins: Array, window: int, spread: int, by_hour: float, by_delay: float
) -> tuple[float, float]:
    """Return how often any acts of the two meet by their hours, and by their delays; room: by list_repeats.

    by_hour, by_delay: the same for a single act of each, by all their acts. Without repeated acts both are 0.
    """
    if listed == 0:
        return 0.0, 0.0
    by_hour = any_day_crossed(room[4], room[5], room[:2], listed, window, spread, by_hour)
    return by_hour, any_delay_crossed(common, room[2], room[3], room[:2], listed, origins, window, by_delay)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def list_runs(
    start: Array, objects: Array, times: Array, account: int, common: Array, shared: int, runs: Array, moments: Array
) -> int:
    """Write when an account acted on each shared object, as often as it did, and return for how many there was room.

    Those on common[place] are moments[runs[place] : runs[place + 1]], MOST_CROSSED at most in all.
    """
    act, place = start[account], 0
    runs[0] = 0
    while place < shared:
        while objects[act] != common[place]:
            act += 1
        after = end_of_object(objects, act, start[account + 1])
        filled = runs[place]
        if filled + after - act > MOST_CROSSED:
            return place
        for step in range(after - act):
            moments[filled + step] = times[act + step]
        runs[place + 1] = filled + after - act
        act, place = after, place + 1
    return place


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def any_day_crossed(
    left: Array, right: Array, runs: Array, crossed: int, window: int, spread: int, prior: float
) -> float:
    """Return the share of crossings in which any act of the one has a time of day within the window of the other's.

    A crossing is all acts of the one on one object beside all of the other on another. left, right: times of day.
    """
    near = 0.0
    for one in range(crossed):
        for other in range(crossed):
            if one != other:
                near += _nearest_hours(left, right, runs, one, other, window, spread)
    return shrunk_share(near, crossed * (crossed - 1), prior)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _nearest_hours(left: Array, right: Array, runs: Array, one: int, other: int, window: int, spread: int) -> float:
    """Return how surely any two acts of one crossing lie within the window, whichever way round is shorter."""
    best = 0.0
    for own in range(runs[0, one], runs[0, one + 1]):
        for theirs in range(runs[1, other], runs[1, other + 1]):
            apart = abs(left[own] - right[theirs])
            best = max(best, part_within(min(apart, DAY_MICROSECONDS - apart), window, spread))
            if best >= 1.0:
                return best
    return best


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def any_delay_crossed(
    common: Array, left: Array, right: Array, runs: Array, crossed: int, origins: Array, window: int, prior: float
) -> float:
    """Return what any_day_crossed does for delays, on objects of known origin. left, right: moments."""
    near, crossings = 0.0, 0
    for one in range(crossed):
        if origins[common[one]] == NO_ORIGIN:
            continue
        for other in range(crossed):
            if other != one and origins[common[other]] != NO_ORIGIN:
                begin = origins[common[one]], origins[common[other]]
                near += _nearest_delays(left, right, runs, one, other, begin, window)
                crossings += 1
    return shrunk_share(near, crossings, prior)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _nearest_delays(
    left: Array, right: Array, runs: Array, one: int, other: int, begin: tuple[int, int], window: int
) -> float:
    """Return how surely the delays of any two acts of one crossing lie within the window."""
    best = 0.0
    for own in range(runs[0, one], runs[0, one + 1]):
        for theirs in range(runs[1, other], runs[1, other + 1]):
            mine, yours = left[own] - begin[0], right[theirs] - begin[1]
            best = max(best, part_within(abs(mine - yours), window, delay_spread(mine, yours)))
            if best >= 1.0:
                return best
    return best
