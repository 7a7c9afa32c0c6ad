"""At what times of day accounts act."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import Int32
from unisono.engine.machine_code import Kernels
from unisono.engine.measuring import AccountActs


def cumulative_shares_of_day(
    acts: AccountActs, row_of: Int32, rows: int, *, parts: int, lent_acts: float
) -> NDArray[np.float32]:
    """Return the cumulative shares of acts over so many equal parts of a day (UTC): float32 (rows, parts + 1).

    row_of: int32 (accounts), the row of each, -1 for none. To the acts of each so many are added as everybody's lie,
    each part of whose counts one more.
    """
    everyone, counts = np.zeros(parts, np.int64), np.zeros((rows, parts), np.int32)
    # Account by account, what is counted for each stays in the processor's cache.
    accounts = np.repeat(np.arange(len(row_of), dtype=np.int32), np.diff(acts.start))
    _kernels()["count_times_of_day"](acts.times, accounts, row_of, everyone, counts)
    usual = everyone + 1.0
    usual /= usual.sum()
    rhythms = np.empty((rows, parts + 1), np.float32)
    _kernels()["add_up_shares"](counts, lent_acts * usual, float(lent_acts), rhythms)
    return rhythms


@cache
def _kernels() -> Kernels:
    return Kernels("rhythm_kernels")
