"""Instagram's posts and comments: captions as objects, hidden likes, partial items, advertisements."""

from pathlib import Path

import pytest

from tests.importers.zeeschuimer.reading import read_items


def test_items_and_graph_objects_are_posts_and_advertisements_are_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = read_items("instagram.com", tmp_path, monkeypatch)
    assert batch.posts.select("post_id", "account_id", "handle", "text", "hashtags", "mentions").rows() == [
        ("CabcDE", "4", "anna", "Morning #coffee with @ben", ["coffee"], ["ben", "carla"]),
        ("CgraPH", "5", "ben", "夜 #東京", ["東京"], []),
        ("Cpart", "6", "carla", None, None, []),
    ]
    assert [(item.reason, item.row) for item in batch.rejected] == [("an advertisement, not a post of an account", 4)]


def test_hidden_counts_and_a_time_of_zero_are_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = read_items("instagram.com", tmp_path, monkeypatch).posts
    assert posts.select("like_count", "reply_count").rows() == [(None, 2), (None, 4), (None, None)]
    assert posts["created_at"].is_null().to_list() == [False, False, True]


def test_the_address_of_a_picture_is_kept_without_what_makes_it_expire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = read_items("instagram.com", tmp_path, monkeypatch).posts
    assert posts["media"].to_list()[0] == ["https://cdn.example/a.jpg"]


def test_comments_answer_the_post_by_its_short_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = read_items("instagram-comments", tmp_path, monkeypatch).posts
    assert posts.select("post_id", "account_id", "kind", "ref_post_id", "thread_id").rows() == [
        ("17900", "5", "reply", "CabcDE", "CabcDE"),
        ("17901", "4", "reply", "17900", "CabcDE"),
    ]
