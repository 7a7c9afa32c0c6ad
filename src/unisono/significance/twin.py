"""The shuffled twin: the same acts with accounts exchanged among like acts, to see what chance alone would give."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, Int32, exchange_accounts, group_rows, sort_shares
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays, stretches
from unisono.engine.slots import count_accounts_of_groups
from unisono.significance.layer_acts import NO_TIME, EncodedLayers, LayerActs
from unisono.significance.timing import classes_of_speed, sum_delays

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
    table, arrays = layer.table, layer.table.arrays
    numbers = merge_strata(_levels(layer, interest), table.accounts, in_network, arrays)
    strata = int(numbers.max(initial=-1)) + 1
    # Acts by stratum, in their order and in a random one.
    by_noise = sort_shares(generator.random(out=arrays.empty(len(numbers), np.float64)), arrays)
    shuffled = arrays.gather(by_noise, group_rows(arrays.gather(numbers, by_noise), strata, arrays)[1])
    del by_noise
    accounts = arrays.empty(len(numbers), np.int32)
    places = group_rows(numbers, strata, arrays)[1]
    for stretch in stretches(len(numbers)):
        accounts[places[stretch]] = table.accounts[shuffled[stretch]]
    del shuffled, places
    return replace(layer, table=exchange_accounts(table, accounts))


def _levels(layer: LayerActs, interest: Int64) -> Iterator[Int32]:
    """Yield each act's stratum from the finest to the widest level, each a refinement of the next.

    One at a time: as many as there are, they would be most of what a large scan holds.
    """
    table = layer.table
    speed = _speeds(layer)
    interests = int(interest.max(initial=0)) + 1
    by_interest = (speed * interests + interest).astype(np.int32)
    yield _level(table, by_interest, 28 * HOURS_OF_WEEK, lambda hour: hour // 6 * HOURS_OF_WEEK + hour)
    yield _level(table, by_interest, 28, lambda hour: hour // 6)
    yield table.arrays.gather(by_interest, table.accounts)
    yield table.arrays.gather(speed.astype(np.int32), table.accounts)
    yield table.arrays.zeros(len(table.accounts), np.int32)


def _level(table: ActTable, of_account: Int32, times_as_many: int, of_hour: Callable[[Int32], Int32]) -> Int32:
    """Return each act's stratum by its account and its hour of the week."""
    level: Int32 = table.arrays.empty(len(table.accounts), np.int32)
    for stretch in stretches(len(level)):
        hour = ((table.times[stretch] // HOUR_MICROSECONDS) % HOURS_OF_WEEK).astype(np.int32)
        level[stretch] = of_account[table.accounts[stretch]] * np.int32(times_as_many) + of_hour(hour)
    return level


def _speeds(layer: LayerActs) -> Int64:
    """Return the class of each account by its delays, 0 for those of whom none is known: int64 (accounts)."""
    speed = np.zeros(layer.table.account_count, np.int64)
    counts, sums = sum_delays(layer, layer.origins != NO_TIME)
    if counts.any():
        speed = 1 + classes_of_speed(counts, sums, TWIN_SPEEDS)
        speed[counts == 0] = 0
    return speed


def merge_strata(
    levels: Iterable[NDArray[np.integer]],
    accounts: Int32,
    in_network: NDArray[np.bool_],
    arrays: LargeArrays = IN_MEMORY,
) -> Int32:
    """Return one stratum per act: the finest with 200 outside accounts; the rest of a wider cell forms one pool.

    A pool that is still too small joins the largest good stratum of its cell, or goes one level up.
    """
    following = iter(levels)
    current = _numbered(next(following), arrays)
    by_account = group_rows(accounts, len(in_network), arrays)
    for wider in following:
        # How many accounts outside all networks act in each stratum.
        outside = count_accounts_of_groups(current, by_account, ~in_network, int(current.max(initial=-1)) + 1)
        poor = outside < SMALLEST_STRATUM
        if not poor.any():
            break
        current = _pool_poor(current, _numbered(wider, arrays), outside, poor, arrays)
    return current


def _pool_poor(current: Int32, cell: Int32, outside: Int64, poor: NDArray[np.bool_], arrays: LargeArrays) -> Int32:
    """Let the poor strata of each wider cell become one, together with the cell's largest good one if there is one."""
    strata = len(outside)
    cell_of = np.zeros(strata, np.int64)
    for stretch in stretches(len(current)):
        cell_of[current[stretch]] = cell[stretch]
    target = np.arange(strata)
    pool_of_cell = np.full(int(cell.max()) + 1, -1, np.int64)
    order = np.argsort(outside, kind="stable")
    pool_of_cell[cell_of[order]] = order  # the last one written is the cell's largest stratum
    target[poor] = pool_of_cell[cell_of[poor]]
    return _numbered(arrays.gather(target.astype(np.int32), current), arrays)


def _numbered(values: NDArray[np.integer], arrays: LargeArrays) -> Int32:
    """Return the place of each value, none negative, among the distinct ones: int32 (n)."""
    number = (np.cumsum(arrays.counts(values, int(values.max(initial=-1)) + 1) > 0) - 1).astype(np.int32)
    return arrays.gather(number, values)
