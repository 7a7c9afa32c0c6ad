"""Keys that fall on the same slots are told apart."""

import numpy as np
from hypothesis import given, strategies

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
