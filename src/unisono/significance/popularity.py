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

CROWDED_ACTS = 20_000
"""From so many acts on an object is a crowd, whose actors are taken as given."""

MOST_CROWDS = 8
"""So many objects at most, those with most acts: one bit each."""


@dataclass(frozen=True)
class Crowds:
    """The most crowded objects, whose actors are taken as given: who did not act there cannot have met there.

    members: uint8 (accounts), a bit for each of the objects on which an account acted. shares: float64 (objects,
    accounts), the share of each object's reference acts that are an account's. slot_pairs: int64 (objects, windows).
    """

    members: NDArray[np.uint8]
    shares: Float64
    slot_pairs: NDArray[np.int64]

    def expected_meetings(self, a: NDArray[np.int32], b: NDArray[np.int32], column: int) -> Float64:
        """Return how often pairs would meet on these objects if the acts of all actors fell on slots by chance."""
        expected = np.zeros(len(a))
        both = np.flatnonzero(self.members[a] & self.members[b])
        for own, slot_pairs in zip(self.shares, self.slot_pairs[:, column], strict=True):
            expected[both] -= np.expm1(-2.0 * slot_pairs * own[a[both]] * own[b[both]])
        return expected


@dataclass(frozen=True)
class PopularityNull:
    """Activity shares of accounts, and the expected meetings of a pair as a function of their product.

    activity: float64 (accounts), sums to 1. products: float64 (grid), ascending. expected: float64 (windows, grid).
    Both leave out the crowds, which are added for those who acted there.
    """

    activity: Float64
    products: Float64
    expected: Float64
    crowds: Crowds | None = None

    def expected_meetings(self, a: NDArray[np.int32], b: NDArray[np.int32], column: int) -> Float64:
        """Return lambda_ij = sum over objects of 1 - exp(-2 c pi_i pi_j), c the slot pairs within the window."""
        product = np.maximum(self.activity[a] * self.activity[b], SMALLEST_PRODUCT)
        logarithm = np.interp(np.log(product), np.log(self.products), np.log(self.expected[column]))
        expected = np.asarray(np.exp(logarithm))
        return expected if self.crowds is None else expected + self.crowds.expected_meetings(a, b, column)


def popularity_null(
    table: ActTable, windows: NDArray[np.int64], suspects: NDArray[np.bool_]
) -> tuple[PopularityNull, NDArray[np.int64]]:
    """Return the null of a layer for these windows (microseconds), and its slot pairs, int64 (objects, windows).

    Slots are those of the accounts that are not suspects (bool (accounts)): a large network is not its own reference.
    A suspect's activity is its acts beside all acts of the others.

    An object with very many acts fills so many slots that, by activity alone, everybody would have acted there, and
    every pair have met there, those that never did included: one crowd explains away all meetings elsewhere. Who acted
    on such an object, and how often, is therefore taken as given, as the number of acts of each object is anyway; only
    when they did so is left to chance. Which objects these are is told by how many acts they have, not by whose.
    """
    slot_pairs = count_slot_pairs(table, windows)
    reference, others = slot_pairs, table
    if suspects.any():
        others = table.only(~suspects[table.accounts])
        reference = count_slot_pairs(others, windows)
    acts_of = np.bincount(table.accounts, minlength=table.account_count)
    acts, crowds = len(others.accounts), None
    crowded = _most_crowded(table)
    if len(crowded):
        sizes = np.diff(others.object_start)[crowded]
        counts = np.stack([_acts_on(table, int(number)) for number in crowded])
        crowds = _crowds(counts, sizes, reference[crowded])
        acts_of, acts = acts_of - counts.sum(axis=0), acts - int(sizes.sum())
        reference = np.delete(reference, crowded, axis=0)
    products = np.logspace(np.log10(SMALLEST_PRODUCT), 0, GRID_POINTS)
    expected = np.empty((len(windows), GRID_POINTS))
    for column in range(len(windows)):
        slots, objects = np.unique(reference[:, column], return_counts=True)
        meetings = -np.expm1(-2.0 * np.outer(products, slots)) @ objects
        expected[column] = np.maximum(meetings, 1e-300)
    return PopularityNull(acts_of / max(1, acts), products, expected, crowds), slot_pairs


def _most_crowded(table: ActTable) -> NDArray[np.int64]:
    """Return the objects with most acts, of those that have very many."""
    sizes = np.diff(table.object_start)
    crowded = np.flatnonzero(sizes >= CROWDED_ACTS)
    return np.sort(crowded[np.argsort(-sizes[crowded], kind="stable")][:MOST_CROWDS])


def _acts_on(table: ActTable, number: int) -> NDArray[np.int64]:
    """Count each account's acts on an object: int64 (accounts)."""
    own = slice(table.object_start[number], table.object_start[number + 1])
    return np.bincount(table.accounts[own], minlength=table.account_count)


def _crowds(counts: NDArray[np.int64], sizes: NDArray[np.int64], slot_pairs: NDArray[np.int64]) -> Crowds:
    """Return the crowds from their accounts' acts, int64 (objects, accounts), and the acts of their reference."""
    bits = (1 << np.arange(len(counts))).astype(np.uint8)
    members = ((counts > 0) * bits[:, None]).sum(axis=0).astype(np.uint8)
    return Crowds(members, counts / np.maximum(sizes, 1)[:, None], slot_pairs)


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
