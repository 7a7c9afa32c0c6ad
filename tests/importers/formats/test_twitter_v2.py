"""Twitter API v2 is read alike from pages, flattened posts and streams."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.table_sources import real_source, sample_source, written_source
from tests.importers.tweet_builders import START, lines_of, post_id, read_whole, v2_page, v2_post, v2_user
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.formats import twitter_v1
from unisono.importers.formats.twitter_v2 import IMPORTER, find_problems, recognise

POSTS_IN = {
    "2sets": 200,
    "brexit": 100,
    "cashtags": 1,
    "cotweet": 1,
    "entities_test": 474,
    "flat": 100,
    "geo_tweets": 2,
    "kpop": 100,
    "many_urls": 1,
    "media_policy_violation_off": 100,
    "media_policy_violation_on": 100,
    "media_tweet": 1,
    "mentions_tweet": 1,
    "noflat": 100,
    "quoted_edit": 1,
    "streaming_output_with_error": 7,
    "two_tweets": 1,
    "verified_type": 1,
    "withheld": 215,
}


def page_posts(folder: Path, *objects: Any) -> list[dict[str, Any]]:
    return read_whole(IMPORTER, written_source(folder, lines_of(*objects))).posts.to_dicts()


@pytest.mark.parametrize(("name", "posts"), [("pages", 16), ("flat", 16), ("stream", 5)])
def test_the_samples_of_all_three_shapes_are_read(name: str, posts: int, tmp_path: Path) -> None:
    source = sample_source(f"twitter_v2_{name}.jsonl", tmp_path)
    assert recognise(source) > 0.9
    assert twitter_v1.recognise(source) == 0.0
    batch = read_whole(IMPORTER, source)
    assert (batch.posts.height, batch.rejected) == (posts, ())
    reposts = batch.posts.filter(batch.posts["kind"] == "repost")
    assert set(reposts["text"]) == {"Good morning from the allotment"}
    assert set(reposts["ref_account_id"]) == {"1000"}
    assert reposts["repost_count"].to_list() == [None] * reposts.height
    assert batch.references["post_id"].to_list() == [post_id(START)]


def test_pages_and_flattened_posts_say_the_same(tmp_path: Path) -> None:
    pages = read_whole(IMPORTER, sample_source("twitter_v2_pages.jsonl", tmp_path)).posts
    flat = read_whole(IMPORTER, sample_source("twitter_v2_flat.jsonl", tmp_path)).posts
    assert pages.drop("source_row", "source_sha256").equals(flat.drop("source_row", "source_sha256"))
    assert pages["source_row"].to_list() == [1] * 14 + [2] * 2


def test_a_post_keeps_every_field_and_its_picture_is_no_link(tmp_path: Path) -> None:
    entities = {
        "hashtags": [{"tag": "Bees"}, {"tag": "蜂"}],
        "mentions": [{"username": "ann", "id": "77"}, {"username": "bob"}],
        "urls": [
            {
                "url": "https://t.co/a",
                "expanded_url": "https://short.example/a",
                "unwound_url": "https://garden.example/a",
            },
            {"url": "https://t.co/p", "expanded_url": "https://twitter.com/x/status/1/photo/1", "media_key": "3_1"},
        ],
    }
    post = v2_post(3, "Tea &amp; cake", entities=entities, attachments={"media_keys": ["3_1", "3_2"]})
    media = [{"media_key": "3_1", "type": "photo", "url": "https://pictures.example/1.jpg"}]
    [found] = page_posts(tmp_path, v2_page([post], users=[v2_user(3)], media=media))
    assert (found["text"], found["kind"], found["thread_id"]) == ("Tea & cake", "post", post["conversation_id"])
    assert (found["hashtags"], found["mentions"]) == (["Bees", "蜂"], ["77", "bob"])
    assert found["urls"] == ["https://garden.example/a"]
    assert found["media"] == ["https://pictures.example/1.jpg", "3_2"]
    assert (found["handle"], found["display_name"], found["client"]) == ("person_3", "Person 3", "Twitter Web App")
    assert (found["repost_count"], found["reply_count"], found["like_count"], found["quote_count"]) == (4, 2, 9, 1)
    assert found["collected_at"].isoformat() == "2021-05-01T08:00:00+00:00"


def test_no_tags_and_unknown_tags_differ(tmp_path: Path) -> None:
    known, unknown = page_posts(
        tmp_path, v2_page([v2_post(1, entities={"urls": []}), {k: v for k, v in v2_post(2).items() if k != "entities"}])
    )
    assert (known["hashtags"], unknown["hashtags"]) == ([], None)


def test_a_repost_without_its_original_keeps_its_cut_text(tmp_path: Path) -> None:
    line = v2_post(1, "RT @ann: long words…", referenced_tweets=[{"type": "retweeted", "id": post_id(START)}])
    [found] = page_posts(tmp_path, v2_page([line]))
    assert (found["kind"], found["text"], found["text_complete"]) == ("repost", "RT @ann: long words…", False)
    assert (found["ref_post_id"], found["ref_handle"], found["ref_created_at"]) == (post_id(START), "ann", START)


def test_replies_quotes_and_both_at_once(tmp_path: Path) -> None:
    quoted, answered = v2_post(0), v2_post(1)
    references = {
        "quote": [{"type": "quoted", "id": quoted["id"]}],
        "reply": [{"type": "replied_to", "id": answered["id"]}],
    }
    posts = [
        v2_post(2, referenced_tweets=references["quote"]),
        v2_post(3, referenced_tweets=references["reply"], in_reply_to_user_id="1001"),
        v2_post(4, referenced_tweets=[*references["quote"], *references["reply"]], in_reply_to_user_id="1001"),
    ]
    found = page_posts(tmp_path, v2_page(posts, users=[v2_user(0), v2_user(1)], tweets=[quoted, answered]))
    assert [post["kind"] for post in found] == ["quote", "reply", "reply"]
    assert [post["ref_post_id"] for post in found] == [quoted["id"], answered["id"], answered["id"]]
    assert [post["ref_handle"] for post in found] == ["person_0", "person_1", "person_1"]


def test_long_posts_give_their_whole_text(tmp_path: Path) -> None:
    [found] = page_posts(tmp_path, v2_page([v2_post(1, "The start…", note_tweet={"text": "The start and the end"})]))
    assert (found["text"], found["text_complete"]) == ("The start and the end", True)


def test_lines_of_another_shape_are_read_too_and_bad_ones_reported_by_row(tmp_path: Path) -> None:
    flat = {**v2_post(5), "author": v2_user(5)}
    stream = {"data": v2_post(6), "includes": {"users": [v2_user(6)]}, "matching_rules": []}
    text = lines_of(
        v2_page([v2_post(1), v2_post(2)]), "oops", flat, {"errors": [{"title": "x"}]}, "", stream, {"data": []}
    )
    batch = read_whole(IMPORTER, written_source(tmp_path, text))
    assert batch.posts["source_row"].to_list() == [1, 1, 3, 6]
    assert batch.posts["handle"].to_list() == [None, None, "person_5", "person_6"]
    assert [found.row for found in batch.rejected] == [2, 4, 7]
    assert [found.reason for found in batch.rejected][:2] == ["no JSON", "error message of the platform"]
    assert batch.read == 7


def test_profiles_without_posts_become_snapshots(tmp_path: Path) -> None:
    source = written_source(tmp_path, lines_of(v2_page([v2_user(1), v2_user(2)])))
    assert recognise(source) > 0.5
    batch = read_whole(IMPORTER, source)
    assert (batch.posts.height, batch.read, batch.rejected) == (0, 2, ())
    assert sorted(batch.accounts["handle"]) == ["person_1", "person_2"]
    assert sorted(batch.accounts["followers"]) == [10, 20]
    assert batch.accounts["created_at"][0].isoformat() == "2016-01-20T10:11:12+00:00"


def test_edits_withheld_posts_and_missing_references_are_told(tmp_path: Path) -> None:
    posts = [
        v2_post(1, edit_history_tweet_ids=["1", "2"]),
        v2_post(2, withheld={"country_codes": ["DE"]}),
        v2_post(3, edit_history_tweet_ids=["3"]),
    ]
    page = {**v2_page(posts), "errors": [{"detail": "Could not find tweet 5", "title": "Not Found Error"}]}
    found = find_problems(written_source(tmp_path, lines_of(page, page)), ReadSettings())
    assert [(problem.code, problem.rows) for problem in found] == [
        ("edited_posts", 2),
        ("withheld_posts", 2),
        ("unavailable_references", 2),
    ]


def posts_by_hand(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Every post of a file with its line, found by a plain loop."""
    posts = []
    for row, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        data = value.get("data", value)
        posts += [(row, post) for post in (data if isinstance(data, list) else [data])]
    return posts


