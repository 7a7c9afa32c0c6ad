"""A user's own pictures are found in the case, however they were turned, cut and uploaded; others are not."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import make_case, write_folder
from unisono.cases import Case, create_case
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.clusters import BOUND
from unisono.content.pictures.gallery import MATCHES, match_gallery
from unisono.model.errors import UsageError

FLIP, TURN = Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_90
CHANGES: dict[str, tuple[Callable[[Image.Image], Image.Image], str]] = {
    "plain": (lambda picture: picture, "as it is"),
    "mirrored": (lambda picture: picture.transpose(FLIP), "mirrored"),
    "turned": (lambda picture: picture.transpose(TURN), "on its side"),
    "cut below": (lambda picture: picture.crop((0, 0, 160, 102)), "as it is"),
    "cut all round": (lambda picture: picture.crop((14, 9, 149, 108)), "as it is"),
    "cut and mirrored": (lambda picture: picture.crop((24, 0, 160, 120)).transpose(FLIP), "mirrored"),
}


def case_with(tmp_path: Path, pictures: dict[str, Image.Image]) -> Case:
    names = {f"{name}.jpg": encode(picture, "JPEG", quality=60) for name, picture in pictures.items()}
    case = make_case(tmp_path / "case", {name: [name] for name in names}, {"eve": next(iter(names))})
    add_pictures(case, write_folder(tmp_path / "media", names))
    return case


@pytest.mark.parametrize("change", CHANGES)
def test_a_picture_is_found_whatever_was_done_to_it(change: str, tmp_path: Path) -> None:
    make, way = CHANGES[change]
    case = case_with(tmp_path, {str(seed): make(draw(seed)) for seed in range(6)})
    gallery = write_folder(tmp_path / "mine", {f"{seed}.png": encode(draw(seed)) for seed in range(6)})
    found = match_gallery(case, gallery)
    pairs = {(row["picture"][:-4], row["name"][:-4], row["way"]) for row in found.matches.iter_rows(named=True)}
    assert pairs == {(str(seed), str(seed), way) for seed in range(6)}
    assert (found.matches["cut"].max() == 0) == (not change.startswith("cut"))
    assert found.matches["distance"].max() <= BOUND


def test_a_match_says_who_shows_the_picture_and_who_posted_it(tmp_path: Path) -> None:
    case = case_with(tmp_path, {"1": draw(1), "2": draw(2)})
    (row,) = match_gallery(case, write_folder(tmp_path / "mine", {"a.png": encode(draw(1))})).matches.to_dicts()
    assert (row["profiles"], row["accounts"], row["posts"]) == (
        ["twitter:eve"],
        ["twitter:1.jpg"],
        ["twitter:post-1.jpg"],
    )
    assert row["object"].startswith("i-")


def test_other_pictures_blank_ones_and_broken_files_match_nothing(tmp_path: Path) -> None:
    case = case_with(tmp_path, {str(seed): draw(seed) for seed in range(10)})
    mine = {f"{seed}.png": encode(draw(seed)) for seed in range(100, 110)}
    mine |= {"blank.png": encode(Image.new("RGB", (90, 90))), "broken.png": b"broken"}
    found = match_gallery(case, write_folder(tmp_path / "mine", mine))
    assert dict(found.matches.schema) == MATCHES
    assert (found.matches.height, found.compared, found.blank) == (0, 10, 1)
    assert [item.example for item in found.rejected] == ["broken.png"]


def test_a_case_without_pictures_matches_nothing_and_a_missing_folder_is_named(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    mine = write_folder(tmp_path / "mine", {"a.png": encode(draw(1))})
    assert match_gallery(case, mine).matches.height == 0
    with pytest.raises(UsageError, match="does not exist"):
        match_gallery(case, tmp_path / "gone")


def test_files_whose_names_are_no_utf_8_are_compared_with_the_others(tmp_path: Path) -> None:
    case = case_with(tmp_path, {"1": draw(1), "2": draw(2)})
    names = ["a.png", os.fsdecode(b"b\xff.png"), r"b\udcff.png", os.fsdecode(b"c\xff.png"), os.fsdecode(b"d\xff.png")]
    contents = [encode(draw(1)), encode(draw(2)), encode(draw(1)), b"broken", encode(Image.new("RGB", (90, 90)))]
    found = match_gallery(case, write_folder(tmp_path / "mine", dict(zip(names, contents, strict=True))))
    pairs = sorted(found.matches.select("picture", "name").rows())
    assert pairs == [("a.png", "1.jpg"), (r"b\udcff.png", "1.jpg"), (r"b\udcff.png", "2.jpg")]
    assert (found.compared, found.blank, [item.example for item in found.rejected]) == (3, 1, [r"c\udcff.png"])
