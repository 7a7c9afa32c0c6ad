"""The shuffled twin: the same acts with accounts exchanged among like acts, to see what chance alone would give."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import exchange_accounts, group_rows, sort_shares
from unisono.engine.slots import count_distinct
from unisono.significance.layer_acts import NO_TIME, EncodedLayers, LayerActs
from unisono.significance.timing import delay_bins, speed_classes

Int64 = NDArray[np.int64]

SMALLEST_STRATUM = 200
HOURS_OF_WEEK = 168
HOUR_MICROSECONDS = 3_600_000_000
TWIN_SPEEDS = 4


def shuffle_accounts(
    encoded: EncodedLayers, interest: Int64, in_network: NDArray[np.bool_], seed: int
) -> EncodedLayers:
    """Exchange accounts among the acts of one layer, hour of week, speed and broad interest; times and objects stay.

    in_network: bool (accounts). A stratum needs 200 accounts that are in no network, or joins a wider one: otherwise
    a network would be its own reference and come back whole.
    """
    generator = np.random.default_rng(seed)
    layers = tuple(_shuffle_layer(layer, interest, in_network, generator) for layer in encoded.layers)
    return replace(encoded, layers=layers)


def _shuffle_layer(
    layer: LayerActs, interest: Int64, in_network: NDArray[np.bool_], generator: np.random.Generator
) -> LayerActs:
    table = layer.table
    numbers = merge_strata(_levels(layer, interest), table.accounts, in_network).astype(np.int32)
    strata = int(numbers.max(initial=-1)) + 1
    # Acts by stratum, in their order and in a random one.
    by_noise = sort_shares(generator.random(len(numbers)))
    shuffled = by_noise[group_rows(numbers[by_noise], strata)[1]]
    del by_noise
    accounts = np.empty_like(table.accounts)
    accounts[group_rows(numbers, strata)[1]] = table.accounts[shuffled]
    del shuffled
    return replace(layer, table=exchange_accounts(table, accounts))


def _levels(layer: LayerActs, interest: Int64) -> Iterator[Int64]:
    """Yield each act's stratum from the finest to the widest level, each a refinement of the next.

    One at a time: as many as there are, they would be most of what a large scan holds.
    """
    table = layer.table
    hour = ((table.times // HOUR_MICROSECONDS) % HOURS_OF_WEEK).astype(np.int32)
    speed = _speeds(layer)
    interests = int(interest.max(initial=0)) + 1
    by_interest = (speed * interests + interest).astype(np.int32)[table.accounts]
    yield by_interest * np.int64(HOURS_OF_WEEK * 28) + (hour // 6) * HOURS_OF_WEEK + hour
    yield by_interest * np.int64(28) + hour // 6
    del hour
    yield by_interest.astype(np.int64)
    del by_interest
    yield speed[table.accounts]
    yield np.zeros(len(table.accounts), np.int64)


def _speeds(layer: LayerActs) -> Int64:
    """Return the class of each account by its delays, 0 for those of whom none is known: int64 (accounts)."""
    table = layer.table
    speed = np.zeros(table.account_count, np.int64)
    timed = np.flatnonzero(np.repeat(layer.origins != NO_TIME, np.diff(table.object_start)))
    if len(timed):
        accounts = table.accounts[timed]
        delays = table.times[timed] - layer.origins[table.objects_of_acts()[timed]]
        speed = 1 + speed_classes(accounts, delay_bins(delays), table.account_count, TWIN_SPEEDS)
        speed[np.bincount(accounts, minlength=table.account_count) == 0] = 0
    return speed


def merge_strata(levels: Iterable[Int64], accounts: NDArray[np.int32], in_network: NDArray[np.bool_]) -> Int64:
    """Return one stratum per act: the finest with 200 outside accounts; the rest of a wider cell forms one pool.

    A pool that is still too small joins the largest good stratum of its cell, or goes one level up.
    """
    following = iter(levels)
    current = _numbered(next(following))
    for wider in following:
        outside = _outside_accounts(current, accounts, in_network)
        poor = outside < SMALLEST_STRATUM
        if not poor.any():
            break
        current = _pool_poor(current, _numbered(wider), outside, poor)
    return current


def _pool_poor(current: Int64, cell: Int64, outside: Int64, poor: NDArray[np.bool_]) -> Int64:
    """Let the poor strata of each wider cell become one, together with the cell's largest good one if there is one."""
    strata = len(outside)
    cell_of = np.zeros(strata, np.int64)
    cell_of[current] = cell
    target = np.arange(strata)
    pool_of_cell = np.full(int(cell.max()) + 1, -1, np.int64)
    order = np.argsort(outside, kind="stable")
    pool_of_cell[cell_of[order]] = order  # the last one written is the cell's largest stratum
    target[poor] = pool_of_cell[cell_of[poor]]
    return _numbered(target[current])


def _numbered(values: Int64) -> Int64:
    """Return the place of each value, none negative, among the distinct ones: int64 (n)."""
    number = np.cumsum(np.bincount(values) > 0) - 1
    return np.asarray(number[values], np.int64)


def _outside_accounts(stratum: Int64, accounts: NDArray[np.int32], in_network: NDArray[np.bool_]) -> Int64:
    """Count the accounts outside all networks that act in each stratum."""
    strata = int(stratum.max(initial=-1)) + 1
    return count_distinct(stratum, accounts, ~in_network, strata)
