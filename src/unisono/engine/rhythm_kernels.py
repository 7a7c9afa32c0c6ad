"""Kernels that count acts by their time of day, and add up the shares of each part of it."""

from __future__ import annotations

from typing import Any

from unisono.engine.array_kernels import array_kernel

Array = Any
"""An array as numba sees it inside a kernel."""

DAY = 86_400_000_000


@array_kernel("i8[] i4[] i4[] i8[] i4[,]")
def count_times_of_day(times: Array, accounts: Array, row_of: Array, everyone: Array, counts: Array) -> int:
    """Count all acts by the part of the day they fall in, and those of each account that has a row; both start at 0."""
    parts = len(everyone)
    for act in range(len(times)):
        part = (times[act] % DAY) * parts // DAY
        everyone[part] += 1
        row = row_of[accounts[act]]
        if row >= 0:
            counts[row, part] += 1
    return 0


@array_kernel("i4[,] f8[] f8 f4[,]")
def add_up_shares(counts: Array, lent: Array, lent_acts: float, rhythms: Array) -> int:
    """Write the cumulative shares of each row's counts, `lent` of sum `lent_acts` added; the first is 0."""
    parts = len(lent)
    for row in range(len(counts)):
        acts = 0
        for part in range(parts):
            acts += counts[row, part]
        total = 0.0
        rhythms[row, 0] = 0.0
        for part in range(parts):
            total += (counts[row, part] + lent[part]) / (acts + lent_acts)
            rhythms[row, part + 1] = total
    return 0


KERNELS = (count_times_of_day, add_up_shares)