def kind_by_hand(post: dict[str, Any]) -> str:
    types = {named["type"] for named in post.get("referenced_tweets", [])}
    if "retweeted" in types:
        return "repost"
    if "replied_to" in types or "in_reply_to_user_id" in post:
        return "reply"
    if "quoted" in types:
        return "quote"
    return "repost" if post["text"].startswith("RT @") else "post"


@pytest.mark.parametrize("name", POSTS_IN)
def test_real_files_give_what_a_plain_loop_counts(name: str, tmp_path: Path) -> None:
    source = real_source(f"formats/twitter_v2/{name}.jsonl", tmp_path)
    expected = posts_by_hand(source.path)
    batch = read_whole(IMPORTER, source)
    assert recognise(source) > 0.9
    assert batch.posts.height == len(expected) == POSTS_IN[name]
    assert batch.posts["source_row"].to_list() == [row for row, _ in expected]
    assert batch.posts["post_id"].to_list() == [post["id"] for _, post in expected]
    assert batch.posts["account_id"].to_list() == [post["author_id"] for _, post in expected]
    assert Counter(batch.posts["kind"]) == Counter(kind_by_hand(post) for _, post in expected)
    times = [moment.isoformat(timespec="milliseconds").replace("+00:00", "Z") for moment in batch.posts["created_at"]]
    assert times == [post["created_at"] for _, post in expected]
    plain = [(row, post) for row, post in zip(batch.posts.to_dicts(), (p for _, p in expected), strict=True)]
    for row, post in plain:
        if "entities" in post and row["kind"] != "repost":
            source_entities = post.get("note_tweet", {}).get("entities", post["entities"])
            assert row["hashtags"] == [tag["tag"] for tag in source_entities.get("hashtags", [])]


