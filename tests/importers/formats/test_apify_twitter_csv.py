"""Apify's tables: both ways of joining names, lists spread over columns, and the same posts as in the JSON."""

from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, sample_source, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.apify_twitter import IMPORTER as OBJECTS
from unisono.importers.formats.apify_twitter_csv import IMPORTER
from unisono.importers.guessing import choose_importer
from unisono.importers.opening import open_source

SAME = [
    *("post_id", "account_id", "handle", "display_name", "created_at", "text", "text_complete", "kind", "ref_post_id"),
    *("ref_account_id", "ref_handle", "ref_created_at", "hashtags", "urls", "mentions", "lang", "client"),
    *("repost_count", "like_count"),
]
PEOPLE = ["account_id", "handle", "bio", "location_text", "followers", "created_at", "verified"]
COLUMNS = (
    *("id", "createdAt", "text", "fullText", "author/userName", "author/id", "author/followers", "author/createdAt"),
    *("noResults", "quoteId", "inReplyToId", "retweet/id", "retweet/text", "retweet/author/userName", "likeCount"),
    *("entities/hashtags/0/text", "entities/hashtags/1/text", "entities/urls/0/expanded_url"),
)
GOOD = {
    "id": ["1002520135956758530", "12"],
    "createdAt": ["Fri Jun 01 12:00:01 +0000 2018"],
    "text": ["Hello #there", "RT @a: hello"],
    "author/userName": ["ann", "bob"],
}


@pytest.mark.parametrize("name", ["apify_twitter.csv", "apify_twitter_dots.csv"])
def test_a_table_gives_the_same_posts_as_the_objects(name: str, tmp_path: Path) -> None:
    source = sample_source(name, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    found, expected = read_all(IMPORTER, source), read_all(OBJECTS, sample_source("apify_twitter.json", tmp_path))

    def without_empty_lists(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        return [{field: value or None for field, value in row.items()} for row in rows]

    posts = [without_empty_lists(batch.posts.select(SAME).to_dicts()) for batch in (found, expected)]
    assert posts[0] == posts[1]
    profiles = [set(batch.accounts.select(PEOPLE).rows()) for batch in (found, expected)]
    assert profiles[0] == profiles[1]
    assert [(item.reason, item.example) for item in found.rejected] == [
        ("the scraper's mark for a search without results", "noResults")
    ]
    assert found.read == 8


def test_without_columns_for_lists_tags_are_found_in_the_text(tmp_path: Path) -> None:
    text = "id,createdAt,text,author.userName\n12,Fri Jun 01 12:00:01 +0000 2018,Go #there @bob,ann\n"
    batch = read_all(IMPORTER, written_source(tmp_path, text))
    assert batch.posts.select("account_id", "hashtags", "mentions").rows() == [("ann", ["there"], ["bob"])]


def test_ids_that_a_spreadsheet_destroyed_are_told_and_not_used(tmp_path: Path) -> None:
    text = "id,createdAt,text,author.userName\n1.00252E+18,Fri Jun 01 12:00:01 +0000 2018,Go,ann\n"
    source = written_source(tmp_path, text)
    assert [problem.code for problem in IMPORTER.find_problems(source, ReadSettings())] == ["damaged_id"]
    assert "E+18" not in read_all(IMPORTER, source).posts["post_id"][0]


def test_the_columns_of_other_tables_are_not_taken(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("id,createdAt,text,author\n1,2,3,4\n", encoding="utf-8")
    assert IMPORTER.recognise(open_source(str(file), tmp_path / "scratch")) == 0


def test_columns_are_named_as_the_table_spells_them(tmp_path: Path) -> None:
    told = IMPORTER.map_columns(sample_source("apify_twitter_dots.csv", tmp_path), ReadSettings())
    assert (told["handle"], told["text"]) == ("author.userName", "fullText or text")


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_any_cells_are_told_of(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
