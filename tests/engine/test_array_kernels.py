"""Kernels over arrays take numpy's arrays as they lie in memory, and refuse others."""

from typing import Any

import numpy as np
import pytest

from unisono.engine.array_kernels import array_kernel
from unisono.engine.machine_code import Kernels


def test_sizes_follow_each_address() -> None:
    @array_kernel("i4[] i8 f8[,]")
    def fill(numbers: Any, offset: Any, table: Any) -> Any:  # numba reads the types from the words
        for place in range(len(numbers)):
            table[place, 1] = numbers[place] + offset
        return len(numbers) * 10 + table.shape[1]

    assert [str(kind) for kind in fill._sig.args] == ["int32*", "int64", "int64", "float64*", "int64", "int64"]


def test_an_array_of_another_kind_is_refused() -> None:
    kernel = Kernels("numbering_kernels")["number_keys"]
    room = [np.zeros(16, np.int32), np.zeros(4, np.uint64), np.zeros(4, np.int32), np.zeros(4, np.int32)]
    assert kernel(np.array([5, 5, 6, 5], np.uint64), *room) == 2
    with pytest.raises(TypeError, match="uint64"):
        kernel(np.array([5, 5, 6, 5], np.int64), *room)
    with pytest.raises(TypeError, match="one piece"):
        kernel(np.zeros(8, np.uint64)[::2], *room)
