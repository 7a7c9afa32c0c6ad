"""Kernels that look for the day from which on an account posts about something else."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from unisono.engine.array_kernels import array_kernel

Array = Any
"""An array as numba sees it inside a kernel."""


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def times_log(count: int, logs: Array) -> float:
    """Return x log x of a count; logs holds it for small counts."""
    return float(logs[count]) if count < len(logs) else count * math.log(count)


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def begin_counts(  # noqa: PLR0913  # numba's functions take their arrays one by one
    begin: int,
    end: int,
    items: Array,
    weights: Array,
    kind_of: Array,
    kinds: int,
    logs: Array,
    counts: Array,
    sides: Array,
) -> int:
    """Put all events after the split; return how many different items there are.

    sides: float64 (7, kinds): weight before and after, sum of x log x before and after, the kind's entropy mass over
    both sides, its different items, and the sum of squared weights. counts: int32 (items, 2), before and after, zero to
    begin.
    """
    for row in range(7):
        for kind in range(kinds):
            sides[row, kind] = 0.0
    different = 0
    for place in range(begin, end):
        item = items[place]
        if counts[item, 1] == 0:
            different += 1
            sides[5, kind_of[item]] += 1.0
        weight = int(weights[place])
        counts[item, 1] += weight
        sides[1, kind_of[item]] += weight
        sides[6, kind_of[item]] += weight * weight
    for place in range(begin, end):
        item = items[place]
        if counts[item, 0] == 0:  # not looked at yet
            sides[3, kind_of[item]] += times_log(counts[item, 1], logs)
            counts[item, 0] = -1
    for place in range(begin, end):
        counts[items[place], 0] = 0
    for kind in range(kinds):
        sides[4, kind] = sides[1, kind] * math.log(sides[1, kind]) - sides[3, kind] if sides[1, kind] > 0 else 0.0
    return different


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def move_day(  # numba's functions take their arrays one by one
    begin: int, end: int, items: Array, weights: Array, kind_of: Array, logs: Array, counts: Array, sides: Array
) -> int:
    """Move the events of a day from after the split to before it."""
    for place in range(begin, end):
        item = items[place]
        kind, weight = kind_of[item], int(weights[place])
        old, rest = counts[item, 0], counts[item, 1]
        sides[2, kind] += times_log(old + weight, logs) - times_log(old, logs)
        sides[3, kind] += times_log(rest - weight, logs) - times_log(rest, logs)
        sides[0, kind] += weight
        sides[1, kind] -= weight
        counts[item, 0] = old + weight
        counts[item, 1] = rest - weight
    return 0


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def divergence_of(sides: Array, kinds: int, least: float) -> float:
    """Return the mean over kinds of the Jensen-Shannon divergence in bits, less what as many items give by chance.

    The divergence, weighted by the sides' sizes, is the kind's entropy less that within either side (Lin 1991,
    equation 4.1); twice the count times it is the G statistic, on average the degrees of freedom. Kinds of which there
    is less than `least` do not count.
    """
    total, used = 0.0, 0
    for kind in range(kinds):
        weight = sides[0, kind] + sides[1, kind]
        if weight * weight < least * sides[6, kind] or sides[5, kind] < 2:
            continue
        used += 1
        within = 0.0
        for side in range(2):
            if sides[side, kind] > 0:
                within += sides[side, kind] * math.log(sides[side, kind]) - sides[2 + side, kind]
        total += (sides[4, kind] - within) / weight - (sides[5, kind] - 1) * sides[6, kind] / (2 * weight * weight)
    return total / (used * math.log(2.0)) if used else 0.0


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def spread_of(sides: Array, kinds: int, least: float) -> float:
    """Return the spread that the divergence of independent items would have at one split (chi-squared), in bits."""
    total, used = 0.0, 0
    for kind in range(kinds):
        weight = sides[0, kind] + sides[1, kind]
        if weight * weight < least * sides[6, kind] or sides[5, kind] < 2:
            continue
        used += 1
        unit = sides[6, kind] / (2 * weight * weight)
        total += 2 * (sides[5, kind] - 1) * unit * unit
    return math.sqrt(total) / (used * math.log(2.0)) if used else 0.0


@array_kernel("i8[] i8[] i4[] u1[] i4[] i8 f8[] f8 i4[,] f8[,] f8[] f8[] f8[]")
def scan_splits(  # noqa: PLR0913  # a kernel takes its arrays one by one
    days_of: Array,
    day_start: Array,
    items: Array,
    weights: Array,
    kind_of: Array,
    edge: int,
    logs: Array,
    least: float,
    counts: Array,
    sides: Array,
    at_split: Array,
    strongest: Array,
    spread: Array,
) -> int:
    """Write the divergence at each split before a day and each account's largest; splits near the edges have -1.

    days_of: where each account's days begin. edge: days that either side must have. counts: zero to begin and end.
    """
    kinds = sides.shape[1]
    for account in range(len(days_of) - 1):
        first, last = days_of[account], days_of[account + 1]
        strongest[account] = -1.0
        begin_counts(day_start[first], day_start[last], items, weights, kind_of, kinds, logs, counts, sides)
        spread[account] = spread_of(sides, kinds, least)
        for day in range(first, last):
            at_split[day] = -1.0
            if day - first >= edge and last - day >= edge:
                at_split[day] = divergence_of(sides, kinds, least)
                strongest[account] = max(strongest[account], at_split[day])
            move_day(day_start[day], day_start[day + 1], items, weights, kind_of, logs, counts, sides)
        for place in range(day_start[first], day_start[last]):
            counts[items[place], 0] = 0
            counts[items[place], 1] = 0
    return 0


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def shuffle_in_place(order: Array, count: int, state: Any) -> Any:
    """Shuffle the first numbers of an array (Fisher and Yates) and return the generator's next state (xorshift64)."""
    for place in range(count - 1, 0, -1):
        state ^= state << np.uint64(13)
        state ^= state >> np.uint64(7)
        state ^= state << np.uint64(17)
        other = int((state >> np.uint64(11)) % np.uint64(place + 1))
        held = order[place]
        order[place] = order[other]
        order[other] = held
    return state


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def number_items(
    begin: int, end: int, items: Array, kind_of: Array, number_of: Array, own: Array, kind_of_own: Array
) -> int:
    """Number an account's items as they appear, so that its counts lie side by side; return how many there are.

    number_of: int32 by item, 0 to begin and end. own: int32 by event, the numbers. kind_of_own: by number.
    """
    different = 0
    for place in range(begin, end):
        item = items[place]
        if number_of[item] == 0:
            kind_of_own[different] = kind_of[item]
            different += 1
            number_of[item] = different
        own[place] = number_of[item] - 1
    for place in range(begin, end):
        number_of[items[place]] = 0
    return different


