"""Views of pictures are kept as bytes and read back; what an earlier version kept is read, too."""

import numpy as np
import polars as pl
import pytest

from tests.content.pictures.drawn import encode
from tests.content.pictures.photographs import bordered, caption_bar, photograph
from unisono.content.pictures.captions import LINES_SIZE
from unisono.content.pictures.hashing import hash_picture, quality_of, sample
from unisono.content.pictures.reading import read_picture
from unisono.content.pictures.views import (
    AS_IT_IS,
    CUTS,
    HASHES,
    KEPT,
    LOOKED_AT_BEFORE,
    WITHOUT_BORDER,
    WITHOUT_CAPTION,
    hash_views,
    read_views,
    shades_of,
)


def were_looked_at_before(*kept: bytes) -> list[bool]:
    return pl.DataFrame({"crops": list(kept)}).select(LOOKED_AT_BEFORE).to_series().to_list()


def test_a_plain_picture_has_one_view_and_a_framed_one_two() -> None:
    plain, framed, captioned = (
        read_views(hash_views(read_picture(encode(picture)).luminance).crops)
        for picture in (photograph(1), bordered(photograph(1)), caption_bar(photograph(1), 3))
    )
    assert [view.kind for view in plain.views] == [AS_IT_IS]
    assert [view.kind for view in framed.views] == [AS_IT_IS, WITHOUT_BORDER]
    assert captioned.views[-1].kind == WITHOUT_CAPTION
    assert not plain.bars.any()
    assert captioned.bars.any(axis=1).tolist() == [True, False]


def test_the_hash_and_the_first_sixteen_are_those_of_the_picture_as_it_is() -> None:
    luminance = read_picture(encode(bordered(photograph(2)))).luminance
    before, after = hash_picture(luminance), hash_views(luminance)
    assert (after.hash, after.quality) == (before.hash, before.quality)
    assert after.crops.startswith(before.crops)
    assert read_views(after.crops).views[0].hashes.shape == (HASHES, 4)
    assert len({CUTS[number] for number in KEPT}) == HASHES


def test_what_version_1_kept_is_read_and_told_apart() -> None:
    hashed = hash_picture(read_picture(encode(photograph(3))).luminance)
    (view,) = read_views(hashed.crops).views
    assert (view.shades, len(view.hashes)) == (None, 16)
    assert were_looked_at_before(hashed.crops, hash_views(read_picture(encode(photograph(3))).luminance).crops) == [
        True,
        False,
    ]


def test_the_lines_of_bars_are_kept_and_what_version_2_kept_is_read_without_them() -> None:
    kept = hash_views(read_picture(encode(caption_bar(photograph(1), 3, place="both"))).luminance).crops
    views = read_views(kept)
    assert [lines is not None and lines.shape for lines in views.lines] == [(16, 128), (16, 128)]
    first = HASHES * 32 + 2048 + 64
    before = kept[:first] + kept[first + 2 * LINES_SIZE :]
    assert read_views(before).lines == (None, None)
    assert len(read_views(before).views) == len(views.views)
    assert were_looked_at_before(kept, before) == [False, True]


def test_a_bar_below_alone_has_its_lines_in_its_place() -> None:
    views = read_views(hash_views(read_picture(encode(caption_bar(photograph(1), 3, place="below"))).luminance).crops)
    assert views.lines[0] is None
    assert views.lines[1] is not None


@pytest.mark.parametrize("length", [0, 511, 513, 3_105])
def test_other_bytes_are_refused(length: int) -> None:
    with pytest.raises(ValueError, match="no views"):
        read_views(bytes(length))


@pytest.mark.parametrize("shape", [(1, 1), (3, 500), (511, 97), (64, 64)])
def test_shades_reach_from_0_to_15_in_any_size(shape: tuple[int, int]) -> None:
    picture = np.random.default_rng(2).random(shape).astype(np.float32) * 255
    shades = shades_of(picture)
    assert shades.shape == (64, 64)
    assert quality_of(sample(picture)) >= 0
    assert shades.max() <= 15
