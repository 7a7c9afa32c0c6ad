"""The search for similar hashes finds every pair that comparing each with each finds, and no other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.engine import hamming_search
from unisono.engine.hamming_search import LARGEST_DISTANCE, SimilarPairs, Words, pairs_within, search_within


def hashes_with_copies(seed: int, count: int, most_bits: int = 50) -> Words:
    """Return random hashes of which about half are copies of others with a few bits turned."""
    rng = np.random.default_rng(seed)
    words = rng.integers(0, 2**64, (count, 4), dtype=np.uint64)
    for _ in range(count // 2):
        given, taken = rng.integers(0, count, 2)
        bits = np.zeros(256, np.uint8)
        bits[rng.choice(256, rng.integers(0, most_bits), replace=False)] = 1
        words[taken] = words[given] ^ np.packbits(bits).view(np.uint64)
    return words


def compare_each_with_each(left: Words, right: Words, distance: int) -> set[tuple[int, int, int]]:
    apart = np.bitwise_count(left[:, None] ^ right[None]).sum(axis=-1)
    rows, partners = np.nonzero(apart <= distance)
    return set(zip(rows.tolist(), partners.tolist(), apart[rows, partners].tolist(), strict=True))


def as_list(found: SimilarPairs) -> list[tuple[int, int, int]]:
    return list(zip(found.left.tolist(), found.right.tolist(), found.distance.tolist(), strict=True))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 120), distance=st.integers(0, LARGEST_DISTANCE))
def test_all_pairs_are_those_of_comparing_each_with_each_and_each_comes_once(
    seed: int, count: int, distance: int
) -> None:
    words = hashes_with_copies(seed, count)
    found = as_list(pairs_within(words, distance))
    wanted = {pair for pair in compare_each_with_each(words, words, distance) if pair[0] < pair[1]}
    assert len(found) == len(set(found))
    assert set(found) == wanted


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), queries=st.integers(0, 40), distance=st.integers(0, LARGEST_DISTANCE))
def test_a_search_finds_what_comparing_each_with_each_finds(seed: int, queries: int, distance: int) -> None:
    words = hashes_with_copies(seed, 80)
    asked = np.concatenate([words[: queries // 2], hashes_with_copies(seed + 1, queries)])
    found = as_list(search_within(asked, words, distance))
    assert len(found) == len(set(found))
    assert set(found) == compare_each_with_each(asked, words, distance)


def test_more_pairs_than_fit_at_once_all_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hamming_search, "PAIRS_AT_ONCE", 10)
    words = np.repeat(hashes_with_copies(1, 3), 40, axis=0)
    found = as_list(pairs_within(words, 0))
    assert set(found) == {pair for pair in compare_each_with_each(words, words, 0) if pair[0] < pair[1]}
    assert len(found) >= 3 * 40 * 39 // 2


@pytest.mark.parametrize("distance", [-1, LARGEST_DISTANCE + 1])
def test_a_distance_beyond_the_search_is_refused(distance: int) -> None:
    with pytest.raises(ValueError, match="within 0 to 47 bits"):
        pairs_within(hashes_with_copies(1, 3), distance)
