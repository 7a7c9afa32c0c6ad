"""Tables that are mostly empty, kept by rows, and the connected parts of a graph."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import Int32, Int64, group_rows
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays, stretches
from unisono.engine.machine_code import Kernels

Float64 = NDArray[np.float64]


@dataclass(frozen=True)
class SparseRows:
    """A table: row r has values[start[r]:start[r + 1]] in the columns beside them, which ascend; all else is 0.

    start: int64 (rows + 1). columns: int32 (cells). values: float64 (cells). arrays: where these are kept.
    """

    start: Int64
    columns: Int32
    values: Float64
    column_count: int
    arrays: LargeArrays = IN_MEMORY

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.start) - 1

    def row_sums(self) -> Float64:
        """Return the sum of each row: float64 (rows)."""
        sums, filled = np.zeros(self.row_count), np.flatnonzero(np.diff(self.start))
        sums[filled] = np.add.reduceat(self.values, self.start[filled]) if len(filled) else 0.0
        return sums

    def column_sums(self) -> Float64:
        """Return the sum of each column: float64 (columns)."""
        sums = np.zeros(self.column_count)
        for stretch in stretches(len(self.columns)):
            np.add.at(sums, self.columns[stretch], self.values[stretch])
        return sums

    def scaled(self, by_row: Float64, by_column: Float64) -> "SparseRows":
        """Return the table with each row and each column multiplied by a number of its own."""
        values = self.arrays.repeated(by_row, np.diff(self.start))
        for stretch in stretches(len(values)):
            values[stretch] = self.values[stretch] * values[stretch] * by_column[self.columns[stretch]]
        return replace(self, values=values)

    def transposed(self) -> "SparseRows":
        """Return the table with rows and columns exchanged."""
        gather = self.arrays.gather
        start, order = group_rows(self.columns, self.column_count, self.arrays)
        rows = self.arrays.repeated(np.arange(self.row_count, dtype=np.int32), np.diff(self.start))
        return SparseRows(start, gather(rows, order), gather(self.values, order), self.row_count, self.arrays)

    def times(self, dense: Float64) -> Float64:
        """Return the table times `dense` (columns, width): float64 (rows, width)."""
        result = np.empty((self.row_count, dense.shape[1]))
        _kernels()["multiply"](self.start, self.columns, self.values, np.ascontiguousarray(dense), result)
        return result


def count_cells(
    rows: Int32, columns: Int32, row_count: int, column_count: int, arrays: LargeArrays = IN_MEMORY
) -> SparseRows:
    """Return the table of how often each row and column occur together."""
    start, columns = group_cells(rows, columns, row_count, column_count, arrays)[:2]
    own_start, own_columns = np.empty_like(start), arrays.empty(len(columns), np.int32)
    counts = arrays.empty(len(columns), np.float64)
    cells = _kernels()["count_repeats"](start, columns, own_start, own_columns, counts)
    return SparseRows(
        own_start, arrays.copied(own_columns[:cells]), arrays.copied(counts[:cells]), column_count, arrays
    )


def group_cells(
    rows: Int32, columns: Int32, row_count: int, column_count: int, arrays: LargeArrays = IN_MEMORY
) -> tuple[Int64, Int32, Int64]:
    """Return (start, columns, order): cells by row, each row's by column, and where each stood before."""
    by_column = group_rows(columns, column_count, arrays)[1]
    start, by_row = group_rows(arrays.gather(rows, by_column), row_count, arrays)
    order = arrays.gather(by_column, by_row)
    return start, arrays.gather(columns, order), order


def sum_by_label(labels: Int64, rows: Float64, label_count: int) -> Float64:
    """Return the sum of the rows of each label, in their order: float64 (labels, width)."""
    sums = np.zeros((label_count, rows.shape[1]))
    _kernels()["sum_by_label"](labels, np.ascontiguousarray(rows), sums)
    return sums


def number_parts(first: NDArray[np.integer], second: NDArray[np.integer], node_count: int) -> tuple[int, Int64]:
    """Return how many connected parts a graph has, and the part of each node, int64 (nodes), by their first nodes.

    first, second: the ends of each edge, nodes by number.
    """
    part = np.arange(node_count, dtype=np.int64)
    count = _kernels()["number_parts"](first.astype(np.int64), second.astype(np.int64), part)
    return count, part


@cache
def _kernels() -> Kernels:
    return Kernels("sparse_kernels")
