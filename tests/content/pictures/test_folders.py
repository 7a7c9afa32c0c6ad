"""Folders of pictures are found from any working directory, and where the case was moved together with them."""

import os
import shutil
from pathlib import Path

import pytest

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import make_case, write_folder
from unisono.cases import SourceRecord, open_case
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.folders import missing_folders, picture_folders, record_folder
from unisono.model.batches import Batch


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "investigation"
    case = make_case(home / "case", {"ann": ["1.png"]})
    write_folder(home / "media", {"1.png": encode(draw(1))})
    monkeypatch.chdir(home)
    add_pictures(case, Path("media"))
    return home


def test_a_relative_folder_is_found_from_elsewhere(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert picture_folders(open_case(home / "case")).select("folder", "is_there").rows() == [
        (str(home / "media"), True)
    ]


def test_a_folder_that_moved_with_its_case_is_found(home: Path, tmp_path: Path) -> None:
    shutil.move(home, tmp_path / "moved")
    case = open_case(tmp_path / "moved/case")
    assert picture_folders(case)["folder"].to_list() == [str(tmp_path / "moved/media")]
    assert missing_folders(case) == []


def test_a_folder_that_is_gone_is_named(home: Path) -> None:
    shutil.rmtree(home / "media")
    assert missing_folders(open_case(home / "case")) == [str(home / "media")]


def test_a_folder_that_was_read_again_where_it_is_now_is_found_there(home: Path, tmp_path: Path) -> None:
    shutil.move(home / "media", tmp_path / "now")
    case = open_case(home / "case")
    assert add_pictures(case, tmp_path / "now")["duplicates"] == 1
    assert picture_folders(case)["folder"].to_list() == [str(tmp_path / "now")]
    assert missing_folders(case) == []


def test_a_folder_far_from_the_case_is_kept_by_its_whole_path_alone(home: Path, tmp_path: Path) -> None:
    far = tmp_path / "elsewhere/of/pictures"
    far.mkdir(parents=True)
    deep = make_case(home / "deep/down/case", {"ann": ["1.png"]})
    assert record_folder(deep, far).settings == {}
    assert record_folder(deep, home / "deep/media").settings == {"from_case": "../../media"}


def test_a_folder_that_an_earlier_version_kept_as_typed_is_looked_for_beside_the_case(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(home / "earlier", {"ann": ["1.png"]})
    case.append([Batch()], SourceRecord("media", "bb", "media"))
    monkeypatch.chdir(tmp_path)
    assert picture_folders(case).select("folder", "is_there").rows() == [(str(home / "media"), True)]


def test_a_folder_whose_name_is_no_utf_8_is_read_and_found_again(home: Path) -> None:
    case = open_case(home / "case")
    folder = home / os.fsdecode(b"m\xff")
    write_folder(folder, {"1.png": encode(draw(1)), os.fsdecode(b"2\xff.png"): encode(draw(2))})
    line = add_pictures(case, folder)
    assert (line["file"], line["read"], line["rejected"]) == (str(home / r"m\udcff"), 2, [])
    assert sorted(case.media().collect()["name"].unique()) == ["1.png", r"2\udcff.png"]
    assert (str(home / r"m\udcff"), True) in picture_folders(case).select("folder", "is_there").rows()
    assert missing_folders(case) == []
