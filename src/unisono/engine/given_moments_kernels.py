"""Kernels that say how likely one account was to meet another at the very moments at which it acted."""

from __future__ import annotations

from typing import Any

from unisono.engine.array_kernels import array_kernel
from unisono.engine.near_moments import by_delay, by_hour, others_near, tail_of_occasions, weigh_chances
from unisono.engine.own_timing import NO_ORIGIN, shared_objects, write_hours

Array = Any
"""An array as numba sees it inside a kernel."""


@array_kernel("i4[] i8[] i8[] b[] i8[] i8[] i8[]")
def list_first_acts(
    accounts: Array, times: Array, start: Array, left_out: Array, seen: Array, first_start: Array, first_times: Array
) -> int:
    """Write when each account that is not left out first acted on each object, in order of time; return how many.

    seen: room for all accounts; first_times: for all acts.
    """
    seen[:] = -1
    count = 0
    for group in range(len(start) - 1):
        first_start[group] = count
        for place in range(start[group], start[group + 1]):
            account = accounts[place]
            if not left_out[account] and seen[account] != group:
                seen[account] = group
                first_times[count] = times[place]
                count += 1
    first_start[len(start) - 1] = count
    return count


@array_kernel(
    "i8[] i4[] i8[] i4[] i4[] i8[] i8[] i8[] b[] f4[] f4[] f4[,] f4[] i8[] i4[] f4[,] f4[,,] b[] f8[] i8 b[,] "
    "f8[,] f8[] i4[,] i8[,] f8[,] f8[,] f8[,,]"
)
def tails_given_moments(  # noqa: PLR0913  # a kernel takes its arrays one by one
    start: Array,
    objects: Array,
    times: Array,
    a: Array,
    b: Array,
    windows: Array,
    other_start: Array,
    other_times: Array,
    suspects: Array,
    borrowed: Array,
    assumed: Array,
    lent: Array,
    same_day: Array,
    origins: Array,
    row_of: Array,
    rhythm: Array,
    delay_reach: Array,
    by_suspects: Array,
    usual_reach: Array,
    habit_spread: int,
    wanted: Array,
    room: Array,
    state: Array,
    places: Array,
    acts: Array,
    tails: Array,
    expected: Array,
    unmeasured: Array,
) -> int:
    """Write tails, expected and unmeasured, which come in as 1, NaN and 0; the four before are room."""
    chances, flips, common, order, first, hours = room[0], room[1], places[0], places[1], acts[1:3], acts[3:]
    for pair in range(len(a)):
        shared = -1
        for column in range(len(windows)):
            if not wanted[pair, column]:
                continue
            if shared < 0:
                shared = shared_objects(start, objects, times, a[pair], b[pair], common, acts[0], first[0], first[1])
                write_hours(first, shared, hours)
            for side in range(2):
                own, other = (a[pair], b[pair]) if side == 0 else (b[pair], a[pair])
                left, right, hour, others = first[side], first[1 - side], hours[side], hours[1 - side]
                counted, found = (0 if suspects[own] else 1, 0 if suspects[other] else 1), (0.0, 0.0, 0.0)
                reach, shares, window = delay_reach[column, row_of[other]], rhythm[row_of[other]], windows[column]
                for place in range(shared):
                    number = common[place]
                    theirs = other_times[other_start[number] : other_start[number + 1]]
                    near = others_near(theirs, left[place], right[place], counted, window)
                    habit = same_day[number] * by_hour(place, hour, others, shared, shares, window, habit_spread)
                    if by_suspects[number]:
                        habit = max(habit, usual_reach[column])
                    elif origins[number] != NO_ORIGIN:
                        habit = max(habit, by_delay(place, common, left, right, shared, origins, reach, window))
                    given = near, lent[number, column], habit, borrowed[number], assumed[number]
                    chances[place], found = weigh_chances(given, found)
                tail = tail_of_occasions(chances, left, right, shared, window, order, flips, state)
                if side == 0 or tail > tails[pair, column]:
                    tails[pair, column], expected[pair, column] = tail, found[0]
                    unmeasured[pair, column, 0], unmeasured[pair, column, 1] = found[1], found[2]
    return 0


KERNELS = (list_first_acts, tails_given_moments)
