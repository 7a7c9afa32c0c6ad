"""Hashes are those of PDQ, and stay near when a picture is uploaded again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from tests.content.pictures.drawn import draw, encode
from unisono.content.pictures.hashing import (
    CROPS,
    EDGES,
    WAYS,
    Luminance,
    crops_from_bytes,
    distances,
    from_hex,
    hash_picture,
    sample,
    to_hex,
    waves_of,
    waves_of_crops,
    waves_of_ways,
    words_of,
)
from unisono.content.pictures.reading import read_picture

PUBLISHED = "4ce173963399ce19ec593326b2e6cc3503864197fe903cf8d1f9d3610ca42d6f"
"""What pdqhash 0.2.8, which wraps the authors' own program, gives for the avatar of seed 24; quality 100."""


def luminance(picture: Image.Image) -> Luminance:
    return (np.asarray(picture.convert("RGB")) @ np.array([0.299, 0.587, 0.114])).astype(np.float32)


def distance(one: bytes, other: bytes) -> int:
    first, second = (from_hex([hash_picture(read_picture(content).luminance).hash]) for content in (one, other))
    return int(distances(first[0], second)[0])


def test_the_hash_is_that_of_the_authors_own_program() -> None:
    hashed = hash_picture(luminance(draw(24, kind="avatar")))
    assert hashed.hash == PUBLISHED
    assert hashed.quality == 100


@pytest.mark.parametrize("seed", range(8))
def test_a_copy_that_is_compressed_resized_brightened_or_grey_stays_within_31_bits(seed: int) -> None:
    picture = draw(seed)
    whole = encode(picture)
    copies = {
        "JPEG of quality 30": encode(picture, "JPEG", quality=30),
        "twice as large": encode(picture.resize((320, 240))),
        "half as large": encode(picture.resize((80, 60))),
        "darker": encode(ImageEnhance.Brightness(picture).enhance(0.7)),
        "more contrast": encode(ImageEnhance.Contrast(picture).enhance(1.3)),
        "grey": encode(picture.convert("L")),
        "GIF": encode(picture, "GIF"),
        "WebP": encode(picture, "WEBP", quality=40),
    }
    apart = {name: distance(whole, copy) for name, copy in copies.items()}
    assert max(apart.values()) <= 31, apart


def test_different_pictures_are_far_apart() -> None:
    words = from_hex([hash_picture(luminance(draw(seed))).hash for seed in range(40)])
    apart = [int(distances(words[number], words[number + 1 :]).min()) for number in range(39)]
    assert min(apart) > 31


def test_a_blank_picture_has_no_quality() -> None:
    assert hash_picture(np.full((80, 60), 200, np.float32)).quality == 0


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (2, 2), (511, 3)])
def test_pictures_of_any_size_have_a_hash(shape: tuple[int, int]) -> None:
    hashed = hash_picture(np.random.default_rng(1).random(shape).astype(np.float32) * 255)
    assert len(hashed.hash) == 64
    assert len(hashed.crops) == CROPS * 32


def test_each_crop_is_the_hash_of_the_picture_cut_that_way() -> None:
    picture = luminance(draw(5))
    height, width = picture.shape
    crops = crops_from_bytes([hash_picture(picture).crops])[0]
    ways = [(down, across) for down in EDGES for across in EDGES]
    for crop, (down, across) in zip(crops, ways, strict=True):
        rows = slice(round(down[0] * height), height - round(down[1] * height))
        columns = slice(round(across[0] * width), width - round(across[1] * width))
        cut = from_hex([hash_picture(np.ascontiguousarray(picture[rows, columns])).hash])
        assert distances(crop, cut)[0] <= 4


def test_the_first_crop_is_the_whole_picture() -> None:
    hashed = hash_picture(luminance(draw(6)))
    assert to_hex(crops_from_bytes([hashed.crops])[0][0]) == hashed.hash


def test_the_eight_ways_are_those_of_the_turned_and_mirrored_pixels() -> None:
    picture = luminance(draw(7))
    pixels = [picture, picture[:, ::-1], picture[::-1], picture[::-1, ::-1]]
    pixels += [way.T for way in pixels]
    ways = waves_of_ways(picture, [(0.0, 0.0)])
    assert len(ways) == len(WAYS)
    for waves, turned in zip(ways, pixels, strict=True):
        wanted = words_of(waves_of(sample(np.ascontiguousarray(turned)))[None])
        assert distances(words_of(waves)[0], wanted)[0] <= 4


def test_a_cut_never_leaves_nothing() -> None:
    waves = waves_of_crops(np.ones((1, 1), np.float32), [(0.9, 0.9), (0.0, 0.0)])
    assert waves.shape == (4, 16, 16)


@given(st.lists(st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}"), max_size=5))
def test_hex_digits_and_words_say_the_same(hashes: list[str]) -> None:
    assert [to_hex(words) for words in from_hex(hashes)] == hashes


@pytest.mark.parametrize("text", ["", "ab", "g" * 64])
def test_what_is_no_hash_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="hex"):
        from_hex([text])
