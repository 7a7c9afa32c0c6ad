"""Scraped posts and profiles: both tools, account pages, lines that are neither."""

import json
from pathlib import Path

from hypothesis import given, settings

from tests.importers.json_fuzz import check_holds_up, files
from tests.importers.table_sources import SAMPLES, read_all, sample_source, written_source
from tests.importers.tweet_shapes import as_scraped, small_world
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.twscrape import IMPORTER
from unisono.importers.guessing import choose_importer

LINES = [json.loads(line) for line in (SAMPLES / "twscrape.jsonl").read_text(encoding="utf-8").splitlines()]
FOUR_FILES = settings(max_examples=4, deadline=None)
OLDER = [as_scraped(post, is_older=True) for post in small_world()]
FILES = [{"_type": "snscrape.modules.twitter.Photo", "fullUrl": "https://pictures.example/1.jpg"}]


def test_posts_profiles_and_account_pages_are_told_apart(tmp_path: Path) -> None:
    source = sample_source("twscrape.jsonl", tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    batch = read_all(IMPORTER, source)
    assert batch.posts["kind"].to_list() == ["post", "reply", "repost", "quote", "repost"]
    assert [(item.reason, item.row) for item in batch.rejected] == [
        ("names a post without its author, text and time", 8),
        ("neither a post nor a profile", 9),
    ]
    assert batch.read == 9


def test_profiles_are_undated_snapshots_and_the_account_page_names_a_country(tmp_path: Path) -> None:
    accounts = read_all(IMPORTER, sample_source("twscrape.jsonl", tmp_path)).accounts
    undated = accounts.filter(accounts["observed_at"].is_null())
    assert undated.select("account_id", "handle", "location_text", "followers", "source_row").rows() == [
        ("1008", "person_8", "Here", 80, 6),
        ("1001", "person_1", "Netherlands", None, 7),
    ]


def test_ids_written_as_numbers_keep_every_digit(tmp_path: Path) -> None:
    text = "".join(json.dumps(line) + "\n" for line in OLDER)
    posts = read_all(IMPORTER, written_source(tmp_path, text, "older.jsonl")).posts
    assert posts["post_id"].to_list() == [post["id_str"] for post in small_world()]


def test_the_files_of_a_post_are_listed_by_either_tool(tmp_path: Path) -> None:
    newer = {**LINES[0], "media": {"photos": [{"url": "https://pictures.example/1.jpg"}], "videos": [], "animated": []}}
    for line in (newer, {**OLDER[0], "media": FILES}):
        posts = read_all(IMPORTER, written_source(tmp_path, json.dumps(line) + "\n", "one.jsonl")).posts
        assert posts["media"].to_list() == [["https://pictures.example/1.jpg"]]


def test_only_these_tools_lines_are_taken(tmp_path: Path) -> None:
    assert IMPORTER.recognise(written_source(tmp_path, '{"user": {}, "content": "x", "id": 1}\n')) == 0
    assert IMPORTER.recognise(written_source(tmp_path, '{"screen_name": "a", "account_based_in": null}\n')) > 0.9


@FOUR_FILES
@given(files([*LINES, OLDER[2]]))
def test_any_values_in_lines_of_twscrape_are_told_of(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)


@FOUR_FILES
@given(files([{**line, "media": FILES} for line in OLDER]))
def test_any_values_in_lines_of_snscrape_are_told_of(raw: bytes) -> None:
    check_holds_up(IMPORTER, b'{"media": []}\n' + raw)
