"""Random acts with all that makes counting hard: ties, duplicates, one account many times on one object."""

from collections import defaultdict
from itertools import product

import numpy as np
from hypothesis import strategies
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, sort_acts

Act = tuple[int, int, int]
"""An account, an object and a time."""

ANY_TIME = int(np.iinfo(np.int64).max // 4)
ACCOUNTS, OBJECTS = 6, 5


def _acts(times: strategies.SearchStrategy[int]) -> strategies.SearchStrategy[list[Act]]:
    account, number = strategies.integers(0, ACCOUNTS - 1), strategies.integers(0, OBJECTS - 1)
    return strategies.lists(strategies.tuples(account, number, times), max_size=40)


minutes = strategies.integers(0, 5).map(lambda minute: 1_700_000_000_000_000 + minute * 60_000_000)
act_lists = strategies.one_of(_acts(strategies.integers(-20, 20)), _acts(minutes))
time_windows = strategies.sampled_from([0, 1, 3, 10, 60_000_000, 120_000_000, ANY_TIME])


def columns(acts: list[Act]) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
    """Return the acts as the arrays that kernels take: accounts, objects, times."""
    table = np.array(acts, np.int64).reshape(-1, 3)
    return table[:, 0].astype(np.int32), table[:, 1].astype(np.int32), table[:, 2].copy()


def act_table(acts: list[Act]) -> ActTable:
    """Return the sorted table of the acts."""
    return sort_acts(*columns(acts), ACCOUNTS, OBJECTS)


def times_of(acts: list[Act]) -> dict[tuple[int, int], list[int]]:
    """Return the times, ascending, at which each account acted on each object, duplicates once."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for account, number, time in sorted(set(acts)):
        found[account, number].append(time)
    return found


def common_objects(acts: list[Act], a: int, b: int) -> list[int]:
    """Return the objects on which both accounts acted, ascending."""
    times = times_of(acts)
    return [number for number in range(OBJECTS) if (a, number) in times and (b, number) in times]


def smallest_gap(acts: list[Act], a: int, b: int, number: int) -> int:
    """Return how close in time the two accounts came on one object."""
    times = times_of(acts)
    return min(abs(one - other) for one, other in product(times[a, number], times[b, number]))


def every_pair() -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return all ordered pairs of different accounts as two arrays."""
    pairs = [(a, b) for a in range(ACCOUNTS) for b in range(ACCOUNTS) if a != b]
    return np.array(pairs, np.int32).T[0].copy(), np.array(pairs, np.int32).T[1].copy()
