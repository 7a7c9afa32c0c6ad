"""Waits before a connection is tried again."""

import random

import pytest

from unisono.watch.back_off import Waits
from unisono.watch.sources.declaration import BackOff


class _Highest(random.Random):
    """Chance that always gives the most."""

    def uniform(self, a: float, b: float) -> float:
        return b


def test_the_bound_of_the_wait_doubles_up_to_the_most() -> None:
    waits = Waits(BackOff(first_s=1, most_s=60), _Highest())
    assert [waits.next_s() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_connection_that_lasted_makes_the_waiting_begin_anew() -> None:
    waits = Waits(BackOff(first_s=1, most_s=60, reset_after_s=30), _Highest())
    for _ in range(4):
        waits.next_s()
    waits.note(lasted_s=29)
    assert waits.next_s() == 16
    waits.note(lasted_s=30)
    assert waits.next_s() == 1


@pytest.mark.parametrize("seed", range(5))
def test_a_wait_is_anywhere_between_nothing_and_its_bound(seed: int) -> None:
    waits = [Waits(BackOff(first_s=8, most_s=8), random.Random(seed * 1000 + n)).next_s() for n in range(200)]
    assert min(waits) < 0.5
    assert 7.5 < max(waits) <= 8
