"""At what times of day accounts act."""

from functools import cache

import numpy as np

from unisono.engine.acts import ActTable, Int32, Int64
from unisono.engine.machine_code import Kernels


def count_times_of_day(table: ActTable, row_of: Int32, rows: int, parts: int) -> tuple[Int64, Int64]:
    """Count the acts in each of so many equal parts of a day (UTC), of everybody and of the accounts that have a row.

    row_of: int32 (accounts), -1 for none. Returns (everyone, counts): int64 (parts) and int64 (rows, parts).
    """
    everyone, counts = np.zeros(parts, np.int64), np.zeros((rows, parts), np.int64)
    _kernels()["count_times_of_day"](table.times, table.accounts, row_of, everyone, counts)
    return everyone, counts


@cache
def _kernels() -> Kernels:
    return Kernels("rhythm_kernels")
