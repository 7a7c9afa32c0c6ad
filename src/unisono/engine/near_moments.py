"""How likely an account was to act near one moment, made part of the kernels that call it."""

from __future__ import annotations

import math
from typing import Any

from numba import njit

from unisono.engine.coin_flips import tail_of_flips
from unisono.engine.own_timing import (
    DAY_MICROSECONDS,
    MOST_CROSSED,
    NO_ORIGIN,
    add_near_in_day,
    delay_spread,
    part_within,
    share_before,
    shrunk_share,
)

Array = Any
"""An array as numba sees it inside a kernel."""

OCCASION = 3_600_000_000
"""Microseconds: acts no further apart than this follow each other on one occasion, say one look at the phone."""


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def others_near(times: Array, moment: int, theirs: int, counted: tuple[int, int], window: int) -> float:
    """Return the share of an object's other actors who first acted within the window of a moment; 0 if there are none.

    times: when they first acted, ascending. counted: whether the act of that moment, and the other account's
    (`theirs`), stand among those times.
    """
    others = len(times) - counted[0] - counted[1]
    if others <= 0:
        return 0.0
    near = _first_after(times, moment + window) - _first_after(times, moment - window - 1)
    near -= counted[0] + (counted[1] if abs(moment - theirs) <= window else 0)
    return near / others


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def weigh_chances(
    given: tuple[float, float, float, float, float], found: tuple[float, float, float]
) -> tuple[float, tuple[float, float, float]]:
    """Return the chance to meet on one object, and the sums over objects so far: expected, borrowed and assumed.

    given: the share of others near, what is lent, the chance by habit, and how much is borrowed and assumed.
    """
    near, lent, habit, borrowed, assumed = given
    weight = borrowed + assumed
    by_others = (1.0 - weight) * near + lent
    chance = min(1.0, max(by_others, habit))
    if by_others < habit or weight <= 0.0:
        return chance, (found[0] + chance, found[1], found[2])
    return chance, (found[0] + chance, found[1] + lent * borrowed / weight, found[2] + lent * assumed / weight)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _first_after(times: Array, moment: int) -> int:
    """Return the first place of ascending times that is after the moment."""
    begin, end = 0, len(times)
    while begin < end:
        middle = (begin + end) // 2
        if times[middle] <= moment:
            begin = middle + 1
        else:
            end = middle
    return begin


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def by_delay(
    place: int, common: Array, left: Array, right: Array, shared: int, origins: Array, reach: Array, window: int
) -> float:
    """Return the chance that the other's delay comes within the window of this one, by its acts everywhere and here.

    reach: float32 (bins), the chance by its acts everywhere for a delay in each bin.
    """
    delay = left[place] - origins[common[place]]
    prior = reach[min(len(reach) - 1, int(2.0 * math.log2(max(delay, 0) / 1e6 + 1.0)))]
    near, crossings = 0.0, 0
    for other in range(min(shared, MOST_CROSSED)):
        if other != place and origins[common[other]] != NO_ORIGIN:
            theirs = right[other] - origins[common[other]]
            near += part_within(abs(delay - theirs), window, delay_spread(delay, theirs))
            crossings += 1
    return shrunk_share(near, crossings, prior)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def by_hour(place: int, left: Array, right: Array, shared: int, rhythm: Array, window: int, spread: int) -> float:
    """Return the chance that the other's time of day comes within the window of this one, by its acts as above.

    left, right: times of day, in microseconds.
    """
    bins = len(rhythm) - 1
    reach = window / DAY_MICROSECONDS * bins
    if 2.0 * reach >= bins:
        return 1.0
    hour = left[place] / DAY_MICROSECONDS * bins
    prior = share_before(rhythm, hour + reach) - share_before(rhythm, hour - reach)
    crossed = min(shared, MOST_CROSSED)
    near = add_near_in_day(0.0, left[place], right[: min(place, crossed)], window, spread)
    near = add_near_in_day(near, left[place], right[place + 1 : crossed], window, spread)
    crossings = crossed - 1 if place < crossed else crossed
    return min(1.0, shrunk_share(near, crossings, prior))


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def tail_of_occasions(
    chances: Array, left: Array, right: Array, shared: int, window: int, order: Array, flips: Array, state: Array
) -> float:
    """Return P(at least as many occasions with a meeting as there were).

    Acts of the one account less than an hour after its act before are one occasion: two who happen to look at the same
    moment pass on several things. order, flips: room for `shared`; state: for as many.
    """
    _sort_by_time(left, order, shared)
    occasions, met, missed, has_met = 0, 0, 1.0, 0
    for step in range(shared):
        place = order[step]
        if step > 0 and left[place] - left[order[step - 1]] > OCCASION:
            flips[occasions] = 1.0 - missed
            occasions += 1
            met += has_met
            missed, has_met = 1.0, 0
        missed *= 1.0 - chances[place]
        if abs(left[place] - right[place]) <= window:
            has_met = 1
    if shared > 0:
        flips[occasions] = 1.0 - missed
        occasions += 1
        met += has_met
    return tail_of_flips(flips, occasions, met, state)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _sort_by_time(times: Array, order: Array, count: int) -> None:
    """Write the places 0 ... count - 1 in the order of their times (Shell 1959), equal times as they stand."""
    for place in range(count):
        order[place] = place
    step = count // 2
    while step > 0:
        for place in range(step, count):
            moved, back = order[place], place
            while back >= step and times[order[back - step]] > times[moved]:
                order[back] = order[back - step]
                back -= step
            order[back] = moved
        step //= 2
