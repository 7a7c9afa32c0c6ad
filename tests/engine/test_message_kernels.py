"""The counting kernels, called one by one."""

import ctypes
from typing import Any

from hypothesis import given, strategies

from unisono.engine.machine_code import Kernels

message_kernels = Kernels("message_kernels")


def test_codes_are_replaced_in_place() -> None:
    codes = _int32s([2, 0, 1, 2])
    message_kernels["recode"](4, 3, codes, _int32s([2, 0, 1]), _int32s([0, 0, 0]))
    assert list(codes) == [0, 1, 2, 0]


@given(
    strategies.lists(
        strategies.tuples(strategies.integers(0, 4), strategies.integers(0, 9), strategies.floats(-50, 50)), max_size=40
    )
)
def test_rows_are_sorted_by_object_and_time(table: list[tuple[int, int, float]]) -> None:
    size = len(table)
    accounts, times, ends = _int32s([0] * size), _doubles([0.0] * size), (ctypes.c_int64 * 6)()
    columns = [[row[place] for row in table] for place in range(3)]
    message_kernels["sort_rows"](
        size, 5, _int32s(columns[0]), _int32s(columns[1]), _doubles(columns[2]), ends, accounts, times
    )
    assert list(times) == [time for _, time in sorted((row[0], row[2]) for row in table)]
    assert list(ends[:5]) == [sum(row[0] <= place for row in table) for place in range(5)]
    begin = 0
    for place, end in enumerate(ends[:5]):
        rows = sorted((row[2], row[1]) for row in table if row[0] == place)
        assert sorted(zip(times[begin:end], accounts[begin:end], strict=True)) == rows
        begin = end


def test_a_row_alone_in_its_window_is_not_listed() -> None:
    windows = _int32s([0, 2, 0, 2, 2, 3])
    ends, rows_of = (ctypes.c_int64 * 3)(), _int32s([0, 0, 0])
    message_kernels["list_rows_of_accounts"](3, 2, _int32s([1, 0, 0]), windows, ends, rows_of)
    assert (list(ends), list(rows_of[:2])) == ([0, 1, 2], [1, 0])


def _int32s(numbers: list[Any]) -> Any:
    return (ctypes.c_int32 * len(numbers))(*numbers)


def _doubles(numbers: list[Any]) -> Any:
    return (ctypes.c_double * len(numbers))(*numbers)
