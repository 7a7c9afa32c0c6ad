"""The kernel that finds fields, called by itself."""

import numpy as np

from unisono.engine.json_plan import Wanted, plan_fields
from unisono.engine.machine_code import Kernels

json_kernels = Kernels("json_kernels")
PLAN = plan_fields((Wanted("id", "id"), Wanted("tags[].text", "tags")))


def find(content: bytes, rows: int) -> tuple[int, list[list[int]], list[list[list[int]]], list[int]]:
    data = np.frombuffer(content, np.uint8)
    sizes = np.array([len(data), len(PLAN.table), len(PLAN.fields), 1, rows, 16, 64, 16, 0, 0, 0], np.int64)
    work = [np.zeros(size, np.int64) for size in (len(PLAN.fields), 64 * 7, 10)]
    lines, records = np.zeros((rows, 4), np.int64), np.zeros((16, 4), np.int64)
    cells, items = np.zeros((64, 3), np.int64), np.zeros((16, 3), np.int64)
    known = (PLAN.names, PLAN.table, PLAN.fields, PLAN.widths)
    given = (sizes, data, *known, *work, lines, records, cells, items)
    found = json_kernels["find_fields"](*(array.ctypes.data for array in given))
    of_rows = [cells[first : first + 2].tolist() for first in records[: sizes[10], 3]]
    return found, lines.tolist(), of_rows, sizes[8:10].tolist()


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
