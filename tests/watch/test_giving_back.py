"""Memory that was freed is given back every few seconds."""

import sys

import numpy as np

from unisono.watch.giving_back import EVERY_S, LARGE_BYTES, GivingBack, free_large_at_once, give_back
from unisono.watch.standing import memory_bytes


def test_memory_is_given_back_every_few_seconds() -> None:
    calls: list[int] = []
    giving = GivingBack(lambda: calls.append(1))
    for now in (100.0, 101.0, 100.0 + EVERY_S, 101.0 + EVERY_S, 100.0 + 2 * EVERY_S):
        giving.due(now)
    assert len(calls) == 3


def test_what_was_freed_in_pieces_is_the_systems_again() -> None:
    pieces = [np.ones(8_000) for _ in range(2_000)]  # 64 kB each: not given back piece by piece
    last = [np.ones(8_000)]  # keeps the end of the heap in use
    held = memory_bytes()
    del pieces
    give_back()
    if sys.platform == "linux":
        assert memory_bytes() < held - 80_000_000
    assert last[0][0] == 1.0


def test_large_arrays_are_given_back_as_they_are_freed_whatever_lies_between_them() -> None:
    free_large_at_once()
    pieces = [np.ones(LARGE_BYTES // 4) for _ in range(50)]  # twice as many bytes
    held = memory_bytes()
    del pieces[:-1:2]
    if sys.platform == "linux":
        assert memory_bytes() < held - 40 * LARGE_BYTES
    assert len(pieces) == 25 or sys.platform != "linux"
