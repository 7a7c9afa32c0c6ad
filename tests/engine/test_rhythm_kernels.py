"""The kernel counts what numpy counts."""

import numpy as np

from unisono.engine.machine_code import Kernels
from unisono.engine.rhythm_kernels import DAY, KERNELS


def test_the_kernel_counts_as_a_histogram_does() -> None:
    rng = np.random.default_rng(8)
    times, accounts = rng.integers(-3 * DAY, 30 * DAY, 5_000), rng.integers(0, 9, 5_000).astype(np.int32)
    row_of = np.array([0, -1, 1, -1, 2, -1, 3, -1, 4], np.int32)
    everyone, counts = np.zeros(96, np.int64), np.zeros((5, 96), np.int32)
    Kernels("rhythm_kernels")["count_times_of_day"](times, accounts, row_of, everyone, counts)
    place = (times % DAY) * 96 // DAY
    assert (everyone == np.bincount(place, minlength=96)).all()
    for account, row in enumerate(row_of):
        assert row < 0 or (counts[row] == np.bincount(place[accounts == account], minlength=96)).all()


def test_shares_are_added_up_as_numpy_adds_them() -> None:
    rng = np.random.default_rng(9)
    counts, lent = rng.integers(0, 7, (40, 12)).astype(np.int32), rng.random(12)
    found = np.empty((40, 13), np.float32)
    Kernels("rhythm_kernels")["add_up_shares"](counts, lent, 3.5, found)
    wanted = np.cumsum((counts + lent) / (counts.sum(axis=1, keepdims=True) + 3.5), axis=1).astype(np.float32)
    assert (found[:, 0] == 0.0).all()
    assert (found[:, 1:] == wanted).all()


def test_all_kernels_are_listed() -> None:
    assert [kernel.__name__ for kernel in KERNELS] == ["count_times_of_day", "add_up_shares"]
