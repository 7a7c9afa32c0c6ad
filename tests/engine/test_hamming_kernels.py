"""The kernels of the search for similar hashes count bits as Python does."""

from hypothesis import given
from hypothesis import strategies as st
from numpy import uint64

from unisono.engine.hamming_kernels import KERNELS, count_bits


@given(st.integers(0, 2**64 - 1))
def test_the_bits_of_a_word_are_counted(word: int) -> None:
    assert int(count_bits(uint64(word))) == word.bit_count()


def test_the_module_lists_its_kernels() -> None:
    assert [kernel.__name__ for kernel in KERNELS] == ["join_buckets"]
