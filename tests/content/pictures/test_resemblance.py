"""Pictures with nearly equal hashes are compared part by part."""

import numpy as np
from PIL import Image

from tests.content.pictures.photographs import caption_over, compressed, document, photograph
from unisono.content.pictures.resemblance import (
    OF_PAGES,
    OF_PHOTOGRAPHS,
    Shades,
    is_mostly_ground,
    show_the_same,
    turned_and_cut,
)
from unisono.content.pictures.views import shades_of


def shades(*pictures: Image.Image) -> Shades:
    return np.stack([shades_of(np.asarray(one.convert("L"), np.float32)) for one in pictures]).astype(np.float32)


def test_compressed_copies_show_the_same_and_other_captions_do_not() -> None:
    memes = [caption_over(photograph(5), seed, 4) for seed in range(6)]
    assert show_the_same(shades(*memes), shades(*(compressed(one, 20) for one in memes)), OF_PHOTOGRAPHS).all()
    assert not show_the_same(shades(*memes[1:]), shades(*memes[:-1]), OF_PHOTOGRAPHS).any()


def test_on_a_page_not_one_part_may_differ() -> None:
    pages = [document(seed) for seed in range(4)]
    assert show_the_same(shades(*pages), shades(*(compressed(one, 30) for one in pages)), OF_PAGES).all()
    assert not show_the_same(shades(*pages[1:]), shades(*pages[:-1]), OF_PAGES).any()


def test_a_page_is_mostly_ground_and_a_photograph_is_not() -> None:
    assert is_mostly_ground(shades(document(1))[0].astype(np.uint8))
    assert not is_mostly_ground(shades(photograph(2))[0].astype(np.uint8))


def test_turning_is_that_of_the_ways() -> None:
    given = shades(photograph(1))
    whole = ((0.0, 0.0), (0.0, 0.0))
    turned = [turned_and_cut(given, whole, way)[0] for way in range(8)]
    one = given[0]
    wanted = [one, one[:, ::-1], one[::-1], one[::-1, ::-1]]
    for found, expected in zip(turned, [*wanted, *(way.T for way in wanted)], strict=True):
        assert np.array_equal(found, expected)


def test_a_cut_picture_is_stretched_to_the_whole() -> None:
    ramp = np.tile(np.arange(64, dtype=np.float32), (1, 64, 1))
    cut = turned_and_cut(ramp, ((0.0, 0.0), (0.25, 0.0)), 0)[0]
    assert 15.4 < cut[0, 0] < 16.6
    assert cut[0, -1] > 62
