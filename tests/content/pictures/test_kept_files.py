"""A picture is read from its folder by its hash, and nothing outside of the folder is."""

import hashlib
from pathlib import Path

import polars as pl
import pytest

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import make_case, write_folder
from unisono.cases import Case
from unisono.content.pictures import kept_files
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.kept_files import read_kept_picture

CONTENT = encode(draw(1))
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def imported(tmp_path: Path) -> Case:
    case = make_case(tmp_path / "case", {"ann": ["1.png"]})
    add_pictures(case, write_folder(tmp_path / "media", {"1.png": CONTENT}))
    return case


def test_a_picture_is_read_as_long_as_it_is_the_same(tmp_path: Path) -> None:
    case = imported(tmp_path)
    assert read_kept_picture(case, SHA256) == CONTENT
    assert read_kept_picture(case, "0" * 64) is None
    (tmp_path / "media" / "1.png").write_bytes(CONTENT + b"x")
    assert read_kept_picture(case, SHA256) is None
    (tmp_path / "media" / "1.png").unlink()
    assert read_kept_picture(case, SHA256) is None


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    case = imported(tmp_path)
    (tmp_path / "elsewhere.png").write_bytes(CONTENT)
    (tmp_path / "media" / "1.png").unlink()
    (tmp_path / "media" / "1.png").symlink_to(tmp_path / "elsewhere.png")
    assert read_kept_picture(case, SHA256) is None


@pytest.mark.parametrize("name", ["../elsewhere.png", "/etc/passwd", "a/../../elsewhere.png", "x\0y"])
def test_a_name_that_leads_out_of_the_folder_is_not_followed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = imported(tmp_path)
    (tmp_path / "elsewhere.png").write_bytes(CONTENT)
    kept = case.media().with_columns(pl.lit(name).alias("name")).collect()
    monkeypatch.setattr(Case, "media", lambda _: kept.lazy())
    assert read_kept_picture(case, SHA256) is None


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = imported(tmp_path)
    monkeypatch.setattr(kept_files, "MOST_BYTES", len(CONTENT) - 1)
    assert read_kept_picture(case, SHA256) is None
