"""How two accounts' own delays and times of day bring them together, made part of the kernels that call it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from unisono.engine.shared_objects import end_of_object, next_common

Array = Any
"""An array as numba sees it inside a kernel."""

DAY_MICROSECONDS = 86_400_000_000
NO_ORIGIN = np.iinfo(np.int64).min
PRIOR_CROSSINGS = 4.0
MOST_CROSSED = 200
PARTS_OF_A_DELAY = 4  # people vary by a quarter at least


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def summed_products(left: Array, right: Array) -> float:
    """Return the sum of the products of what stands at the same places."""
    total = 0.0
    for place in range(len(left)):
        total += left[place] * right[place]
    return total


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def shared_objects(  # noqa: PLR0913  # kernels take arrays one by one: numba knows no records
    start: Array,
    objects: Array,
    times: Array,
    a: int,
    b: int,
    common: Array,
    tries: Array,
    left_first: Array,
    right_first: Array,
) -> int:
    """Write down the objects both acted on, in how many ways their acts can be paired, and the first act of each."""
    shared = 0
    left, left_end = start[a], start[a + 1]
    right, right_end = start[b], start[b + 1]
    left, right = next_common(objects, left, left_end, right, right_end)
    while left < left_end:
        left_after = end_of_object(objects, left, left_end)
        right_after = end_of_object(objects, right, right_end)
        common[shared] = objects[left]
        tries[shared] = (left_after - left) * (right_after - right)
        left_first[shared], right_first[shared] = times[left], times[right]
        shared += 1
        left, right = next_common(objects, left_after, left_end, right_after, right_end)
    return shared


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def shrunk_share(near: float, crossings: int, prior: float) -> float:
    """Return the share of crossings that are near, shrunk to the prior, and no less than it.

    Few crossings may miss what is common: they can only add to what the accounts' other acts say.
    """
    return max(prior, (near + PRIOR_CROSSINGS * prior) / (crossings + PRIOR_CROSSINGS))


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def write_hours(times: Array, count: int, hours: Array) -> None:
    """Write the times of day of the first moments of each row, in microseconds."""
    for row in range(len(times)):
        for place in range(count):
            hours[row, place] = times[row, place] % DAY_MICROSECONDS


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def add_near_in_day(near: float, hour: int, hours: Array, window: int, spread: int) -> float:
    """Add to `near` how many times of day are within the window of one, whichever way round is shorter.

    spread: microseconds by which each may as well have been later or earlier, evenly; 0: as it was.
    """
    if spread > 0:
        for place in range(len(hours)):
            difference = abs(hour - hours[place])
            near += part_within(min(difference, DAY_MICROSECONDS - difference), window, spread)
        return near
    within = 0
    for place in range(len(hours)):
        difference = abs(hour - hours[place])
        within += 1 if min(difference, DAY_MICROSECONDS - difference) <= window else 0
    return near + within


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def crossed_delays(
    common: Array, left: Array, right: Array, shared: int, origins: Array, window: int, prior: float
) -> float:
    """Return the share of crossings (one's delay on an object, the other's on another) within the window, shrunk."""
    near, crossings = 0.0, 0
    for one in range(min(shared, MOST_CROSSED)):
        if origins[common[one]] == NO_ORIGIN:
            continue
        for other in range(min(shared, MOST_CROSSED)):
            if other == one or origins[common[other]] == NO_ORIGIN:
                continue
            crossings += 1
            own, theirs = left[one] - origins[common[one]], right[other] - origins[common[other]]
            near += part_within(abs(own - theirs), window, delay_spread(own, theirs))
    return shrunk_share(near, crossings, prior)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def delay_spread(one: int, other: int) -> int:
    """Return by how much two delays may as well have been later or earlier: nobody waits exactly as long each time."""
    return max(one, other, 0) // PARTS_OF_A_DELAY


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def crossed_days(left: Array, right: Array, shared: int, window: int, spread: int, prior: float) -> float:
    """Return the share of crossings whose times of day are within the window, shrunk.

    left, right: times of day. spread: as in add_near_in_day.
    """
    crossed = min(shared, MOST_CROSSED)
    near = 0.0
    for one in range(crossed):
        near = add_near_in_day(near, left[one], right[:one], window, spread)
        near = add_near_in_day(near, left[one], right[one + 1 : crossed], window, spread)
    return shrunk_share(near, crossed * (crossed - 1), prior)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def part_within(difference: int, window: int, spread: int) -> float:
    """Return the part of difference - spread ... difference + spread that lies within the window on both sides."""
    if spread == 0:
        return 1.0 if difference <= window else 0.0
    inside = min(difference + spread, window) - max(difference - spread, -window)
    return max(0.0, inside / (2.0 * spread))


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def write_edges(windows: Array, edges: Array) -> None:
    """Write where a window around the middle of each bin of a day begins and ends, as share_before looks it up.

    edges: (windows, 3, 2, bins), the days before that place, its bin, and how far into it the place is.
    """
    bins = edges.shape[3]
    for column in range(len(windows)):
        days, bin_of, rest = edges[column, 0], edges[column, 1], edges[column, 2]
        reach = windows[column] / DAY_MICROSECONDS * bins
        for place in range(bins):
            for side in range(2):
                edge = place + 0.5 - reach if side == 0 else place + 0.5 + reach
                days[side, place] = math.floor(edge / bins)
                inside = edge - days[side, place] * bins
                bin_of[side, place] = min(int(inside), bins - 1)
                rest[side, place] = inside - bin_of[side, place]


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def rhythms_meet(left: Array, right: Array, window: int, edges: Array) -> float:
    """Return the chance that two times of day, drawn from these cumulative shares, are within the window.

    left, right: float32 (bins + 1), from 0 to 1 over a day; times are spread evenly inside a bin. edges: by write_edges
    for this window.
    """
    bins, days, bin_of, rest = len(left) - 1, edges[0], edges[1], edges[2]
    if 2.0 * (window / DAY_MICROSECONDS * bins) >= bins:
        return 1.0
    chance = 0.0
    for place in range(bins):
        share = left[place + 1] - left[place]
        if share > 0.0:
            first, last = int(bin_of[0, place]), int(bin_of[1, place])
            since = days[0, place] + right[first] + rest[0, place] * (right[first + 1] - right[first])
            until = days[1, place] + right[last] + rest[1, place] * (right[last + 1] - right[last])
            chance += share * (until - since)
    return min(1.0, chance)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def share_before(cumulative: Array, place: float) -> float:
    """Return the cumulative share at a place in bins, days repeating before 0 and after the last bin."""
    bins = len(cumulative) - 1
    days = math.floor(place / bins)
    inside = place - days * bins
    whole = min(int(inside), bins - 1)
    return days + cumulative[whole] + (inside - whole) * (cumulative[whole + 1] - cumulative[whole])


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def own_chance(same_day: float, by_rhythm: float, by_delay: float, has_delay: bool) -> float:
    """Return the chance that two accounts' own timing brings them together on an object: by hour, or by delay."""
    by_hour = same_day * by_rhythm
    return max(by_hour, by_delay) if has_delay else by_hour


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def chance_of_tries(chance: float, tries: int) -> float:
    """Return the chance that at least one of so many tries succeeds."""
    return min(1.0, chance if tries == 1 else 1.0 - (1.0 - chance) ** tries)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def shares_unmeasured(others: float, own: float, lent: float, borrowed: float, assumed: float) -> tuple[float, float]:
    """Return which shares of a chance, the largest of three, are borrowed from other objects, and assumed."""
    if lent > max(others, own):
        return 1.0, 0.0
    return (borrowed, assumed) if own <= others else (0.0, 0.0)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def add_unmeasured(
    sums: Array, chance: float, others: float, own: float, lent: float, basis: tuple[float, float]
) -> None:
    """Add to both sums how much of a chance is borrowed and assumed. basis: the same of what others did."""
    shares = shares_unmeasured(others, own, lent, basis[0], basis[1])
    sums[0] += chance * shares[0]
    sums[1] += chance * shares[1]
