"""The scanning kernels, called one by one."""

import ast
import ctypes
from functools import cache
from pathlib import Path

from hypothesis import given, strategies

from unisono.engine import machine_code
from unisono.engine.machine_code import Kernels

scan_kernels = Kernels("scan_kernels")


@given(strategies.text("ab\n", max_size=20))
def test_lines_are_counted_with_or_without_a_last_line_end(text: str) -> None:
    content = text.encode()
    data = (ctypes.c_uint8 * (len(content) + 1)).from_buffer_copy(content + b"\0")
    assert scan_kernels["count_lines"](data, len(content), 0) == len(text.removesuffix("\n").split("\n")) * (text != "")


@given(strategies.lists(strategies.integers(1, 2**64 - 1), max_size=50), strategies.lists(strategies.integers(1, 9)))
def test_repeats_are_counted(spread: list[int], few: list[int]) -> None:
    numbers = spread + few
    assert _count_repeats(numbers, 1024) == len(numbers) - len(set(numbers))


def test_too_few_slots_are_said_and_not_overrun() -> None:
    assert _count_repeats(list(range(1, 40)), 32) == _constant("NOT_PLAIN")


@given(strategies.decimals(-(10**9), 10**9, places=5))
def test_a_time_reads_as_python_reads_it(seconds: object) -> None:
    content = f"o,a,m,{seconds:f}".encode()  # type: ignore[str-bytes-safe]  # hypothesis gives a Decimal
    assert _scan_time(content) == float(content[6:])


@cache
def _constant(name: str) -> int:
    """Return a constant of the kernels' module out of its source: importing that compiles for seconds."""
    for node in ast.parse(Path(machine_code.__file__).with_name("scan_kernels.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and name in [getattr(target, "id", "") for target in node.targets]:
            return int(ast.literal_eval(node.value))
    raise KeyError(name)


def _count_repeats(numbers: list[int], slot_count: int) -> int:
    array = ctypes.c_uint64 * (len(numbers) + 1)
    slots = (ctypes.c_uint64 * slot_count)()
    ends = (ctypes.c_int64 * (_constant("PARTS") + 1))()
    return scan_kernels["count_repeats"](len(numbers), array(*numbers), array(), ends, slots, slot_count)


def _scan_time(content: bytes) -> float:
    longs = {name: (ctypes.c_int64 * size)() for name, size in (("fields", 8), ("ends", 4), ("found", 3))}
    layout = (ctypes.c_int64 * 5)(4, 0, 1, 2, 3)
    shapes = (ctypes.c_int64 * 4)(0, 16, 0, 16)
    slots = (ctypes.c_uint64 * 256)()
    texts = (ctypes.c_uint8 * (2 * len(content) + 2))()
    codes = (ctypes.c_int32 * 2)()
    times = (ctypes.c_double * 1)()
    data = (ctypes.c_uint8 * len(content)).from_buffer_copy(content)
    kept = scan_kernels["scan_rows"](
        data, len(content), 0, layout, longs["fields"], 1, 64, slots, shapes, texts, longs["ends"],
        (ctypes.c_uint64 * 1)(), codes, codes, times, longs["found"],
    )  # fmt: skip
    assert kept == 1
    return float(times[0])
