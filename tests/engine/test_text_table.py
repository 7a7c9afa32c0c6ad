"""The texts that new ones are compared with are the earlier ones of an equal band that have most marks in common."""

import numpy as np

from unisono.engine.text_forms import Sketches
from unisono.engine.text_table import TextTable


def _sketches(bands: list[list[int]], marks: list[list[int]]) -> Sketches:
    return Sketches(np.array(bands, np.uint32), np.array(marks, np.uint8))


SAME = [[1, 2]] * 4
MARKS = [[7] * 8, [7] * 4 + [0] * 4, [7] * 6 + [0] * 2, [7] * 8]


def _rows(*rows: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(rows, np.int32)


def test_of_texts_with_an_equal_band_only_the_first_is_compared_with_those_that_follow() -> None:
    table, sketches = TextTable(2, 8), _sketches(SAME, MARKS)
    table.enter(sketches, _rows(0, 1, 2, 3), 0)
    left, right, agreeing = table.likeliest(sketches, _rows(0, 1, 2, 3), least=0, most=3)
    assert list(zip(left.tolist(), right.tolist(), agreeing.tolist(), strict=True)) == [(1, 0, 4), (2, 0, 6), (3, 0, 8)]


def test_of_the_texts_beside_one_those_of_most_equal_marks_are_compared_and_too_few_are_none() -> None:
    table = TextTable(4, 8)
    sketches = _sketches([[1, 11, 12, 13], [21, 2, 22, 23], [31, 32, 3, 33], [1, 2, 3, 43]], MARKS)
    table.enter(sketches, _rows(0, 1, 2), 0)
    table.enter(sketches, _rows(3), 3)
    assert table.likeliest(sketches, _rows(3), least=0, most=2)[1].tolist() == [0, 2]
    assert table.likeliest(sketches, _rows(3), least=5, most=3)[1].tolist() == [0, 2]
    assert table.likeliest(sketches, _rows(3), least=7, most=3)[1].tolist() == [0]


def test_a_cleared_table_has_nothing_beside_a_text() -> None:
    table, sketches = TextTable(2, 8), _sketches(SAME, MARKS)
    table.enter(sketches, _rows(0), 0)
    table.clear()
    assert len(table.likeliest(sketches, _rows(1), least=0, most=3)[0]) == 0
