"""Kernels that say how likely the meetings of given pairs were, and tails of sums of coin flips."""

from __future__ import annotations

from typing import Any

from unisono.engine.array_kernels import array_kernel
from unisono.engine.coin_flips import tail_of_flips
from unisono.engine.own_timing import (
    NO_ORIGIN,
    add_unmeasured,
    chance_of_tries,
    crossed_days,
    crossed_delays,
    own_chance,
    rhythms_meet,
    shared_objects,
    summed_products,
    write_edges,
    write_hours,
)
from unisono.engine.repeated_acts import crossed_again, list_repeats

Array = Any
"""An array as numba sees it inside a kernel."""


@array_kernel(
    "i8[] i4[] i8[] i4[] i4[] i4[,] i8[] f4[,] f4[] f4[] f4[] i8[] i4[] f4[,] f4[,] f4[,,] b[] f8[] i8 b[,] "
    "f8[] f8[] i4[] i8[,] f8[,,,] f8[,] f8[,] f8[,,]"
)
def timing_tails(  # noqa: PLR0913  # a kernel takes its arrays one by one
    start: Array,
    objects: Array,
    times: Array,
    a: Array,
    b: Array,
    met: Array,
    windows: Array,
    by_object: Array,
    borrowed: Array,
    assumed: Array,
    same_day: Array,
    origins: Array,
    row_of: Array,
    rhythm: Array,
    delay_shares: Array,
    delay_reach: Array,
    by_suspects: Array,
    usual_reach: Array,
    habit_spread: int,
    wanted: Array,
    chances: Array,
    state: Array,
    common: Array,
    shared_acts: Array,
    edges: Array,
    tails: Array,
    expected: Array,
    unmeasured: Array,
) -> int:
    """Write tails, expected and unmeasured, which come in as 1, NaN and 0; the five before are room."""
    tries, first, hours, more = shared_acts[0], shared_acts[1:3], shared_acts[3:5], shared_acts[5:]
    write_edges(windows, edges)
    for pair in range(len(a)):
        shared, repeated, one, other = -1, 0, a[pair], b[pair]
        for column in range(len(windows)):
            if not wanted[pair, column]:
                continue
            if shared < 0:
                shared = shared_objects(start, objects, times, one, other, common, tries, first[0], first[1])
                write_hours(first, shared, hours)
                repeated = list_repeats(start, objects, times, (one, other), common, shared, tries, more)
            by_delay = summed_products(delay_shares[row_of[one]], delay_reach[column, row_of[other]])
            by_rhythm = rhythms_meet(rhythm[row_of[one]], rhythm[row_of[other]], windows[column], edges[column])
            again = crossed_again(common, more, repeated, origins, windows[column], habit_spread, by_rhythm, by_delay)
            by_delay = crossed_delays(common, first[0], first[1], shared, origins, windows[column], by_delay)
            by_rhythm = crossed_days(hours[0], hours[1], shared, windows[column], habit_spread, by_rhythm)
            expected[pair, column] = 0.0
            for place in range(shared):
                number, others = common[place], float(by_object[common[place], column])
                has_delay = origins[number] != NO_ORIGIN and not by_suspects[number]
                own = own_chance(same_day[number], by_rhythm, by_delay, has_delay)
                lent = usual_reach[column] if by_suspects[number] else 0.0
                any_own = own_chance(same_day[number], again[0], again[1], has_delay) if tries[place] > 1 else 0.0
                chances[place] = max(any_own, chance_of_tries(max(others, own, lent), tries[place]))
                expected[pair, column] += chances[place]
                of_others = borrowed[number], assumed[number]
                add_unmeasured(unmeasured[pair, column], chances[place], others, own, lent, of_others)
            tails[pair, column] = tail_of_flips(chances, shared, met[pair, column], state)
    return 0


@array_kernel("f8[] i8[] i8[] f8[] f8[]")
def poisson_binomial_tails(chances: Array, start: Array, at_least: Array, state: Array, tails: Array) -> int:
    """Write the tail of each sum of trials; those of sum s are start[s]:start[s + 1]. state: room for at_least."""
    for place in range(len(at_least)):
        own = chances[start[place] : start[place + 1]]
        tails[place] = tail_of_flips(own, len(own), at_least[place], state)
    return 0


@array_kernel("f4[] f4[] i8[] f8[,,,] f8[]")
def meet_by_rhythm(left: Array, right: Array, windows: Array, edges: Array, chances: Array) -> int:
    """Write the chance that two times of day, drawn from these cumulative shares, are within each window.

    edges: room for (windows, 3, 2, bins).
    """
    write_edges(windows, edges)
    for column in range(len(windows)):
        chances[column] = rhythms_meet(left, right, windows[column], edges[column])
    return 0


KERNELS = (timing_tails, poisson_binomial_tails, meet_by_rhythm)
