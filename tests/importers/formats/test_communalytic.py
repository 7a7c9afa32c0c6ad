"""Communalytic's tables of Bluesky posts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.communalytic import IMPORTER
from unisono.importers.guessing import choose_importer


@pytest.mark.parametrize("sample", ["communalytic.csv"])
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_posts_and_accounts_are_named_as_bluesky_does(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("communalytic.csv", tmp_path))
    did = "did:plc:lampone234567abcdefghijk"
    assert batch.posts.select("post_id", "account_id", "handle").rows() == [
        (f"at://{did}/app.bsky.feed.post/3kabcdefghij2", did, "lamp-one.bsky.social"),
        ("at://lamp-two.bsky.social/app.bsky.feed.post/3kabcdefghij3", "lamp-two.bsky.social", "lamp-two.bsky.social"),
        ("at://lamp-three.bsky.social/app.bsky.feed.post/3kabcdefghij4", "lamp-three.bsky.social",
         "lamp-three.bsky.social"),
    ]  # fmt: skip
    assert set(batch.posts["platform"]) == {"bluesky"}
    assert [(each.row, each.example) for each in batch.rejected] == [(5, "not a time")]
    assert batch.read == 4


def test_times_words_and_counts(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("communalytic.csv", tmp_path)).posts
    assert posts["created_at"][1] == datetime(2024, 5, 1, 10, 0, 20, tzinfo=UTC)
    assert posts["hashtags"].to_list() == [["TramsNow"], [], []]
    assert posts["urls"].to_list() == [["https://lamp-street.example/a"], [], []]
    assert posts["like_count"].to_list() == [3, 0, None]
    problems = IMPORTER.find_problems(sample_source("communalytic.csv", tmp_path), ReadSettings())
    assert [(problem.code, problem.rows) for problem in problems] == [("no_time_zone", 2)]


def test_answers_and_authors_in_columns_of_their_own_are_used(tmp_path: Path) -> None:
    table = (
        "id,username,user_id,date,text,reply_to\n"
        "3kabcdefghij2,a.bsky.social,did:plc:abc,2024-05-01T10:00:00Z,yes,at://did:plc:x/app.bsky.feed.post/3kabcdefghij9\n"
    )
    posts = read_all(IMPORTER, written_source(tmp_path, table)).posts
    assert posts.select("post_id", "account_id", "kind", "ref_post_id").rows() == [
        ("at://did:plc:abc/app.bsky.feed.post/3kabcdefghij2", "did:plc:abc", "reply",
         "at://did:plc:x/app.bsky.feed.post/3kabcdefghij9"),
    ]  # fmt: skip


def test_the_same_columns_without_a_sign_of_bluesky_are_any_table(tmp_path: Path) -> None:
    source = written_source(tmp_path, "id,username,date,text\n1,lamp,2024-05-01T10:00:00Z,words\n")
    assert IMPORTER.recognise(source) == 0
    assert choose_importer(source, None, ReadSettings()).name == "generic"


COLUMNS = ("id", "username", "date", "text", "like_count", "reply_to")
GOOD = {
    "date": ["2024-05-01T10:00:00Z"],
    "username": ["lamp.bsky.social", "مصباح"],
    "id": ["3kabcdefghij2", "at://did:plc:x/app.bsky.feed.post/3k"],
}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
