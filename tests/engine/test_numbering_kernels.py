"""Keys that fall on the same slots are told apart."""

import numpy as np
from hypothesis import given, strategies

from unisono.engine.machine_code import Kernels
from unisono.engine.numbering import number_keys

INVERSE = pow(11400714819323198485, -1, 2**64)
"""Undoes the kernel's spreading: k * INVERSE has the slot that the upper bits of k say."""


@given(strategies.lists(strategies.integers(0, 60)))
def test_keys_with_one_first_slot_are_numbered_like_others(numbers: list[int]) -> None:
    keys = [number * INVERSE % 2**64 for number in numbers]
    codes, first = number_keys(np.array(keys, np.uint64))
    numbered = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    assert codes.tolist() == [numbered[key] for key in keys]
    assert first.tolist() == [keys.index(key) for key in numbered]


@given(strategies.lists(strategies.integers(0, 60)))
def test_distinct_keys_are_counted_also_where_all_fall_into_one_lot_and_one_slot(numbers: list[int]) -> None:
    keys = np.array([number * INVERSE * 1024 % 2**64 for number in numbers], np.uint64)
    start, dealt = np.zeros(1025, np.int64), np.empty_like(keys)
    slots = np.empty(1 << max(4, (4 * len(keys)).bit_length()), np.int32)
    assert Kernels("numbering_kernels")["count_distinct_keys"](keys, start, dealt, slots) == len(set(numbers))
