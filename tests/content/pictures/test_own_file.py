"""A picture file on disk leads to what the case knows of it."""

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import make_case, write_folder
from unisono.cases import Case
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.own_file import is_file, show_file
from unisono.dossiers.image_dossier import describe_image
from unisono.model.errors import UsageError


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = make_case(tmp_path / "case", {"ann": ["1.png"], "bob": ["2.png"]})
    add_pictures(case, write_folder(tmp_path / "media", {f"{seed}.png": encode(draw(seed)) for seed in (1, 2)}))
    return case


def test_a_file_leads_to_the_picture_it_shows_also_mirrored_and_compressed(case: Case, tmp_path: Path) -> None:
    own = {"same.png": encode(draw(1)), "changed.jpg": encode(ImageOps.mirror(draw(1)), "JPEG", quality=40)}
    folder = write_folder(tmp_path / "own", own)
    for name in own:
        card = describe_image(case, None, str(folder / name))
        assert card["post_ids"] == ["twitter:post-ann"]


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (encode(draw(9)), "Nobody in"),
        (encode(Image.new("RGB", (90, 90))), "too little"),
        (b"text", "not a picture that can be read"),
    ],
)
def test_a_file_that_leads_nowhere_says_why(case: Case, tmp_path: Path, content: bytes, answer: str) -> None:
    folder = write_folder(tmp_path / "own", {"x.png": content})
    with pytest.raises(UsageError, match=answer):
        show_file(case, case_pictures(case), str(folder / "x.png"))


def test_only_files_are_files(tmp_path: Path) -> None:
    assert not is_file(str(tmp_path))
    assert not is_file("x" * 10_000)
    assert not is_file("a\0b")
