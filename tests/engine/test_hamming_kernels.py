"""The kernels of the search for similar hashes count bits as Python does."""

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import uint64


@pytest.fixture(scope="module")
def kernels() -> ModuleType:
    """Return the module, read only by the process that asks about it: reading it compiles for seconds."""
    from unisono.engine import hamming_kernels

    return hamming_kernels


@given(word=st.integers(0, 2**64 - 1))
def test_the_bits_of_a_word_are_counted(kernels: ModuleType, word: int) -> None:
    assert int(kernels.count_bits(uint64(word))) == word.bit_count()


def test_the_module_lists_its_kernels(kernels: ModuleType) -> None:
    assert [kernel.__name__ for kernel in kernels.KERNELS] == ["join_buckets"]
