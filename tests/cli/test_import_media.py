"""Folders of pictures are imported with files or alone, and every file of them is accounted for."""

import json
from pathlib import Path

import pytest

from tests.cli.test_import_files import write_posts
from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import write_folder
from unisono.cases import open_case
from unisono.cli import main
from unisono.cli.import_media import media_text

FILES = {"1.png": encode(draw(1)), "2.png": encode(draw(2)), "notes.txt": b"text"}


def test_a_folder_is_imported_with_a_file_and_again_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts, folder = write_posts(tmp_path / "posts.jsonl"), write_folder(tmp_path / "media", FILES)
    case = str(tmp_path / "case")
    assert main(["import", case, str(posts), "--media", str(folder), "--json"]) == 0
    first, line = (json.loads(text) for text in capsys.readouterr().out.splitlines())
    assert (first["stored"], line["stored"], line["duplicates"]) == (3, 2, 0)
    assert line["rejected"] == [{"reason": "not a picture that can be read", "rows": 1, "example": "notes.txt"}]
    assert main(["import", case, "--media", str(folder), "--media", str(folder)]) == 0
    told = capsys.readouterr().out
    assert told.count("3 files read, 0 pictures stored, 2 duplicates, 1 rejected") == 2
    assert "1 file rejected: not a picture that can be read. First: notes.txt" in told
    assert open_case(case).counts() == (3, 2)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["--media", "gone"], "gone does not exist"),
        (["--media", "file"], "file is a file"),
        ([], "nothing to import"),
        (["--ocr", "eng"], "--ocr reads words in pictures"),
        (["--media", "media"], "does not exist. Make a case from a file of posts"),
        (["--media", "media", "--ocr", "xyz"], "no data for xyz"),
    ],
)
def test_what_cannot_be_done_says_so_before_anything_is_written(
    arguments: list[str],
    answer: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_folder(tmp_path / "media", FILES)
    (tmp_path / "file").touch()
    assert main(["import", "case", *arguments]) == 2
    assert answer in capsys.readouterr().err
    assert not (tmp_path / "case").exists()


def test_a_folder_without_a_single_picture_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts, folder = write_posts(tmp_path / "posts.jsonl"), write_folder(tmp_path / "media", {"a.txt": b"text"})
    assert main(["import", str(tmp_path / "case"), str(posts), "--media", str(folder)]) == 3
    assert "name a folder of JPEG, PNG" in capsys.readouterr().err


def test_words_of_pictures_are_read_when_asked_for(tmp_path: Path) -> None:
    posts, folder = write_posts(tmp_path / "posts.jsonl"), write_folder(tmp_path / "media", FILES)
    assert main(["import", str(tmp_path / "case"), str(posts), "--media", str(folder), "--ocr", "eng"]) == 0
    assert open_case(tmp_path / "case").media().collect()["text"].null_count() == 0


def test_blank_and_ambiguous_pictures_are_told() -> None:
    line = {
        "file": "m", "format": "media", "read": 3, "stored": 3, "duplicates": 0, "rejected": [],
        "named": 9, "matched": 4, "ambiguous": 2, "blank": 1,
    }  # fmt: skip
    text = media_text(line)
    assert "4 of them have a file now; 2 fit several files, or share one, and are left out." in text
    assert "1 picture of the case too blank to be told apart" in text
