"""Which re-uploads come together and which different pictures stay apart, as docs/concepts/pictures.md says."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from tests.content.pictures.drawn import encode
from tests.content.pictures.photographs import (
    CHANGES,
    caption_bar,
    caption_over,
    different_pictures,
    photograph,
    uploaded_again,
)
from unisono.content.pictures.clusters import cluster_pictures
from unisono.content.pictures.hashing import LEAST_QUALITY, PictureHash
from unisono.content.pictures.reading import read_picture
from unisono.content.pictures.views import hash_views

PAGE = Path(__file__).parents[3] / "docs/concepts/pictures.md"
ORIGINALS = 30
SMALL = (200, 150)


def look(picture: Image.Image) -> PictureHash:
    return hash_views(read_picture(encode(picture, compress_level=0)).luminance)


def middles(pictures: list[PictureHash]) -> dict[str, str]:
    found = cluster_pictures([picture.hash for picture in pictures], [picture.crops for picture in pictures])
    return dict(found.iter_rows())


def promised() -> dict[str, float]:
    rows = re.findall(r"^\| ([^|]+?) +\| +(\d+) % \|$", PAGE.read_text(), re.MULTILINE)
    return {kind: int(share) / 100 for kind, share in rows}


@cache
def scenes() -> tuple[Image.Image, ...]:
    return tuple(photograph(seed, SMALL) for seed in range(ORIGINALS))


@cache
def originals() -> tuple[PictureHash, ...]:
    return tuple(look(scene) for scene in scenes())


def test_the_page_promises_a_recall_for_every_kind() -> None:
    assert set(promised()) == set(CHANGES)


@pytest.mark.parametrize("kind", CHANGES)
def test_re_uploads_are_found_at_least_as_often_as_promised(kind: str) -> None:
    found = 0
    for change in CHANGES[kind]:
        copies = [look(change(scene)) for scene in scenes()]
        of = middles([*originals(), *copies])
        assert len({of[one.hash] for one in originals()}) == ORIGINALS
        found += sum(of[one.hash] == of[copy.hash] for one, copy in zip(originals(), copies, strict=True))
    assert found / (ORIGINALS * len(CHANGES[kind])) >= promised()[kind]


def test_five_hundred_different_pictures_stay_apart_however_alike_they_look() -> None:
    looked = [look(picture) for pictures in different_pictures(280).values() for picture in pictures]
    clear = [picture for picture in looked if picture.quality >= LEAST_QUALITY]
    assert len(clear) >= 500
    of = middles(clear)
    assert len(set(of.values())) == len(of)


@pytest.mark.parametrize("caption", [caption_bar, caption_over])
def test_a_meme_with_its_caption_is_found_again_and_not_taken_for_another(
    caption: Callable[[Image.Image, int], Image.Image],
) -> None:
    memes = [caption(photograph(3), seed) for seed in range(6)]
    looked = [look(meme) for meme in memes]
    again = [look(Image.open(_jpeg(meme))) for meme in memes]
    of = middles([*looked, *again])
    assert [of[one.hash] for one in looked] == [of[one.hash] for one in again]
    assert len(set(of.values())) == len(memes)


def test_a_template_with_other_captions_is_other_memes_after_uploads_too() -> None:
    memes = [caption_bar(photograph(3), seed, share=(0.15, 0.22)[seed % 2]) for seed in range(8)]
    looked = [look(meme) for meme in memes]
    again = [look(uploaded_again(meme, seed)) for seed, meme in enumerate(memes)]
    of = middles([*looked, *again])
    assert sum(of[one.hash] == of[two.hash] for one, two in zip(looked, again, strict=True)) >= 7
    for one in range(8):
        assert not {of[looked[one].hash]} & {of[again[other].hash] for other in range(8) if other != one}


def test_one_caption_beside_different_pictures_does_not_join_them() -> None:
    memes = [caption_bar(photograph(seed), 5, place="both", share=0.3) for seed in range(12)]
    looked = [look(each) for meme in memes for each in (meme, uploaded_again(meme, 4))]
    of = middles(looked)
    for one, other in combinations(range(24), 2):
        assert one // 2 == other // 2 or of[looked[one].hash] != of[looked[other].hash]


def _jpeg(picture: Image.Image) -> BytesIO:
    return BytesIO(encode(picture, "JPEG", quality=30))
