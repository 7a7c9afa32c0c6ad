"""Candidates are pairs of pictures of which some form has nearly the hash of some form of the other."""

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.content.pictures.drawn import encode
from tests.content.pictures.photographs import caption_bar, cropped, photograph
from unisono.content.pictures.candidates import (
    BOUND,
    pairs_as_they_are,
    pairs_of_any_form,
    which_show_the_same,
)
from unisono.content.pictures.hashing import WAYS, distances, turned_words
from unisono.content.pictures.reading import read_picture
from unisono.content.pictures.views import Views, hash_views, read_views


def look(picture: Image.Image) -> Views:
    return read_views(hash_views(read_picture(encode(picture)).luminance).crops)


@pytest.mark.parametrize("way", range(len(WAYS)))
def test_the_hash_of_a_turned_picture_follows_from_its_own(way: int) -> None:
    picture = photograph(4)
    pixels = np.asarray(picture)
    pixels = pixels[:, ::-1] if way & 1 else pixels
    pixels = pixels[::-1] if way & 2 else pixels
    pixels = pixels.transpose(1, 0, 2) if way & 4 else pixels
    turned = look(Image.fromarray(np.ascontiguousarray(pixels))).views[0].hashes[0]
    followed = turned_words(look(picture).views[0].hashes[:1], way)
    assert distances(turned, followed)[0] <= BOUND + 5


def test_a_pair_is_told_once_by_its_nearest_form() -> None:
    pictures = [look(photograph(1)), look(ImageOps.mirror(photograph(1))), look(photograph(2))]
    (row,) = pairs_of_any_form(pictures).to_dicts()
    assert ({row["left"], row["right"]}, WAYS[row["way"]]) == ({0, 1}, "mirrored")
    assert which_show_the_same(pictures, pairs_of_any_form(pictures)).tolist() == [True]


def test_a_cut_picture_is_a_candidate() -> None:
    pictures = [look(photograph(1)), look(cropped(photograph(1), 0.05, 0.05, 0.05, 0.05))]
    assert pairs_of_any_form(pictures).height == 1


def test_one_picture_with_two_captions_is_two_unless_the_captions_are_the_same() -> None:
    one, other, copy = (caption_bar(photograph(1), seed) for seed in (1, 2, 1))
    pictures = [look(one), look(other), look(copy.resize((300, 270)))]
    pairs = pairs_of_any_form(pictures)
    same = pairs.filter(which_show_the_same(pictures, pairs))
    assert [{row["left"], row["right"]} for row in same.iter_rows(named=True)] == [{0, 2}]


def test_whole_pictures_are_compared_by_their_hashes_alone() -> None:
    words = np.array([[0, 0, 0, 0], [3, 0, 0, 0], [2**64 - 1, 0, 0, 0]], np.uint64)
    assert pairs_as_they_are(words).select("left", "right", "distance").rows() == [(0, 1, 2)]
