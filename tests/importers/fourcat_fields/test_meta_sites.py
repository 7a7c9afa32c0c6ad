"""Posts of Instagram, Threads and Facebook in 4CAT's tables."""

from pathlib import Path
from typing import Any

from tests.importers.fourcat_tables import row, table
from tests.importers.table_sources import written_source
from tests.importers.tweet_builders import read_whole
from unisono.importers.formats.fourcat import IMPORTER


def posts(folder: Path, source: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    told = [row(source, **{"id": f"p{number}", **cells}) for number, cells in enumerate(rows)]
    return read_whole(IMPORTER, written_source(folder, table(source, *told))).posts.to_dicts()


def test_counts_that_instagram_hides_or_does_not_show_are_unknown(tmp_path: Path) -> None:
    found = posts(
        tmp_path,
        "instagram",
        {"num_likes": "5", "num_comments": "0", "likes_hidden": "no", "play_count": "-1"},
        {"num_likes": "0", "num_comments": "3", "likes_hidden": "yes"},
        {"num_likes": "0", "num_comments": "-1", "play_count": "9", "partial_item": "True"},
    )
    counts = [(post["like_count"], post["reply_count"], post["view_count"]) for post in found]
    assert counts == [(5, 0, None), (None, 3, None), (None, None, 9)]


def test_a_comment_on_instagram_answers_its_post_and_tags_in_pictures_are_mentions(tmp_path: Path) -> None:
    post, comment = posts(
        tmp_path,
        "instagram",
        {"parent_id": "p0", "body": "with @bo #Lamp", "usertags": "cy,bo", "hashtags": "Lamp", "author_id": "7"},
        {"parent_id": "p0", "author_id": "8"},
    )
    assert (post["kind"], post["mentions"], post["account_id"], post["handle"]) == ("post", ["bo", "cy"], "7", "ann")
    assert (comment["kind"], comment["ref_post_id"]) == ("reply", "p0")


def test_the_page_that_a_post_on_threads_shows_is_its_first_link(tmp_path: Path) -> None:
    (post,) = posts(
        tmp_path, "threads", {"body": "see https://b.example", "link_url": "https://a.example/x,y", "quotes": "2"}
    )
    assert (post["urls"], post["quote_count"]) == (["https://a.example/x,y", "https://b.example"], 2)


def test_an_account_of_facebook_without_a_name_is_its_number(tmp_path: Path) -> None:
    found = posts(
        tmp_path,
        "facebook",
        {"author": "lamp.street", "group_name": "trams"},
        {"author": "profile.php?id=100064000012345"},
    )
    assert [(post["account_id"], post["handle"]) for post in found] == [
        ("lamp.street", "lamp.street"),
        ("100064000012345", None),
    ]
    assert found[0]["community_id"] == "trams"
