"""A folder of pictures becomes rows of the case, every file accounted for, and nothing is copied."""

from pathlib import Path
from unittest.mock import patch

import pytest

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import make_case, write_folder
from unisono.cases import Case, find_problems
from unisono.content.pictures import adding
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.hashing import hash_picture
from unisono.content.pictures.lettering import Reader
from unisono.content.pictures.views import LOOKED_AT_BEFORE
from unisono.model.errors import UsageError
from unisono.model.tables import MEDIA

FILES = {
    "1.png": encode(draw(1)),
    "sub/2.jpg": encode(draw(2), "JPEG"),
    "blank.png": encode(draw(1).point(lambda _: 200)),
    "notes.txt": b"no picture",
    "empty.png": b"",
    "short.png": encode(draw(3))[:900],
}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return make_case(tmp_path / "case", {"ann": ["1.png"], "bob": ["2.jpg", "gone.png"]})


def test_every_file_is_stored_or_rejected_with_its_reason(case: Case, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "media", FILES)
    seen: list[int] = []
    line = add_pictures(case, folder, advance=seen.append)
    assert (line["file"], line["format"]) == (str(folder), "media")
    assert (line["read"], line["stored"], line["duplicates"]) == (6, 3, 0)
    assert [(item["reason"], item["rows"], item["example"]) for item in line["rejected"]] == [
        ("the file is empty", 1, "empty.png"),
        ("not a picture that can be read", 1, "notes.txt"),
        ("the picture's file ends early", 1, "short.png"),
    ]
    assert (line["posts"], line["accounts"], line["pictures"], line["blank"]) == (2, 2, 3, 1)
    assert (line["named"], line["matched"], line["ambiguous"]) == (3, 2, 0)
    assert sum(seen) == 6
    media = case.media().collect()
    assert dict(media.schema) == MEDIA
    assert media.select("name", "format", "width", "height").rows() == [
        ("1.png", "png", 160, 120),
        ("blank.png", "png", 160, 120),
        ("sub/2.jpg", "jpeg", 160, 120),
    ]
    assert media["added_at"].null_count() == 0
    assert case.sources()["stored"].to_list() == [2, 3]


def test_a_folder_added_twice_gives_duplicates_only(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "FILES_PER_BATCH", 2)
    folder = write_folder(tmp_path / "media", FILES)
    add_pictures(case, folder)
    first = case.media().collect()
    line = add_pictures(case, folder)
    assert (line["read"], line["stored"], line["duplicates"]) == (6, 0, 3)
    assert case.media().collect().equals(first)
    assert case.counts() == (2, 2)
    assert find_problems(case.path) == []


def test_a_changed_file_is_another_picture(case: Case, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "media", {"1.png": encode(draw(1))})
    add_pictures(case, folder)
    write_folder(folder, {"1.png": encode(draw(9))})
    line = add_pictures(case, folder)
    assert (line["stored"], line["pictures"]) == (1, 2)
    assert line["ambiguous"] == 1


def test_a_missing_folder_is_named(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        add_pictures(case, tmp_path / "gone")
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        add_pictures(case, tmp_path / "file")


def test_pictures_that_an_earlier_version_looked_at_are_looked_at_again_and_keep_their_text(
    case: Case, tmp_path: Path
) -> None:
    folder = write_folder(tmp_path / "media", {"1.png": encode(draw(1))})
    with patch.object(adding, "hash_views", hash_picture), patch.object(Reader, "__call__", lambda *_: "VOTE"):
        add_pictures(case, folder, read_text=Reader("tesseract", "eng"))
    assert case.media().select(LOOKED_AT_BEFORE, "text").collect().rows() == [(True, "VOTE")]
    assert add_pictures(case, folder)["stored"] == 1
    assert case.media().select(LOOKED_AT_BEFORE, "text").collect().rows() == [(False, "VOTE")]
    assert add_pictures(case, folder)["stored"] == 0
    assert find_problems(case.path) == []
