"""Kernels for tables that are mostly empty, kept by rows: put together, multiplied, and told into connected parts."""

from __future__ import annotations

from typing import Any

from numba import njit

from unisono.engine.array_kernels import array_kernel
from unisono.engine.prefetching import AHEAD, fetch_soon

Array = Any
"""An array as numba sees it inside a kernel."""


@array_kernel("i8[] i4[] i8[] i4[] f8[]")
def count_repeats(start: Array, columns: Array, own_start: Array, own_columns: Array, counts: Array) -> int:
    """Write each row's distinct columns, which stand in order, and how often each occurs; return how many cells."""
    cells = 0
    for row in range(len(start) - 1):
        own_start[row] = cells
        for place in range(start[row], start[row + 1]):
            if place > start[row] and columns[place] == columns[place - 1]:
                counts[cells - 1] += 1.0
                continue
            own_columns[cells] = columns[place]
            counts[cells] = 1.0
            cells += 1
    own_start[len(start) - 1] = cells
    return cells


@array_kernel("i8[] i4[] f8[] f8[,] f8[,]")
def multiply(start: Array, columns: Array, values: Array, dense: Array, result: Array) -> int:
    """Write the table times `dense` (columns, width) to the result (rows, width)."""
    width = dense.shape[1]
    for row in range(len(start) - 1):
        sums = result[row]
        sums[:] = 0.0
        for place in range(start[row], start[row + 1]):
            # Rows to be added up lie anywhere: waiting for them would take longer than adding.
            soon = width * columns[min(place + AHEAD, len(columns) - 1)]
            fetch_soon(dense, soon)
            fetch_soon(dense, soon + width - 1)
            value, source = values[place], dense[columns[place]]
            for column in range(width):
                sums[column] += value * source[column]
    return 0


@array_kernel("i8[] f8[,] f8[,]")
def sum_by_label(labels: Array, rows: Array, sums: Array) -> int:
    """Add each row to the sums of its label."""
    for row in range(len(labels)):
        own = sums[labels[row]]
        for column in range(rows.shape[1]):
            own[column] += rows[row, column]
    return 0


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def root_of(parent: Array, node: int) -> int:
    """Return the first node of a part, halving the way there for those who ask next."""
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


@array_kernel("i8[] i8[] i8[]")
def number_parts(first: Array, second: Array, part: Array) -> int:
    """Number the connected parts of a graph from 0, in the order of their first nodes; return how many there are.

    Edge i ties nodes first[i] and second[i]. part comes in as 0, 1, 2 ... for the nodes.
    """
    for edge in range(len(first)):
        one, other = root_of(part, first[edge]), root_of(part, second[edge])
        # The smaller node stays the root, so that it comes first when parts are numbered.
        part[max(one, other)] = min(one, other)
    count = 0
    for node in range(len(part)):
        if part[node] == node:
            part[node] = count
            count += 1
        else:
            part[node] = part[part[node]]
    return count


KERNELS = (count_repeats, multiply, sum_by_label, number_parts)