def test_the_cut_off_line_of_a_real_stream_is_reported(tmp_path: Path) -> None:
    batch = read_whole(IMPORTER, real_source("formats/twitter_v2/streaming_output_with_error.jsonl", tmp_path))
    assert [(found.row, found.reason) for found in batch.rejected] == [(8, "no JSON: the line breaks off")]


def test_real_profiles_give_a_snapshot_each(tmp_path: Path) -> None:
    source = real_source("formats/twitter_v2/users.jsonl", tmp_path)
    ids = {user["id"] for line in source.path.read_bytes().splitlines() for user in orjson.loads(line)["data"]}
    batch = read_whole(IMPORTER, source)
    assert (batch.posts.height, set(batch.accounts["account_id"])) == (0, ids)


@pytest.mark.parametrize("name", ["counts", "lists", "tweets_compliance", "users_compliance"])
def test_real_files_without_posts_are_not_taken_for_posts(name: str, tmp_path: Path) -> None:
    assert recognise(real_source(f"formats/twitter_v2/{name}.jsonl", tmp_path)) == 0.0


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from([*v2_post(0), "data", "includes", "referenced_tweets", "author", "__twarc", "errors"])
objects = st.dictionaries(names, anything, max_size=5)
pages = st.fixed_dictionaries({"data": st.lists(objects, max_size=3) | objects}, optional={"includes": anything})


@settings(
    max_examples=int(os.environ.get("UNISONO_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists((objects | pages).map(json.dumps) | st.text(max_size=30), max_size=5))
def test_no_line_whatever_is_lost_or_breaks_the_reader(tmp_path: Path, lines: list[str]) -> None:
    lines = [line.replace("\n", " ").replace("\r", " ").replace("\x00", "") for line in lines]
    text = "".join(line + "\n" for line in [*lines, json.dumps(v2_page([v2_post(1)]))])
    path = tmp_path / "fuzz.jsonl"
    path.write_bytes(text.encode("utf-8", errors="replace"))
    batch = read_whole(IMPORTER, Source(str(path), path, "0" * 64, text))
    assert batch.posts.height + len(batch.rejected) == batch.read
    assert batch.posts["post_id"].to_list()[-1] == v2_post(1)["id"]
    told = {*batch.posts["source_row"], *batch.accounts["source_row"], *(found.row for found in batch.rejected)}
    with_content = [n for n, line in enumerate(path.read_bytes().split(b"\n"), start=1) if line.strip()]
    assert told == {*with_content}
