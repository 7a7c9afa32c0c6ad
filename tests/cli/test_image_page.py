"""The page of one picture."""

import json
from pathlib import Path

import pytest

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import as_version_1, make_case, write_folder
from tests.dossiers.written_case import BRIDGE, write_case
from unisono.cases import Case
from unisono.cli import main
from unisono.content.pictures.adding import add_pictures


def shown(case: Case, name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["show", str(case.path), "image", name]) == 0
    return capsys.readouterr().out


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = make_case(tmp_path / "case", {"ann": ["1.png"], "bob": ["1.png"]}, {"eve": "1.png"})
    add_pictures(case, write_folder(tmp_path / "media", {"1.png": encode(draw(1))}))
    return case


def test_a_page_has_files_wearers_first_posts_and_days(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(case, "1.png", capsys)
    assert "2 posts of 2 accounts" in page
    assert "Profile picture of 1 account." in page
    assert "1 different file shows it." in page
    assert "@EVE" in page
    for part in ("Files that show it", "Who was first", "It was posted without words.", "Posts by day"):
        assert part in page
    assert f"unisono gallery {case.path} DIR" in page


def test_without_media_the_page_says_how_to_import_some(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [{"account": "a", "text": BRIDGE, "media": ["https://pbs.twimg.com/media/KEY.jpg"]}]
    case = write_case(tmp_path / "bare", posts)
    page = shown(case, "twitter-KEY", capsys)
    assert "No pictures were imported: only this upload counts" in page
    assert f"unisono import {case.path} --media DIR" in page
    assert "No account shows it as its profile picture." in page


def test_json_is_one_object_with_the_contracted_fields(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(case.path), "image", "1.png", "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert (card["posts"], card["accounts"], card["variants"], card["networked_share"]) == (2, 2, 1, None)
    assert {"id", "template", "first_at", "names", "avatars", "text", "post_ids"} <= set(card)


def test_a_case_without_pictures_is_an_error_with_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = write_case(tmp_path / "none", [{"account": "a", "text": BRIDGE}])
    assert main(["show", str(case.path), "image", "i-1"]) == 2
    assert "has no pictures" in capsys.readouterr().err


def test_a_file_on_disk_is_shown_and_a_folder_that_is_gone_is_named(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = write_folder(tmp_path / "own", {"x.jpg": encode(draw(1), "JPEG"), "other.png": encode(draw(5))})
    assert "2 posts of 2 accounts" in shown(case, str(own / "x.jpg"), capsys)
    assert main(["show", str(case.path), "image", str(own / "other.png")]) == 2
    assert "Nobody in" in capsys.readouterr().err
    (tmp_path / "media").rename(tmp_path / "away")
    page = shown(case, "1.png", capsys)
    assert f"The folder {tmp_path / 'media'} is not there any more" in page
    assert f"unisono import {case.path} --media DIR" in page


def test_what_an_earlier_version_looked_at_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = make_case(tmp_path / "old", {"ann": ["1.png"], "bob": ["2.png"]})
    as_version_1(case, write_folder(tmp_path / "media", {f"{seed}.png": encode(draw(seed)) for seed in (1, 2)}))
    page = shown(case, "1.png", capsys)
    assert page.count("An earlier version looked at 2 pictures of this case") == 1
    assert f"unisono import {case.path} --media DIR" in page


def test_a_case_of_this_version_says_nothing_of_earlier_ones(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert "earlier version" not in shown(case, "1.png", capsys)
