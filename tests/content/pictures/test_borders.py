"""Borders and bars are found to the pixel, and nothing is taken from a picture that has none."""

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.content.pictures.photographs import caption_bar, compressed, photograph
from unisono.content.pictures.borders import Box, Luminance, whole, without_caption_bars, without_plain_border


def grey(picture: Image.Image) -> Luminance:
    return np.asarray(picture.convert("L"), np.float32)


def test_a_plain_border_is_taken_off() -> None:
    picture = ImageOps.expand(photograph(1), (30, 20, 10, 40), (255, 255, 255))
    assert without_plain_border(grey(picture)) == Box(20, 20 + photograph(1).height, 30, 30 + photograph(1).width)


def test_a_picture_without_a_border_stays_whole() -> None:
    for seed in range(10):
        assert without_plain_border(grey(photograph(seed))) == whole(grey(photograph(seed)))


def test_a_small_thing_on_a_ground_is_no_picture_within_a_border() -> None:
    alone = Image.new("L", (200, 200), 255)
    alone.paste(0, (90, 90, 120, 120))
    assert without_plain_border(grey(alone)) == Box(0, 200, 0, 200)
    assert without_plain_border(np.full((50, 60), 7, np.float32)) == Box(0, 50, 0, 60)


def test_bars_with_a_caption_are_found_to_the_row() -> None:
    picture = photograph(1)
    bar = round(0.2 * picture.height)
    for place, top, below in (("above", bar, 0), ("below", 0, bar), ("both", bar, bar)):
        seen = grey(caption_bar(picture, 3, place=place))
        inner = without_caption_bars(seen, without_plain_border(seen))
        assert (inner.top, len(seen) - inner.bottom) == (top, below)


def test_the_smallest_pictures_have_no_borders() -> None:
    for shape in ((1, 1), (1, 300), (2, 2)):
        one = np.random.default_rng(1).random(shape).astype(np.float32) * 255
        assert without_caption_bars(one, without_plain_border(one)) is not None


def test_a_bar_of_which_a_cut_took_letters_is_found_to_the_row() -> None:
    meme = caption_bar(photograph(1), 3, share=0.2)
    height = meme.height - photograph(1).height
    for lost in (0, 4, 7):
        picture = grey(meme.crop((0, lost, meme.width, meme.height)))
        assert abs(without_caption_bars(picture, without_plain_border(picture)).top - (height - lost)) <= 1


def test_the_edge_of_a_bar_is_found_though_compressing_blurs_it() -> None:
    meme = compressed(caption_bar(photograph(2), 5, place="below", share=0.2), 20)
    picture = grey(meme)
    box = without_caption_bars(picture, without_plain_border(picture))
    assert abs(box.bottom - photograph(2).height) <= 2


@pytest.mark.parametrize("level", [0, 30, 128, 225, 255])
def test_a_ground_without_letters_is_no_caption(level: int) -> None:
    picture = grey(photograph(4))
    sky = np.full((40, picture.shape[1]), level, np.float32)
    sky[10:14, 30:60] += 12 if level < 128 else -12
    framed = np.vstack([sky, picture])
    assert without_caption_bars(framed, without_plain_border(framed)) == without_plain_border(framed)
