"""The pictures of a case are listed by how many accounts posted them, with a file that shows each."""

import hashlib
from pathlib import Path

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import make_case, write_folder
from tests.dossiers.written_case import put_in_network, write_case
from unisono.content.pictures.adding import add_pictures
from unisono.dossiers.image_list import list_images


def test_alike_pictures_are_one_with_the_file_that_most_posts_have(tmp_path: Path) -> None:
    media = {"ann": ["1.png"], "bob": ["1-again.jpg"], "cat": ["1.png"], "dan": ["2.png"]}
    case = make_case(tmp_path / "case", media, {"eve": "1.png"})
    first = encode(draw(1))
    again, second = encode(draw(1).convert("RGB"), "jpeg"), encode(draw(2))
    add_pictures(case, write_folder(tmp_path / "media", {"1.png": first, "1-again.jpg": again, "2.png": second}))
    put_in_network(case, ["ann"])
    told = list_images(case, case.latest_run())
    most = told["pictures"][0]
    assert (most["accounts"], most["posts"], most["profiles"], most["files"], most["in_networks"]) == (3, 3, 1, 2, 1)
    assert most["sha256"] == hashlib.sha256(first).hexdigest()
    assert (told["in_all"], told["with_file"], told["missing_folders"]) == (2, 2, [])


def test_without_media_each_upload_is_listed_without_a_file(tmp_path: Path) -> None:
    posts = [{"account": one, "media": ["https://pbs.twimg.com/media/KEY.jpg"]} for one in "ab"]
    told = list_images(write_case(tmp_path / "case", posts), None)
    assert [(one["id"], one["accounts"], one["sha256"]) for one in told["pictures"]] == [("twitter-KEY", 2, None)]
    assert told["pictures"][0]["in_networks"] is None


def test_a_case_without_pictures_has_none(tmp_path: Path) -> None:
    told = list_images(write_case(tmp_path / "case", [{"account": "a"}]), None)
    assert (told["pictures"], told["in_all"], told["with_file"]) == ([], 0, 0)
