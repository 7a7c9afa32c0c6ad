"""Shuffled blocks come in every order as often as in any other."""

import numpy as np

from tests.engine.test_mixes import KIND_OF, as_arrays
from unisono.engine.mixes import DayItems, shuffle_blocks


def test_every_order_of_blocks_comes_about_as_often() -> None:
    # Three days of one item each: the split that is farthest off depends on which day stands in the middle.
    account = [[(0, 64)] * 1, [(1, 64)], [(1, 64)]]
    days_of, day_start, items, weights = as_arrays([account])
    largest = shuffle_blocks(
        DayItems(days_of, day_start, items, weights, KIND_OF, kinds=2, least=1.0),
        edge=1,
        chosen=np.array([0], np.int32),
        blocks=(np.array([0, 3], np.int64), np.arange(4, dtype=np.int64)),
        seeds=np.array([7], np.int64),
        known=np.empty((1, 0)),
        shuffles=3_000,
    )
    apart = (largest > largest.max() - 1e-9).mean()
    assert abs(apart - 2 / 3) < 0.04
