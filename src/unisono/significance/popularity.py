"""Null A: how often two accounts would meet if accounts filled the slots of objects by their activity alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import ActTable
from unisono.engine.slots import count_slot_pairs
from unisono.engine.special_functions import gammainc, gammaincinv

Float64 = NDArray[np.float64]

GRID_POINTS = 400
SMALLEST_PRODUCT = 1e-18


@dataclass(frozen=True)
class PopularityNull:
    """Activity shares of accounts, and the expected meetings of a pair as a function of their product.

    activity: float64 (accounts), sums to 1. products: float64 (grid), ascending. expected: float64 (windows, grid).
    """

    activity: Float64
    products: Float64
    expected: Float64

    def expected_meetings(self, a: NDArray[np.int32], b: NDArray[np.int32], column: int) -> Float64:
        """Return lambda_ij = sum over objects of 1 - exp(-2 c pi_i pi_j), c the slot pairs within the window."""
        product = np.maximum(self.activity[a] * self.activity[b], SMALLEST_PRODUCT)
        logarithm = np.interp(np.log(product), np.log(self.products), np.log(self.expected[column]))
        return np.asarray(np.exp(logarithm))


def popularity_null(
    table: ActTable, windows: NDArray[np.int64], suspects: NDArray[np.bool_]
) -> tuple[PopularityNull, NDArray[np.int64]]:
    """Return the null of a layer for these windows (microseconds), and its slot pairs, int64 (objects, windows).

    Slots are those of the accounts that are not suspects (bool (accounts)): a large network is not its own reference.
    A suspect's activity is its acts beside all acts of the others.
    """
    slot_pairs = count_slot_pairs(table, windows)
    reference = slot_pairs
    acts = len(table.accounts)
    if suspects.any():
        others = table.only(~suspects[table.accounts])
        reference, acts = count_slot_pairs(others, windows), len(others.accounts)
    activity = np.bincount(table.accounts, minlength=table.account_count) / max(1, acts)
    products = np.logspace(np.log10(SMALLEST_PRODUCT), 0, GRID_POINTS)
    expected = np.empty((len(windows), GRID_POINTS))
    for column in range(len(windows)):
        crowds, objects = np.unique(reference[:, column], return_counts=True)
        meetings = -np.expm1(-2.0 * np.outer(products, crowds)) @ objects
        expected[column] = np.maximum(meetings, 1e-300)
    return PopularityNull(activity, products, expected), slot_pairs


def poisson_tail(meetings: NDArray[np.int32], expected: Float64) -> Float64:
    """Return P(Poisson(expected) >= meetings), elementwise; 1 where there are none."""
    tail = np.ones(len(meetings))
    some = meetings > 0
    tail[some] = gammainc(meetings[some], expected[some])
    return np.maximum(tail, 1e-300)


def fewest_surprising(expected: Float64, level: float, most: int) -> NDArray[np.int64]:
    """Return for each expected number the fewest meetings whose Poisson tail is at most `level`; else most + 1."""
    largest_expected = gammaincinv(np.arange(1, most + 1), level)
    return np.searchsorted(largest_expected, expected, side="left") + 1
