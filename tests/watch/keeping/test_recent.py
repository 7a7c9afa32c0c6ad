"""What came in the last minutes is known, what came long before is forgotten, and memory stays bounded."""

import numpy as np

from unisono.watch.keeping.recent import Recent


def keys(*values: int) -> np.ndarray:
    return np.array(values, np.uint64)


def test_each_key_is_new_once() -> None:
    recent = Recent()
    assert recent.add_new(keys(1, 2, 1), now=0).tolist() == [True, True, False]
    assert recent.add_new(keys(2, 3), now=1).tolist() == [False, True]


def test_a_key_is_known_through_two_generations_and_then_forgotten() -> None:
    recent = Recent(reach_s=100)
    recent.add_new(keys(1), now=0)
    assert recent.add_new(keys(1), now=150).tolist() == [False]
    recent.add_new(keys(2), now=160)
    recent.add_new(keys(3), now=270)
    assert recent.add_new(keys(1), now=280).tolist() == [True]


def test_no_more_than_two_generations_are_held() -> None:
    recent = Recent(most=1_000)
    for start in range(0, 20_000, 500):
        recent.add_new(np.arange(start, start + 500, dtype=np.uint64), now=0)
    held = sum(len(array) for part in (recent.newer, recent.older) for array in part.arrays)
    assert 1_000 <= held <= 2_500
    assert not recent.add_new(keys(19_999), now=0).any(), "the last ones are known"
