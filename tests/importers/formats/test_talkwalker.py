"""Talkwalker's results."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.talkwalker import IMPORTER
from unisono.importers.guessing import choose_importer


@pytest.mark.parametrize("sample", ["talkwalker.csv"])
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_each_row_is_of_the_platform_of_its_address_and_ids_of_authors_are_taken_out(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("talkwalker.csv", tmp_path))
    assert batch.posts.select("platform", "post_id", "account_id", "handle").rows() == [
        ("twitter", "1234567890001", "7001", "lamp_one"),
        ("reddit", "t1_d687zh5", "tram_asker", "tram_asker"),
        ("web", "https://news.lamp-street.example/trams", "news.lamp-street.example", "news.lamp-street.example"),
    ]
    assert [(each.row, each.example) for each in batch.rejected] == [(5, "2025-13-40")]
    assert batch.read == 4


def test_milliseconds_are_read_and_the_time_of_indexing_is_that_of_collection(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("talkwalker.csv", tmp_path)).posts
    assert posts["created_at"][0] == datetime(2025, 9, 4, 15, 33, 20, tzinfo=UTC)
    assert posts["collected_at"].to_list() == [datetime(2025, 9, 4, 15, 35, tzinfo=UTC), None, None]


def test_a_comment_answers_the_page_it_stands_under(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("talkwalker.csv", tmp_path)).posts
    assert posts.select("kind", "ref_post_id").rows() == [("post", None), ("reply", "t3_4wkn7m"), ("post", None)]


def test_a_title_stands_for_missing_words_and_counts_are_the_platforms_own(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("talkwalker.csv", tmp_path)).posts
    assert posts["text"].to_list() == ["The trams are late #TramsNow", "سؤال عن الترام", "Trams fail"]
    assert posts["like_count"].to_list() == [3, None, None]
    assert posts["repost_count"].to_list() == [1, None, None]


def test_source_type_names_the_platform_of_a_row_without_address(tmp_path: Path) -> None:
    table = (
        "url,published,content,source_type,extra_author_attributes.name\n"
        ',2025-01-01T00:00:00Z,words,"[SOCIALMEDIA, SOCIALMEDIA_INSTAGRAM]",lamp\n'
        ',2025-01-01T00:00:00Z,words,"ONLINENEWS,ONLINENEWS_AGENCY",lamp\n'
    )
    posts = read_all(IMPORTER, written_source(tmp_path, table)).posts
    assert posts["platform"].to_list() == ["instagram", "web"]
    assert posts["post_id"].str.starts_with("row-").all()


COLUMNS = (
    "url",
    "published",
    "indexed",
    "title",
    "content",
    "content_snippet",
    "source_type",
    "parent_url",
    "tags_internal",
    "extra_author_attributes.id",
    "extra_author_attributes.name",
    "article_extended_attributes.twitter_likes",
)
GOOD = {
    "published": ["1757000000000", "2025-01-01T00:00:00Z"],
    "extra_author_attributes.name": ["lamp", "مصباح"],
    "url": ["https://x.com/a/status/12"],
    "source_type": ["SOCIALMEDIA_TWITTER", "BLOG"],
}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)


def test_ids_of_authors_that_a_spreadsheet_has_rounded_are_counted(tmp_path: Path) -> None:
    header = "url,published,content,source_type,extra_author_attributes.id,extra_author_attributes.short_name\n"
    rows = [
        f"https://twitter.com/u{n}/status/12345678900{n},1757000000000,t{n},SOCIALMEDIA_TWITTER,{given},u{n}\n"
        for n, given in enumerate(("1.23E+18", "ex:twitter.com-77", "ex:twitter.com-9.1E+17"))
    ]
    source = written_source(tmp_path, header + "".join(rows))
    posts = read_all(IMPORTER, source).posts
    assert posts["account_id"].to_list() == ["u0", "77", "u2"]
    (found,) = [one for one in IMPORTER.find_problems(source, ReadSettings()) if one.code == "damaged_account_id"]
    assert (found.rows, found.example) == (2, "1.23E+18")
    assert "the handle stands for the account" in found.advice


def test_a_parent_on_another_platform_is_no_post_of_this_one(tmp_path: Path) -> None:
    header = "url,published,content,source_type,extra_author_attributes.short_name,parent_url\n"
    rows = [
        f"https://twitter.com/u{n}/status/12345678900{n},1757000000000,t{n},SOCIALMEDIA_TWITTER,u{n},{parent}\n"
        for n, parent in enumerate(("https://twitter.com/a/status/77", "https://gab.com/a/posts/77"))
    ]
    posts = read_all(IMPORTER, written_source(tmp_path, header + "".join(rows))).posts
    assert posts.select("kind", "ref_post_id", "ref_handle").rows() == [("reply", "77", "a"), ("post", None, None)]
