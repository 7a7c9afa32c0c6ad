"""The gallery command lists the pictures of a case that show a picture of a folder."""

import json
from pathlib import Path

import pytest

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import as_version_1, make_case, write_folder
from unisono.cli.gallery import command
from unisono.content.pictures.adding import add_pictures
from unisono.model.errors import DataRejectedError, UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = make_case(tmp_path / "case", {"ann": ["1.png"], "bob": ["2.png"]}, {"eve": "1.png"})
    add_pictures(case, write_folder(tmp_path / "media", {f"{seed}.png": encode(draw(seed)) for seed in (1, 2)}))
    return tmp_path / "case"


def test_matches_are_listed_as_a_table_and_as_json(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = write_folder(tmp_path / "mine", {"portrait.png": encode(draw(1)), "other.png": encode(draw(9))})
    command(folder, mine)
    printed = capsys.readouterr()
    assert "portrait.png" in printed.out
    assert "other.png" not in printed.out
    assert "2 pictures of" in printed.err
    command(folder, mine, as_json=True)
    (row,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (row["picture"], row["name"], row["distance"]) == ("portrait.png", "1.png", 0)
    assert (row["profiles"], row["accounts"], row["posts"]) == (["twitter:eve"], ["twitter:ann"], ["twitter:post-ann"])


def test_no_match_is_said_plainly(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(folder, write_folder(tmp_path / "mine", {"other.png": encode(draw(9))}))
    assert "No picture of the case shows one of" in capsys.readouterr().out


def test_a_case_without_pictures_and_a_folder_without_any_are_errors(folder: Path, tmp_path: Path) -> None:
    make_case(tmp_path / "bare", {"ann": ["1.png"]})
    with pytest.raises(UsageError, match="--media DIR"):
        command(tmp_path / "bare", tmp_path)
    with pytest.raises(DataRejectedError, match=r"1 file left out; first: a\.txt"):
        command(folder, write_folder(tmp_path / "mine", {"a.txt": b"text"}))


def test_what_an_earlier_version_looked_at_is_said_with_what_to_type(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = make_case(tmp_path / "case", {"ann": ["1.png"]})
    media = write_folder(tmp_path / "media", {"1.png": encode(draw(1))})
    as_version_1(case, media)
    command(case.path, media)
    printed = capsys.readouterr().err
    assert "An earlier version looked at 1 picture of this case" in printed
    assert f"unisono import {case.path} --media DIR" in printed
    add_pictures(case, media)
    command(case.path, media)
    assert "earlier version" not in capsys.readouterr().err