@array_kernel("i8[] i8[] i4[] u1[] i4[] i8 f8[] f8 i4[] i8[] i8[] i8[] i8 i4[] i4[] i4[] i4[,] f8[,] f8[,] i8[] f8[,]")
def shuffle_blocks(  # noqa: PLR0913  # a kernel takes its arrays one by one
    days_of: Array,
    day_start: Array,
    items: Array,
    weights: Array,
    kind_of: Array,
    edge: int,
    logs: Array,
    least: float,
    chosen: Array,
    block_start: Array,
    blocks: Array,
    seeds: Array,
    known: int,
    number_of: Array,
    own: Array,
    kind_of_own: Array,
    counts: Array,
    whole: Array,
    sides: Array,
    order: Array,
    largest: Array,
) -> int:
    """Write the largest divergence of each chosen account with its blocks of days in a random order, many times.

    block_start: where each account's blocks begin in `blocks`, which holds the day with which each begins, and behind
    the last the number of days. seeds: one for each chosen account, not 0. The first `known` shuffles are written
    already: their orders are gone through, no more. number_of, own, kind_of_own: as in number_items. counts: int32
    (items of an account, 3), before and after the split and in all. whole: as sides, with all after the split. order:
    room for the blocks of one account.
    """
    kinds = sides.shape[1]
    for row in range(len(chosen)):
        account = chosen[row]
        first, last = days_of[account], days_of[account + 1]
        begin, end = day_start[first], day_start[last]
        different = number_items(begin, end, items, kind_of, number_of, own, kind_of_own)
        counts[:different] = 0
        begin_counts(begin, end, own, weights, kind_of_own, kinds, logs, counts, whole)
        for number in range(different):
            counts[number, 2] = counts[number, 1]
        many = block_start[account + 1] - block_start[account]
        for block in range(many):
            order[block] = block_start[account] + block
        state = np.uint64(seeds[row])
        for shuffle in range(largest.shape[1]):
            state = shuffle_in_place(order, many, state)
            if shuffle < known:
                continue
            for number in range(different):
                counts[number, 0] = 0
                counts[number, 1] = counts[number, 2]
            for side in range(7):
                for kind in range(kinds):
                    sides[side, kind] = whole[side, kind]
            largest[row, shuffle], done = -1.0, 0
            for place in range(many):
                for day in range(blocks[order[place]], blocks[order[place] + 1]):
                    if done >= edge and last - first - done >= edge:
                        divergence = divergence_of(sides, kinds, least)
                        largest[row, shuffle] = max(largest[row, shuffle], divergence)
                    move_day(day_start[day], day_start[day + 1], own, weights, kind_of_own, logs, counts, sides)
                    done += 1
    return 0


KERNELS = (scan_splits, shuffle_blocks)
