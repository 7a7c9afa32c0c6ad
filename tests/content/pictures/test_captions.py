"""Captions of the same words go together however they were uploaded, and those of other words do not."""

import numpy as np
import pytest
from PIL import Image

from tests.content.pictures.drawn import encode
from tests.content.pictures.photographs import caption_bar, photograph, uploaded_again
from unisono.content.pictures.captions import (
    COLUMNS,
    LEAST_CORRELATION,
    LINES_SIZE,
    ROWS,
    Lines,
    captions_agree,
    line_correlation,
    lines_of,
    read_lines,
)
from unisono.content.pictures.reading import read_picture
from unisono.content.pictures.views import hash_views, read_views

NONE = np.zeros((2, 4), np.uint64)
ABOVE = np.array([[1, 2, 3, 4], [0, 0, 0, 0]], np.uint64)


def lines_above(picture: Image.Image) -> Lines | None:
    return read_views(hash_views(read_picture(encode(picture)).luminance).crops).lines[0]


@pytest.fixture(scope="module")
def captions() -> tuple[list[Lines], list[Lines]]:
    """Return the lines of twelve captions, and of uploads of the same pictures."""
    memes = [caption_bar(photograph(seed % 3), seed, share=(0.15, 0.22)[seed % 2]) for seed in range(12)]
    looked = [[lines_above(each) for each in (meme, uploaded_again(meme, seed))] for seed, meme in enumerate(memes)]
    first, again = ([lines for lines in side if lines is not None] for side in zip(*looked, strict=True))
    return first, again


def test_the_same_words_go_together_after_an_upload(captions: tuple[list[Lines], list[Lines]]) -> None:
    first, again = captions
    assert len(first) == len(again) == 12
    fits = [line_correlation(one, other) for one, other in zip(first, again, strict=True)]
    assert sum(fit >= LEAST_CORRELATION for fit in fits) >= 11


def test_other_words_never_go_together(captions: tuple[list[Lines], list[Lines]]) -> None:
    first, again = captions
    others = [line_correlation(first[a], again[b]) for a in range(12) for b in range(12) if a != b]
    assert max(others) < LEAST_CORRELATION


def test_lines_moved_and_cut_at_their_ends_are_found_again() -> None:
    rng = np.random.default_rng(8)
    lines = np.kron(rng.integers(0, 16, (ROWS, COLUMNS // 4)), np.ones((1, 4))).astype(np.uint8)
    assert line_correlation(lines, lines) == pytest.approx(1)
    moved = np.repeat(lines, 2, axis=1)[:, 12:-8]  # three signs of sixty-four are lost
    again = moved[:, np.linspace(0, moved.shape[1] - 1, COLUMNS).round().astype(int)]
    assert line_correlation(lines, again) > 0.8
    assert line_correlation(lines, rng.permuted(lines, axis=1)) < LEAST_CORRELATION


def test_only_what_is_written_is_kept_without_the_edge_of_the_picture() -> None:
    bar = np.full((30, 200), 250, np.float32)
    bar[8:18, 20:180:5] = 10
    alone = read_lines(lines_of(bar))
    assert alone.shape == (ROWS, COLUMNS)
    wider = np.pad(bar, ((5, 0), (30, 60)), constant_values=250)
    assert (read_lines(lines_of(wider)) == alone).all()
    touching = np.vstack([wider, np.full((3, 290), 90, np.float32)])
    assert (read_lines(lines_of(touching)) == alone).all()
    assert (read_lines(lines_of(touching[::-1], below=True)) == alone[::-1]).all()
    assert len(lines_of(np.full((4, 4), 9, np.float32))) == LINES_SIZE


def test_captions_are_compared_where_both_pictures_have_one() -> None:
    lines = np.random.default_rng(9).integers(0, 16, (ROWS, COLUMNS)).astype(np.uint8)
    other = np.random.default_rng(10).integers(0, 16, (ROWS, COLUMNS)).astype(np.uint8)
    far = ABOVE ^ np.array([[2**63 - 1] * 4, [0] * 4], np.uint64)
    assert captions_agree((ABOVE, NONE), ((lines, None), (None, None)))
    assert captions_agree((ABOVE, ABOVE), ((None, None), (None, None)))
    assert captions_agree((ABOVE, far), ((lines, None), (lines, None)))
    assert not captions_agree((ABOVE, far), ((lines, None), (other, None)))
    assert not captions_agree((ABOVE, far), ((lines, None), (None, None)))
