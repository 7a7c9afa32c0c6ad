"""Kernels that say how likely the meetings of given pairs were, and tails of sums of coin flips."""

from __future__ import annotations

from typing import Any

from unisono.engine.array_kernels import array_kernel
from unisono.engine.coin_flips import tail_of_flips
from unisono.engine.own_timing import (
    NO_ORIGIN,
    crossed_days,
    crossed_delays,
    rhythms_meet,
    shared_objects,
    summed_products,
    write_edges,
    write_hours,
)

Array = Any
"""An array as numba sees it inside a kernel."""


@array_kernel(
    "i8[] i4[] i8[] i4[] i4[] i4[,] i8[] f4[,] f4[] f4[] f4[] i8[] i4[] f4[,] f4[,] f4[,,] b[] f8[] i8 b[,] "
    "f8[] f8[] i4[] i8[,] f8[,,,] i8[,,] f8[,] f8[,] f8[,,]"
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
    bin_of: Array,
    tails: Array,
    expected: Array,
    unmeasured: Array,
) -> int:
    """Write tails, expected and unmeasured, which come in as 1, NaN and 0; the six before are room."""
    tries, left_first, right_first = shared_acts[0], shared_acts[1], shared_acts[2]
    left_hours, right_hours = shared_acts[3], shared_acts[4]
    for column in range(len(windows)):
        write_edges(bin_of.shape[2], windows[column], edges[column, 0], bin_of[column], edges[column, 1])
    for pair in range(len(a)):
        shared, one, other = -1, a[pair], b[pair]
        for column in range(len(windows)):
            if not wanted[pair, column]:
                continue
            if shared < 0:
                shared = shared_objects(start, objects, times, one, other, common, tries, left_first, right_first)
                write_hours(left_first, shared, left_hours)
                write_hours(right_first, shared, right_hours)
            by_delay = summed_products(delay_shares[row_of[one]], delay_reach[column, row_of[other]])
            days, rest = edges[column, 0], edges[column, 1]
            by_rhythm = rhythms_meet(
                rhythm[row_of[one]], rhythm[row_of[other]], windows[column], days, bin_of[column], rest
            )
            by_delay = crossed_delays(common, left_first, right_first, shared, origins, windows[column], by_delay)
            by_rhythm = crossed_days(left_hours, right_hours, shared, windows[column], habit_spread, by_rhythm)
            total = 0.0
            for place in range(shared):
                number = common[place]
                others = float(by_object[number, column])
                own = same_day[number] * by_rhythm
                if origins[number] != NO_ORIGIN and not by_suspects[number]:
                    own = max(own, by_delay)
                lent = usual_reach[column] if by_suspects[number] else 0.0
                chance = max(others, own, lent)
                chances[place] = min(1.0, chance if tries[place] == 1 else 1.0 - (1.0 - chance) ** tries[place])
                total += chances[place]
                if lent > max(others, own):
                    unmeasured[pair, column, 0] += chances[place]
                elif own <= others:
                    unmeasured[pair, column, 0] += chances[place] * borrowed[number]
                    unmeasured[pair, column, 1] += chances[place] * assumed[number]
            tails[pair, column] = tail_of_flips(chances, shared, met[pair, column], state)
            expected[pair, column] = total
    return 0


@array_kernel("f8[] i8[] i8[] f8[] f8[]")
def poisson_binomial_tails(chances: Array, start: Array, at_least: Array, state: Array, tails: Array) -> int:
    """Write the tail of each sum of trials; those of sum s are start[s]:start[s + 1]. state: room for at_least."""
    for place in range(len(at_least)):
        own = chances[start[place] : start[place + 1]]
        tails[place] = tail_of_flips(own, len(own), at_least[place], state)
    return 0


@array_kernel("f4[] f4[] i8 f8[,,] i8[,] f8[]")
def meet_by_rhythm(left: Array, right: Array, window: int, edges: Array, bin_of: Array, chance: Array) -> int:
    """Write the chance that two times of day, drawn from these cumulative shares, are within the window.

    edges, bin_of: room for (2, 2, bins) and (2, bins).
    """
    write_edges(bin_of.shape[1], window, edges[0], bin_of, edges[1])
    chance[0] = rhythms_meet(left, right, window, edges[0], bin_of, edges[1])
    return 0


KERNELS = (timing_tails, poisson_binomial_tails, meet_by_rhythm)
