"""The kernels of given moments, called as they stand."""

import numpy as np

from unisono.engine.machine_code import Kernels


def test_first_acts_stand_object_by_object_and_what_is_not_used_stays() -> None:
    accounts, times = np.array([1, 0, 1, 2, 0], np.int32), np.array([3, 4, 5, 6, 7], np.int64)
    start, left_out = np.array([0, 3, 3, 5], np.int64), np.array([False, False, True])
    first_start, first_times = np.empty(4, np.int64), np.full(5, 77, np.int64)
    count = Kernels("given_moments_kernels")["list_first_acts"](
        accounts, times, start, left_out, np.empty(3, np.int64), first_start, first_times
    )
    assert count == 3
    assert first_start.tolist() == [0, 2, 2, 3]
    assert first_times.tolist() == [3, 4, 7, 77, 77]
