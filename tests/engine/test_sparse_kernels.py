"""The kernels of sparse tables, called as they stand."""

import numpy as np

from unisono.engine.machine_code import Kernels

START, COLUMNS = np.array([0, 3, 3, 4], np.int64), np.array([1, 1, 4, 4], np.int32)


def test_room_for_counts_need_not_be_cleared() -> None:
    start, columns, counts = np.full(4, 77, np.int64), np.full(4, 77, np.int32), np.full(4, 77.0)
    assert Kernels("sparse_kernels")["count_repeats"](START, COLUMNS, start, columns, counts) == 3
    assert start.tolist() == [0, 2, 2, 3]
    assert (columns[:3].tolist(), counts[:3].tolist()) == ([1, 4, 4], [2.0, 1.0, 1.0])


def test_room_for_a_product_need_not_be_cleared() -> None:
    values, result = np.array([1.0, 2.0, 3.0, 4.0]), np.full((3, 8), 77.0)
    dense = np.arange(5.0)[:, None] * np.arange(8.0)
    Kernels("sparse_kernels")["multiply"](START, COLUMNS, values, dense, result)
    assert result.tolist() == [[(1 + 2 + 12) * width for width in range(8)], [0.0] * 8, [16.0 * w for w in range(8)]]


def test_a_long_chain_is_one_part() -> None:
    part = np.arange(1000, dtype=np.int64)
    later = np.arange(999, 0, -1, dtype=np.int64)
    assert Kernels("sparse_kernels")["number_parts"](later, later - 1, part) == 1
    assert not part.any()


def test_rows_are_added_to_the_sums_that_are_there() -> None:
    sums = np.array([[1.0, 2.0], [0.0, 0.0], [5.0, 5.0]])
    rows = np.array([[1.0, 1.0], [2.0, 3.0], [4.0, 5.0]])
    Kernels("sparse_kernels")["sum_by_label"](np.array([1, 0, 1]), rows, sums)
    assert sums.tolist() == [[3.0, 5.0], [5.0, 6.0], [5.0, 5.0]]
