"""The kernel that remembers keys agrees with a dictionary."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unisono.engine.seen_kernels import FREE, KERNELS
from unisono.engine.seen_keys import SeenKeys


def _by_dictionary(calls: Sequence[Sequence[tuple[int, int]]], floors: Sequence[int]) -> list[list[bool]]:
    known: dict[int, int] = {}
    told = []
    for pairs, floor in zip(calls, floors, strict=True):
        answers = []
        for key, time in pairs:
            answers.append(key not in known or known[key] < floor)
            if answers[-1]:
                known[key] = time
        told.append(answers)
    return told


@given(st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 100)), max_size=40), min_size=1, max_size=8))
def test_a_key_is_new_if_a_dictionary_does_not_have_it_from_the_floor_on(calls: list[list[tuple[int, int]]]) -> None:
    floors = [7 * number for number in range(len(calls))]
    reached = [
        [(key, time) for key, time in pairs if time >= floor] for pairs, floor in zip(calls, floors, strict=True)
    ]
    seen = SeenKeys()
    found = [
        seen.remember(
            np.array([key for key, _ in pairs], np.uint64), np.array([time for _, time in pairs], np.int64), floor
        ).tolist()
        for pairs, floor in zip(reached, floors, strict=True)
    ]
    assert found == _by_dictionary(reached, floors)


def test_an_empty_slot_is_told_from_every_time() -> None:
    assert np.iinfo(np.int64).min == FREE
    assert [kernel.__name__ for kernel in KERNELS] == ["remember_keys"]
