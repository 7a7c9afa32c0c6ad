"""Posts of X: long posts, edited ones, notes in place of posts, older objects, authors that are missing."""

import json
from pathlib import Path

import pytest

from tests.importers.tweet_builders import v1_post
from tests.importers.tweet_shapes import as_adaptive, as_page_object
from tests.importers.zeeschuimer.reading import read_items
from unisono.importers.zeeschuimer.tweets import FIELDS


def test_a_long_post_is_read_from_its_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post = as_page_object(v1_post(1, "The first words …"))
    entities = {"hashtags": [{"text": "長い"}], "urls": [], "user_mentions": []}
    post["note_tweet"] = {"note_tweet_results": {"result": {"text": "All the words #長い", "entity_set": entities}}}
    posts = read_items("twitter.com", tmp_path, monkeypatch, [post]).posts
    assert posts.select("text", "hashtags", "text_complete").rows() == [("All the words #長い", ["長い"], True)]


def test_versions_of_an_edited_post_are_one_post_that_others_refer_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = v1_post(1, "Ferst"), v1_post(9, "First", user=v1_post(1)["user"])
    ids = [first["id_str"], second["id_str"]]
    later = as_page_object(second)
    later["edit_control"] = {"initial_tweet_id": ids[0], "edit_control_initial": {"edit_tweet_ids": ids}}
    answer = as_page_object(v1_post(20, "Well", in_reply_to_status_id_str=ids[1], in_reply_to_user_id_str="1001"))
    earlier = as_page_object(first)
    batch = read_items("twitter.com", tmp_path, monkeypatch, [earlier, later, answer])
    posts = batch.posts
    assert batch.versions.select("post_id", "version_id", "source_row").rows() == [(ids[0], ids[1], 2)]
    assert posts["post_id"].to_list()[:2] == [ids[0], ids[0]]
    assert posts["created_at"][0] == posts["created_at"][1]
    assert posts["text"].to_list()[:2] == ["Ferst", "First"]
    assert posts["ref_post_id"][2] == ids[0]


def test_a_note_in_place_of_a_post_is_rejected_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = {"__typename": "TweetTombstone", "tombstone": {"text": {"text": "This post is unavailable"}}}
    batch = read_items("twitter.com", tmp_path, monkeypatch, [note, {"id": 1}])
    assert [(item.reason, item.row) for item in batch.rejected] == [
        ("X shows no post here any more, only a note in its place", 1),
        ("no post: it has no id", 2),
    ]


def test_older_objects_are_read_as_the_newer_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = [v1_post(1, "Bonjour"), v1_post(2, "RT @person_1: Bonjour")]
    older = read_items("twitter.com", tmp_path, monkeypatch, [as_adaptive(post) for post in world])
    newer = read_items("twitter.com", tmp_path, monkeypatch, [as_page_object(post) for post in world])
    same = ["post_id", "account_id", "handle", "created_at", "text", "kind", "ref_handle", "client"]
    assert older.posts.select(same).rows() == newer.posts.select(same).rows()
    about = ["account_id", "handle", "bio", "followers", "created_at"]
    assert older.accounts.select(about).rows() == newer.accounts.select(about).rows()


def test_a_missing_author_keeps_the_number_that_the_post_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post = as_page_object(v1_post(3))
    post["core"] = {"user_results": {}}
    batch = read_items("twitter.com", tmp_path, monkeypatch, [post])
    assert batch.posts.select("account_id", "handle").rows() == [("1003", None)]
    assert batch.accounts.is_empty()


def test_rounded_ids_are_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post = as_page_object(v1_post(4))
    rounded = json.loads(json.dumps(float(post["rest_id"])))
    posts = read_items("twitter.com", tmp_path, monkeypatch, [{**post, "id": rounded}]).posts
    assert posts["post_id"].to_list() == [post["rest_id"]]
    assert not [one for one in FIELDS if one.path == "id"]
