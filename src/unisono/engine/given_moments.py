"""How likely given pairs' meetings were at the very moments at which each of the two acted."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, Int32, Int64
from unisono.engine.machine_code import Kernels
from unisono.engine.measuring import AccountActs
from unisono.engine.timing_tails import Float64, MeetingChances


@dataclass(frozen=True)
class OtherActs:
    """When the accounts that are no suspects (bool (accounts)) first acted on each object, in order of time.

    Those of object o are times[start[o]:start[o + 1]], int64 microseconds.
    """

    start: Int64
    times: Int64
    suspects: NDArray[np.bool_]


def list_first_acts(table: ActTable, suspects: NDArray[np.bool_]) -> OtherActs:
    """Return when the accounts that are no suspects first acted on each object."""
    start, times = np.empty(table.objects + 1, np.int64), table.arrays.empty(len(table.times), np.int64)
    seen = np.empty(table.account_count, np.int64)
    count = _kernels()["list_first_acts"](table.accounts, table.times, table.object_start, suspects, seen, start, times)
    return OtherActs(start, table.arrays.copied(times[:count]), suspects)


def tails_given_moments(
    acts: AccountActs,
    a: Int32,
    b: Int32,
    windows: Int64,
    chances: MeetingChances,
    others: OtherActs,
    wanted: NDArray[np.bool_],
) -> tuple[Float64, Float64, Float64]:
    """Return (p, expected, unmeasured) as timing_tails does, given when one of the two acted on each shared object.

    For each of the two in turn: the chance that an independent actor, or the other by its own delays and hours, comes
    within the window of that very moment; acts within an hour of each other are one occasion. The larger p counts.
    Of repeated acts on an object the first counts.
    """
    shape, most = (len(a), len(windows)), acts.most
    tails, expected, unmeasured = np.ones(shape), np.full(shape, np.nan), np.zeros((*shape, 2))
    _kernels()["tails_given_moments"](
        acts.start,
        acts.objects,
        acts.times,
        a,
        b,
        windows,
        others.start,
        others.times,
        others.suspects,
        chances.borrowed,
        chances.assumed,
        chances.lent,
        chances.same_day,
        chances.origins,
        chances.row_of,
        chances.rhythm,
        chances.delay_reach,
        chances.by_suspects,
        chances.usual_reach,
        chances.habit_spread,
        wanted,
        np.empty((2, most)),
        np.empty(most),
        np.empty((2, most), np.int32),
        np.empty((5, most), np.int64),
        tails,
        expected,
        unmeasured,
    )
    return tails, expected, unmeasured


@cache
def _kernels() -> Kernels:
    return Kernels("given_moments_kernels")
