"""The quick way through a file of API v2 gives the very tables that the full reader gives."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.importers.formats.test_twitter_v2 import POSTS_IN
from tests.importers.table_sources import real_source
from tests.importers.tweet_builders import lines_of, read_whole, v2_page, v2_post, v2_user
from tests.importers.tweets.both_ways import assert_same, change_somewhere
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats import twitter_v2
from unisono.importers.opening import open_source
from unisono.importers.problems import Problem
from unisono.importers.tweets.v2_problems import find_in_file
from unisono.importers.tweets.v2_records import plan_of

STRANGE: list[Any] = [None, 5, -0.5, True, "x", [], {}, [None], [{"id": 5}], "12", 10**25, "\ud83d", {"id": "7"}]


def a_post(number: int, **changes: Any) -> dict[str, Any]:
    entities = {
        "hashtags": [{"tag": "Bees"}, {"tag": "نحل"}, {"tag": "蜂"}],
        "urls": [
            {"url": "https://t.co/a", "expanded_url": "https://example.org/a", "unwound_url": "https://example.org/b"},
            {"url": "https://t.co/p", "media_key": "3_1"},
            {"url": "https://t.co/c", "media_key": None},
        ],
        "mentions": [{"id": "5", "username": "e"}, {"username": "g"}],
    }
    long = {"note_tweet": {"text": "the whole text \U0001f41d é", "entities": {"hashtags": [{"tag": "Long"}]}}}
    attachments = {"attachments": {"media_keys": ["3_1", "3_2"]}}
    extras: list[dict[str, Any]] = [{}, {"entities": entities}, long, attachments, {"entities": None}]
    if not number % 7:
        changes |= {"withheld": {"country_codes": ["DE"]}, "edit_history_tweet_ids": ["6", "7"]}
    return v2_post(number, "cut… \U0001f41d العربية &amp;", **{**extras[number % 5], **changes})


def references_of(number: int) -> list[dict[str, Any]]:
    kinds = ["retweeted", "quoted", "replied_to", "else"]
    return [{"type": kinds[(number + n) % 4], "id": a_post(number // 3 + n)["id"]} for n in range(number % 4)]


def a_flat_line(number: int) -> dict[str, Any]:
    named = [{**one, **a_post(number // 3 + n), "author": v2_user(n)} for n, one in enumerate(references_of(number))]
    media = {"media": [{"media_key": "3_1", "url": "https://p.example/1"}, {"media_key": "3_2"}]}
    post = a_post(number, author=v2_user(number % 9, name="Ann é"), referenced_tweets=named)
    if number % 3:
        post |= {"in_reply_to_user_id": "1001", "in_reply_to_user": v2_user(1, verified=None)}
        post["attachments"] = {**post.get("attachments", {}), **media}
    return {**post, "__twarc": {"retrieved_at": f"2021-05-01T08:00:{number % 60:02}+00:00"}}


def a_page(number: int) -> dict[str, Any]:
    posts = [a_post(n, referenced_tweets=references_of(n)) for n in range(number, number + number % 4)]
    return v2_page(
        posts,
        users=[v2_user(n) for n in range(number % 5)],
        tweets=[a_post(n) for n in range(number // 3, number // 3 + 4)],
        media=[{"media_key": "3_1", "preview_image_url": "https://p.example/1"}, {"media_key": "3_2"}],
    )


def a_stream_line(number: int) -> dict[str, Any]:
    errors = {"errors": [{"title": f"Not Found {number}"}]} if number % 5 == 3 else {}
    return {
        **errors,
        **a_page(number),
        "data": a_post(number, referenced_tweets=references_of(number)),
        "matching_rules": [],
    }


def noted_problems(path: Path) -> tuple[Problem, ...]:
    """Return the problems that the quick way notes while it reads."""
    source = open_source(str(path), path.parent / "scratch")
    read_whole(twitter_v2.IMPORTER, source)
    assert twitter_v2.NOTED in source.noticed
    return twitter_v2.find_problems(source, ReadSettings())


@pytest.mark.parametrize("make", [a_flat_line, a_page, a_stream_line])
def test_lines_of_every_shape_and_whatever_happens_to_them(
    make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(11)
    lines: list[Any] = [json.dumps(make(1))]
    for number in range(500):
        found = json.loads(json.dumps(make(number)))
        if number % 2:
            change_somewhere(found, chance, STRANGE, stop=0.4)
        line = json.dumps(found, ensure_ascii=bool(number % 3))
        odd = ["", "  ", line[: chance.randrange(len(line))], '{"errors":[]}', f" {line}\r", line + "]"]
        odd.append(json.dumps(chance.choice([a_flat_line, a_page, a_stream_line])(number)))
        lines.append(line.encode("utf-8", "replace").decode() if number % 5 else chance.choice(odd))
    path = tmp_path / "posts.jsonl"
    path.write_text(lines_of(*lines).rstrip("\n"), encoding="utf-8", errors="replace")
    batch = assert_same(twitter_v2, path, monkeypatch)
    assert noted_problems(path) == find_in_file(path)
    assert batch.posts.height > 300
    assert {"no JSON: the line breaks off", "error message of the platform"} <= {f.reason for f in batch.rejected}


@pytest.mark.parametrize("shape", ["flat", "page", "stream"])
def test_a_plan_fits_into_the_table_of_names(shape: str) -> None:
    plan = plan_of(shape)
    assert len(plan.fields) < len(plan.table) / 4
    assert {"named", "users", "media"} < set(plan.tables)


@pytest.mark.parametrize("name", [*POSTS_IN, "users"])
def test_real_files_are_read_the_same_both_ways(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_bytes(real_source(f"formats/twitter_v2/{name}.jsonl", tmp_path).path.read_bytes())
    assert_same(twitter_v2, path, monkeypatch)
