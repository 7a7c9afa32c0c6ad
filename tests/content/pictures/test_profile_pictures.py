"""Profile pictures are named by what they show, and those that nobody chose are told apart."""

from pathlib import Path

import polars as pl

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import make_case, write_folder
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.case_pictures import CASE_PICTURES, case_pictures
from unisono.content.pictures.profile_pictures import PROFILE_PICTURES, name_profile_pictures, profile_pictures

OWN = "https://pbs.twimg.com/profile_images/1/face_normal.jpg"


def test_copies_of_one_portrait_are_one_object_and_an_unknown_one_is_its_upload(tmp_path: Path) -> None:
    avatars = {"ann": "a.png", "bob": "b.png", "cat": OWN, "dan": "c.png"}
    case = make_case(tmp_path / "case", {"ann": ["a.png"]}, avatars)
    files = {
        "a.png": encode(draw(1, 0, "avatar")),
        "b.png": encode(draw(1, 1, "avatar")),
        "c.png": encode(draw(2, 0, "avatar").point(lambda _: 90)),
    }
    add_pictures(case, write_folder(tmp_path / "media", files))
    pictures = profile_pictures(case, case_pictures(case))
    assert dict(pictures.schema) == PROFILE_PICTURES
    objects = dict(pictures.select("account", "object").iter_rows())
    assert objects["twitter:ann"] == objects["twitter:bob"]
    assert objects["twitter:ann"].startswith("i-")
    assert objects["twitter:cat"] == "twitter-pbs.twimg.com/profile_images/1/face"
    why = dict(pictures.select("account", "default").iter_rows())
    assert why == {
        "twitter:ann": None,
        "twitter:bob": None,
        "twitter:cat": None,
        "twitter:dan": "too blank to be told apart",
    }


def name_all(entries: list[str]) -> pl.DataFrame:
    accounts = [f"twitter:{number}" for number in range(len(entries))]
    shown = pl.DataFrame({"account": accounts, "platform": "twitter", "handle": accounts, "entry": entries})
    return name_profile_pictures(shown, pl.DataFrame(schema=CASE_PICTURES))


def test_the_platforms_own_pictures_are_known_by_their_address() -> None:
    entries = [
        "https://abs.twimg.com/sticky/default_profile_images/default_profile_3_normal.png",
        "http://www.gravatar.com/avatar/?d=mm",
        "https://mastodon.example/avatars/original/missing.png",
        OWN,
    ]
    assert name_all(entries).sort("account")["default"].is_null().to_list() == [False, False, False, True]


def test_a_picture_of_very_many_accounts_is_nobodys_choice_but_one_of_a_net_may_be() -> None:
    many = name_all(["x.org/egg.png"] * 150 + [f"x.org/{number}.png" for number in range(1_000)])
    assert many.filter(pl.col("default").is_not_null()).height == 150
    few = name_all(["x.org/egg.png"] * 90 + [f"x.org/{number}.png" for number in range(100)])
    assert few["default"].null_count() == few.height
