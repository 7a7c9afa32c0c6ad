"""Large groups, which are merged from short runs, come out as Python sorts them."""

import numpy as np
from hypothesis import given, strategies

from unisono.engine.acts import sort_acts


@given(strategies.integers(0, 2**32), strategies.integers(0, 300), strategies.sampled_from([1, 5, 1000]))
def test_groups_of_any_size_are_sorted_and_the_first_of_equal_acts_stays(seed: int, acts: int, moments: int) -> None:
    random = np.random.default_rng(seed)
    accounts = random.integers(0, 4, acts).astype(np.int32)
    objects = random.integers(0, 2, acts).astype(np.int32)
    times = random.integers(0, moments, acts)
    table = sort_acts(accounts, objects, times, 4, 2)
    first: dict[tuple[int, int, int], int] = {}
    for row, act in enumerate(zip(objects.tolist(), times.tolist(), accounts.tolist(), strict=True)):
        first.setdefault(act, row)
    assert table.rows.tolist() == [first[act] for act in sorted(first)]


def test_a_group_in_order_stays_as_it_is() -> None:
    times = np.arange(1000)
    table = sort_acts(np.zeros(1000, np.int32), np.zeros(1000, np.int32), times, 1, 1)
    assert table.rows.tolist() == times.tolist()
