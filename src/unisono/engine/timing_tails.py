"""How likely given pairs' meetings were, given on which objects both acted and how each of them usually acts."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import Int32, Int64
from unisono.engine.machine_code import Kernels
from unisono.engine.measuring import AccountActs

Float32 = NDArray[np.float32]
Float64 = NDArray[np.float64]
DAY_MICROSECONDS = 86_400_000_000
NO_ORIGIN = np.iinfo(np.int64).min


@dataclass(frozen=True)
class MeetingChances:
    """The chance that two independent actors of an object meet within a window.

    The largest of up to three counts. by_object: float32 (objects, windows), from the object's other actors. Where
    the object's origin is known (origins, int64 (objects), NO_ORIGIN elsewhere), the accounts' own delays:
    delay_shares float32 (rows, bins) and delay_reach float32 (windows, rows, bins), the chance to fall within a
    window of a delay in that bin. The accounts' own times of day: rhythm float32 (rows, bins + 1), cumulative
    shares, times same_day float32 (objects), the chance that two actors come within a day. Delays and times of day
    are those of all acts, corrected by those on the shared objects, the first act of the one beside the first of
    the other on another object; where acts are repeated, all of the one beside all of the other on another object,
    too. Accounts that are in no pair have no row: row_of int32 (accounts). Of by_object, what others did elsewhere
    and what is only assumed: borrowed and assumed, float32 (objects), shares; together lent, float32 (objects,
    windows). habit_spread: microseconds by which an act of habit may as well have come later or earlier; 0 where
    habits are as exact as kept.
    """

    by_object: Float32
    borrowed: Float32
    assumed: Float32
    lent: Float32
    same_day: Float32
    origins: Int64
    row_of: Int32
    rhythm: Float32
    delay_shares: Float32
    delay_reach: Float32
    by_suspects: NDArray[np.bool_]
    usual_reach: Float64
    habit_spread: int = 0


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
    shape = (len(a), len(windows))
    tails, expected, unmeasured = np.ones(shape), np.full(shape, np.nan), np.zeros((*shape, 2))
    most, bins = acts.most, chances.rhythm.shape[1] - 1
    _kernels()["timing_tails"](
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
        chances.habit_spread,
        wanted,
        np.empty(most),
        np.empty(most),
        np.empty(most, np.int32),
        np.empty((11, most + 1), np.int64),
        np.empty((len(windows), 3, 2, bins)),
        tails,
        expected,
        unmeasured,
    )
    return tails, expected, unmeasured


def meet_by_rhythm(left: Float32, right: Float32, window: int) -> float:
    """Return the chance that two times of day, drawn from these cumulative shares, are within the window.

    left, right: float32 (bins + 1), from 0 to 1 over a day; times are spread evenly inside a bin.
    """
    chance = np.empty(1)
    edges = np.empty((1, 3, 2, len(left) - 1))
    _kernels()["meet_by_rhythm"](left, right, np.array([window], np.int64), edges, chance)
    return float(chance[0])


@cache
def _kernels() -> Kernels:
    return Kernels("timing_kernels")
