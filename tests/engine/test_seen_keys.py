"""Keys that were seen are known again until they are old, and the table stays small."""

import numpy as np

from unisono.engine.seen_keys import FEWEST_SLOTS, SeenKeys


def _keys(first: int, count: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.arange(first, first + count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)


def test_a_key_that_comes_twice_is_new_once() -> None:
    seen = SeenKeys()
    keys = np.array([5, 7, 5], np.uint64)
    assert seen.remember(keys, np.zeros(3, np.int64), 0).tolist() == [True, True, False]
    assert seen.remember(keys, np.zeros(3, np.int64), 0).tolist() == [False, False, False]


def test_a_key_from_before_the_floor_is_new_again() -> None:
    seen = SeenKeys()
    seen.remember(np.array([5], np.uint64), np.array([10], np.int64), 0)
    assert seen.remember(np.array([5], np.uint64), np.array([12], np.int64), 10).tolist() == [False]
    assert seen.remember(np.array([5], np.uint64), np.array([12], np.int64), 11).tolist() == [True]


def test_the_table_does_not_grow_with_a_stream_that_goes_on() -> None:
    seen = SeenKeys()
    for step in range(200):
        assert seen.remember(_keys(1000 * step, 1000), np.full(1000, step, np.int64), step - 3).all()
    assert seen.slots <= 8 * FEWEST_SLOTS
    assert len(seen) <= seen.slots // 2
