"""The quick way through a file of v1.1 posts gives the very tables that the full reader gives."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.importers.table_sources import real_source
from tests.importers.tweet_builders import lines_of, v1_post, v1_repost, v1_user
from tests.importers.tweets.both_ways import assert_same, change_somewhere
from unisono.engine.json_plan import plan_fields
from unisono.importers.formats import twitter_v1
from unisono.importers.tweets.v1_fields import FIELDS

STRANGE: list[Any] = [None, 5, -0.5, True, "x", [], {}, [None], [{"text": 5}], "12", 10**25, "\ud83d", {"id": "7"}]
REAL = [f"formats/twitter_v1.1/test{name}.jsonl" for name in ("getretweets", "hometimeline", "usertimeline")]


def every_shape(number: int) -> dict[str, Any]:
    entities = {
        "hashtags": [{"text": "Bees"}, {"text": "Honig"}],
        "urls": [{"url": "https://t.co/a", "expanded_url": "https://example.org/a"}, {"url": "https://t.co/b"}],
        "user_mentions": [{"id": 5, "screen_name": "e"}, {"id_str": "6"}, {"screen_name": "g"}],
        "media": [{"media_url_https": "https://pictures.example/1"}],
    }
    long = v1_post(number, "cut…", truncated=True, entities=entities, user=v1_user(number, verified=None))
    long["extended_tweet"] = {"full_text": "whole é &amp; \U0001f41d", "entities": entities, "extended_entities": {}}
    quoting = v1_post(number + 1, quoted_status=long, quoted_status_id_str=long["id_str"], full_text="mine")
    return [long, quoting, v1_repost(number + 2, quoting), v1_repost(number + 3, long)][number % 4]


def test_posts_of_every_shape_and_whatever_happens_to_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    lines: list[Any] = []
    for number in range(600):
        post = json.loads(json.dumps(every_shape(number)))
        if number % 2:
            change_somewhere(post, chance, STRANGE, stop=0.5)
        line = json.dumps(post, ensure_ascii=bool(number % 3))
        odd = [
            "",
            "  ",
            line[: chance.randrange(len(line))],
            '{"delete":{"status":{"id":1}}}',
            f" {line}\r",
            line + "]",
        ]
        lines.append(line.encode("utf-8", "replace").decode() if number % 5 else chance.choice(odd))
    path = tmp_path / "posts.jsonl"
    path.write_text(lines_of(*lines).rstrip("\n"), encoding="utf-8", errors="replace")
    batch = assert_same(twitter_v1, path, monkeypatch)
    assert batch.posts.height > 400
    assert "no JSON: the line breaks off" in {found.reason for found in batch.rejected}
    assert batch.deletions.height > 5


def test_bytes_that_are_no_text_are_rejected_with_their_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "posts.jsonl"
    lines = [lines_of(v1_post(number, "w\u00f6rds")).encode() for number in range(20)]
    lines[3] = lines[3].replace("\u00f6".encode(), b"\xff")
    path.write_bytes(b"".join(lines))
    batch = assert_same(twitter_v1, path, monkeypatch)
    assert [(found.reason, found.row) for found in batch.rejected] == [("not UTF-8", 4)]


def test_the_plan_has_a_column_for_each_field_of_a_wide_row() -> None:
    names = [slot.column for slot in plan_fields(FIELDS).columns]
    assert len(names) == len(set(names))
    assert {"id", "original_text", "quoted_media", "user_bio", "in_reply_to_handle", "source"} <= set(names)


@pytest.mark.parametrize("name", REAL)
def test_real_files_are_read_the_same_both_ways(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_bytes(real_source(name, tmp_path).path.read_bytes())
    assert_same(twitter_v1, path, monkeypatch)
