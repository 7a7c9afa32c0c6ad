"""Clusters hold the uploads of one picture, in any order, and never a chain."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.pictures.drawn import draw, encode
from unisono.content.pictures.clusters import BOUND, cluster_name, cluster_pictures
from unisono.content.pictures.hashing import CROPS, PictureHash, Words, hash_picture, to_hex
from unisono.content.pictures.reading import read_picture


def hashed(seed: int, variant: int = 0) -> PictureHash:
    return hash_picture(read_picture(encode(draw(seed, variant))).luminance)


def cluster(pictures: list[PictureHash]) -> dict[str, str]:
    found = cluster_pictures([picture.hash for picture in pictures], [picture.crops for picture in pictures])
    return dict(found.iter_rows())


def alone(words: Words) -> PictureHash:
    """Return a picture whose crops all look like it."""
    return PictureHash(to_hex(words), 100, np.tile(words, CROPS).astype("<u8").tobytes())


def turned(words: Words, bits: range) -> Words:
    flat = np.unpackbits(words.view(np.uint8), bitorder="little")
    flat[bits] ^= 1
    return np.packbits(flat, bitorder="little").view(np.uint64)


def test_uploads_of_one_picture_come_together_and_others_stay_apart() -> None:
    pictures = {(seed, variant): hashed(seed, variant) for seed in range(12) for variant in range(4)}
    middles = cluster(list(pictures.values()))
    by_seed = [{middles[pictures[seed, variant].hash] for variant in range(4)} for seed in range(12)]
    assert sum(len(found) == 1 for found in by_seed) >= 11
    assert len(set.union(*by_seed)) == sum(map(len, by_seed))


def test_the_order_of_pictures_changes_nothing() -> None:
    pictures = [hashed(seed, variant) for seed in range(5) for variant in range(3)]
    assert cluster(pictures) == cluster(pictures[::-1]) == cluster(pictures[7:] + pictures[:7] + pictures[2:3])


def test_a_picture_like_the_edge_of_a_cluster_does_not_join_it() -> None:
    rng = np.random.default_rng(1)
    first = rng.integers(0, 2**64, 4, dtype=np.uint64)
    chain = [turned(first, range(20 * step)) for step in range(6)]
    middles = cluster([alone(words) for words in chain])
    groups = {middle: [name for name in middles if middles[name] == middle] for middle in set(middles.values())}
    assert len(groups) > 1
    numbers = {to_hex(words): number for number, words in enumerate(chain)}
    for middle, names in groups.items():
        assert all(abs(numbers[name] - numbers[middle]) * 20 <= 2 * BOUND for name in names)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 30))
def test_every_picture_is_near_the_middle_of_its_cluster_or_near_one_that_is(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    words = rng.integers(0, 2**64, (count, 4), dtype=np.uint64)
    for number in range(1, count, 2):
        words[number] = turned(words[number - 1], range(int(rng.integers(0, 60))))
    middles = cluster([alone(row) for row in words])
    assert set(middles) == {to_hex(row) for row in words}
    for name, middle in middles.items():
        assert middles[middle] == middle
        assert (int(name, 16) ^ int(middle, 16)).bit_count() <= 2 * BOUND


def test_no_pictures_make_no_clusters() -> None:
    assert cluster([]) == {}


def test_a_cluster_is_named_by_the_hash_seen_first() -> None:
    assert cluster_name("0" * 64) == "i-60e05bd1b195af2f"
    assert cluster_name("1" * 64) != cluster_name("0" * 64)
