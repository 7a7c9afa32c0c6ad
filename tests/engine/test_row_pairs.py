"""The row kernels agree with loops that anyone can read."""

from itertools import combinations

import numpy as np
from hypothesis import given, strategies

from unisono.engine.row_pairs import (
    SortedRows,
    bound_windows,
    count_pairs_by_older_row,
    describe_edges,
    list_pairs,
    mark_paired_contents,
    weigh_edges,
)

Row = tuple[int, float, int, int]
tables = strategies.lists(
    strategies.tuples(
        strategies.integers(0, 3),
        strategies.integers(0, 40).map(lambda t: t / 4),
        strategies.integers(0, 4),
        strategies.integers(0, 5),
    ),
    max_size=30,
).map(sorted)


@given(tables, strategies.sampled_from([0.0, 0.25, 2.0]))
def test_windows_hold_the_rows_of_one_object_within_the_seconds(table: list[Row], within: float) -> None:
    rows = _sorted_rows(table, within)
    for place, (one_object, time, *_) in enumerate(table):
        inside = [i for i, row in enumerate(table) if row[0] == one_object and abs(row[1] - time) <= within]
        assert (rows.first[place], rows.end[place]) == (inside[0], inside[-1] + 1)


@given(tables, strategies.booleans(), strategies.lists(strategies.booleans(), min_size=6, max_size=6))
def test_listed_and_counted_pairs_are_all_pairs_that_count(table: list[Row], loops: bool, marks: list[bool]) -> None:
    rows = _sorted_rows(table, 2.0)
    kept = np.array(marks, np.uint8)
    expected = [(i, j) for i, j in _pairs(table, 2.0, loops) if kept[table[i][3]] or kept[table[j][3]]]
    counts = count_pairs_by_older_row(rows, kept, loops)
    left, right = list_pairs(rows, np.arange(len(table)), int(counts.sum()), kept, loops)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == expected
    assert counts.tolist() == [sum(i == place for i, _ in expected) for place in range(len(table))]


@given(tables, strategies.booleans())
def test_contents_of_pairs_are_marked(table: list[Row], loops: bool) -> None:
    marked = np.flatnonzero(mark_paired_contents(_sorted_rows(table, 2.0), 6, loops)).tolist()
    assert marked == sorted({table[i][3] for pair in _pairs(table, 2.0, loops) for i in pair})


@given(tables, strategies.booleans())
def test_edges_sum_up_the_pairs_of_two_accounts(table: list[Row], loops: bool) -> None:
    rows = _sorted_rows(table, 2.0)
    kept = np.ones(6, np.uint8)
    rows_of = np.argsort(rows.accounts, kind="stable")
    starts = np.searchsorted(rows.accounts[rows_of], np.arange(6)).astype(np.int64)
    edges, pair_rows, weights = weigh_edges(rows, starts, rows_of, kept, loops)
    sizes = (int(edges.sum()), int(pair_rows.sum()), int(pair_rows.max(initial=0)))
    found = describe_edges(rows, starts, rows_of, 0, 5, sizes, kept, loops)
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, j in _pairs(table, 2.0, loops):
        groups.setdefault((min(table[i][2], table[j][2]), max(table[i][2], table[j][2])), []).append((i, j))
    assert list(zip(found.accounts.tolist(), found.accounts_y.tolist(), strict=True)) == sorted(groups)
    assert weights.sum() == len(groups)
    begin = 0
    for place, ends in enumerate(sorted(groups)):
        group = groups[ends]
        assert found.weights[place] == len(group)
        assert found.delta_sums[place] == sum(table[j][1] - table[i][1] for i, j in group)
        assert found.older_contents[place] == len({table[i][3] for i, _ in group})
        assert found.newer_contents[place] == len({table[j][3] for _, j in group})
        stop = int(found.object_ends[place])
        assert found.objects[begin:stop].tolist() == sorted({table[i][0] for i, _ in group})
        begin = stop


def test_a_weight_beyond_the_first_histogram_is_counted() -> None:
    table = [(0, 0.0, account, account) for account in (0, 1) for _ in range(20)]
    rows = _sorted_rows(table, 1.0)
    rows_of = np.argsort(rows.accounts, kind="stable")
    _, _, weights = weigh_edges(rows, np.array([0, 20, 40]), rows_of, np.ones(2, np.uint8), False)
    assert np.flatnonzero(weights).tolist() == [400]


def _sorted_rows(table: list[Row], within: float) -> SortedRows:
    objects = np.array([row[0] for row in table], np.int32)
    times = np.array([row[1] for row in table], np.float64)
    accounts = np.array([row[2] for row in table], np.int32)
    contents = np.array([row[3] for row in table], np.int32)
    return SortedRows(objects, accounts, contents, times, *bound_windows(objects, times, within))


def _pairs(table: list[Row], within: float, loops: bool) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i, j in combinations(range(len(table)), 2)
        if table[i][0] == table[j][0]
        and table[j][1] - table[i][1] <= within
        and (loops or (table[i][2] != table[j][2] and table[i][3] != table[j][3]))
    ]
