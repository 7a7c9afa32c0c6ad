"""One picture and everything known of it."""

from pathlib import Path

import polars as pl
import pytest

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import make_case, write_folder
from tests.dossiers.written_case import BRIDGE, put_in_network, write_case
from unisono.cases import Case
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.case_pictures import case_pictures, picture_objects
from unisono.dossiers.image_dossier import describe_image
from unisono.traces import Likeness, read_traces


@pytest.fixture
def case(tmp_path: Path) -> Case:
    media = {"ann": ["1.png"], "bob": ["1-again.jpg"], "cat": ["2.png"]}
    case = make_case(tmp_path / "case", media, {"eve": "1.png"})
    files = {
        "1.png": encode(draw(1)),
        "1-again.jpg": encode(draw(1).convert("RGB"), "jpeg"),
        "2.png": encode(draw(2)),
    }
    add_pictures(case, write_folder(tmp_path / "media", files))
    return case


def test_pictures_that_look_alike_are_one_with_their_files_and_wearers(case: Case) -> None:
    card = describe_image(case, None, "1.png")
    assert card["id"].startswith("i-")
    assert (card["posts"], card["accounts"], card["variants"]) == (2, 2, 2)
    assert card["names"] == ["1-again.jpg", "1.png"]
    assert [one["account_id"] for one in card["avatars"]] == ["twitter:eve"]
    assert card["post_ids"] == ["twitter:post-ann", "twitter:post-bob"]
    assert card["media_imported"]
    assert describe_image(case, None, card["id"][:9])["id"] == card["id"]


def test_objects_are_those_that_a_scan_compares(case: Case) -> None:
    likeness = Likeness(pictures=picture_objects(case_pictures(case)))
    scanned = read_traces(case.posts(), layers=("image",), likeness=likeness)["image"]
    named = {post: describe_image(case, None, post)["id"] for post in scanned["post"]}
    assert named == dict(scanned.select("post", "object").iter_rows())


def test_the_share_by_networks_is_known_after_a_scan(case: Case) -> None:
    put_in_network(case, ["ann"])
    card = describe_image(case, case.latest_run(), "1.png")
    assert (card["networked_share"], card["networks"]) == (0.5, [{"network": 1, "accounts": 1, "posts": 1}])


def test_without_media_one_upload_is_one_picture(tmp_path: Path) -> None:
    upload = "https://pbs.twimg.com/media/KEY.jpg"
    posts = [
        {"account": "a", "text": BRIDGE, "media": [upload], "id": "o"},
        {"account": "b", "text": BRIDGE, "media": [f"{upload}?name=large"]},
        {"account": "c", "text": BRIDGE, "media": [upload], "kind": "repost", "ref_post_id": "o"},
    ]
    card = describe_image(write_case(tmp_path / "bare", posts), None, "KEY")
    assert (card["id"], card["posts"], card["reposts"]) == ("twitter-KEY", 2, 1)
    assert (card["variants"], card["media_imported"], card["files"]) == (None, False, [])
    assert card["texts_with_it"] == [{"text": BRIDGE, "posts": 2, "accounts": 2}]


def test_a_picture_that_only_profiles_show_has_no_posts(tmp_path: Path) -> None:
    profiles = [{"account_id": "eve", "handle": "eve", "avatar_url": "https://x.example/eve.png"}]
    card = describe_image(write_case(tmp_path / "worn", [], profiles), None, "https://x.example/eve.png")
    assert (card["posts"], card["first_at"]) == (0, None)
    assert pl.DataFrame(card["avatars"])["handle"].to_list() == ["eve"]
