"""The kernel that finds fields, called by itself."""

import numpy as np

from unisono.engine.json_fields import Wanted, plan_fields
from unisono.engine.machine_code import Kernels

json_kernels = Kernels("json_kernels")
PLAN = plan_fields((Wanted("id", "id"), Wanted("tags[].text", "tags")))


def find(content: bytes, rows: int) -> tuple[int, list[list[int]], list[list[list[int]]], list[int]]:
    data = np.frombuffer(content, np.uint8)
    sizes = np.array([len(data), len(PLAN.table), len(PLAN.fields), 2, rows, 16, 0, 0], np.int64)
    work = [np.zeros(size, np.int64) for size in (len(PLAN.fields), 320, 4)]
    lines, cells = np.zeros((rows, 4), np.int64), np.zeros((rows, 2, 3), np.int64)
    items = np.zeros((16, 3), np.int64)
    given = (sizes, data, PLAN.names, PLAN.table, PLAN.fields, *work, lines, cells, items)
    found = json_kernels["find_fields"](*(array.ctypes.data for array in given))
    return found, lines.tolist(), cells.tolist(), sizes[6:].tolist()


def test_values_are_noted_by_place_and_length() -> None:
    found, lines, cells, _ = find(b'{"id":"ab","tags":[{"text":"c"}]}\n', 1)
    assert found == 1
    assert lines == [[0, 0, 33, 0]]
    assert cells == [[[7, 2, 0], [0, 1, 0]]]


def test_a_refused_line_has_no_values() -> None:
    found, lines, cells, _ = find(b'{"id":"ab"\n', 1)
    assert (found, lines[0][3]) == (1, 1)
    assert [cell[0] for cell in cells[0]] == [-1, -1]


def test_the_next_call_goes_on_after_the_rows_that_had_room() -> None:
    found, _, _, (place, line) = find(b'\n{"id":"a"}\n{"id":"b"}\n', 1)
    assert (found, place, line) == (1, 12, 2)
