"""Which acts stand in whose window, against a look at every pair of acts."""

from functools import cache

import numpy as np
from hypothesis import given, strategies

from tests.engine.random_acts import Act, act_lists, act_table, time_windows
from unisono.engine.machine_code import Kernels


@given(act_lists, time_windows, strategies.integers(1, 50))
def test_windows_are_the_acts_within_reach_and_mutual(acts: list[Act], window: int, nearest: int) -> None:
    table = act_table(acts)
    objects = table.objects_of_acts()
    bounds = np.empty((len(objects), 2), np.int32)
    _kernels()["bound_windows"](objects, table.times, window, nearest, bounds)
    for place, (first, end) in enumerate(bounds.tolist()):
        mutual = [
            other
            for other in range(len(objects))
            if objects[other] == objects[place]
            and abs(table.times[other] - table.times[place]) <= window
            and abs(other - place) <= nearest
        ]
        assert list(range(first, end)) == mutual


@given(act_lists, time_windows, strategies.integers(1, 3))
def test_acts_without_a_neighbour_and_accounts_with_too_few_objects_go(
    acts: list[Act], window: int, min_objects: int
) -> None:
    table = act_table(acts)
    keep, near = np.ones(len(table.accounts), np.bool_), np.empty(len(table.accounts), np.bool_)
    room = np.empty(table.account_count, np.int32), np.empty(table.account_count, np.int64)
    given_acts = (table.accounts, table.times, table.object_start, window, min_objects)
    removed = _kernels()["drop_hopeless"](*given_acts, keep, near, *room)
    objects = table.objects_of_acts()
    has_neighbour = [
        any(
            objects[other] == objects[place]
            and table.accounts[other] != table.accounts[place]
            and abs(table.times[other] - table.times[place]) <= window
            for other in range(len(objects))
        )
        for place in range(len(objects))
    ]
    left = [
        near_one
        and len({objects[p] for p, by in enumerate(table.accounts) if by == account and has_neighbour[p]})
        >= min_objects
        for near_one, account in zip(has_neighbour, table.accounts, strict=True)
    ]
    assert keep.tolist() == left
    assert removed == left.count(False)


@cache
def _kernels() -> Kernels:
    return Kernels("sweep_kernels")
