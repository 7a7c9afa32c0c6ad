"""The kernel that counts uses agrees with dictionaries."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unisono.engine.object_use_kernels import KERNELS
from unisono.engine.object_uses import count_uses


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=80))
def test_uses_and_accounts_are_those_of_dictionaries(acts: list[tuple[int, int]]) -> None:
    keys = np.array([key for key, _ in acts], np.uint64)
    first, users, uses = count_uses(keys, np.array([account for _, account in acts], np.uint64))
    counted = Counter(key for key, _ in acts)
    assert keys[first].tolist() == list(counted)
    assert uses.tolist() == list(counted.values())
    assert users.tolist() == [len({account for key, account in acts if key == one}) for one in counted]


def test_all_kernels_are_listed() -> None:
    assert [kernel.__name__ for kernel in KERNELS] == ["count_uses"]
