"""Sparse tables against full ones, and connected parts against a walk through the graph."""

import numpy as np
from hypothesis import given, strategies

from unisono.engine.sparse import count_cells, group_cells, number_parts, sum_by_label

edges = strategies.lists(strategies.tuples(strategies.integers(0, 11), strategies.integers(0, 11)))


def _ends(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(pairs, np.int32).reshape(-1, 2)
    return table[:, 0], table[:, 1]


@given(edges, strategies.integers(0, 2**32))
def test_a_sparse_table_counts_sums_and_multiplies_like_a_full_one(cells: list[tuple[int, int]], seed: int) -> None:
    full = np.zeros((12, 12))
    for row, column in cells:
        full[row, column] += 1.0
    table = count_cells(*_ends(cells), 12, 12)
    assert table.row_count == 12
    assert table.row_sums().tolist() == full.sum(axis=1).tolist()
    assert table.column_sums().tolist() == full.sum(axis=0).tolist()
    random = np.random.default_rng(seed)
    by_row, by_column, dense = random.random(12), random.random(12), random.random((12, 3))
    scaled, full = table.scaled(by_row, by_column), full * by_row[:, None] * by_column
    np.testing.assert_allclose(scaled.times(dense), full @ dense)
    np.testing.assert_allclose(scaled.transposed().times(dense), full.T @ dense)


@given(edges)
def test_cells_are_grouped_by_row_and_column_and_say_where_they_stood(cells: list[tuple[int, int]]) -> None:
    start, columns, order = group_cells(*_ends(cells), 12, 12)
    assert order.tolist() == sorted(range(len(cells)), key=lambda place: cells[place])
    assert columns.tolist() == [cells[place][1] for place in order]
    assert np.diff(start).tolist() == [sum(row == number for row, _ in cells) for number in range(12)]


@given(edges)
def test_parts_are_those_one_can_walk_through_and_are_numbered_by_their_first_nodes(
    pairs: list[tuple[int, int]],
) -> None:
    expected = list(range(12))
    for _ in range(12):
        for one, other in pairs:
            expected[one] = expected[other] = min(expected[one], expected[other])
    numbers = {first: number for number, first in enumerate(dict.fromkeys(expected))}
    count, part = number_parts(*_ends(pairs), 12)
    assert (count, part.tolist()) == (len(numbers), [numbers[first] for first in expected])


@given(strategies.integers(0, 2**32), strategies.integers(0, 40))
def test_rows_are_added_up_by_label_in_their_order(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    labels, rows = random.integers(0, 4, count), random.random((count, 5))
    expected = np.zeros((4, 5))
    for label, row in zip(labels, rows, strict=True):
        expected[label] += row
    assert sum_by_label(labels, rows, 4).tolist() == expected.tolist()
