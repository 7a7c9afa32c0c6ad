"""Brandwatch's mentions."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.brandwatch import IMPORTER
from unisono.importers.guessing import choose_importer
from unisono.model.errors import DataRejectedError


@pytest.mark.parametrize("sample", ["brandwatch.csv", "brandwatch_older.csv"])
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_the_lines_above_the_table_are_passed_over_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("brandwatch.csv", tmp_path))
    assert batch.posts["source_row"].to_list() == [8, 9, 10, 11, 12, 13, 14]
    assert [(each.row, each.reason, each.example) for each in batch.rejected] == [
        (15, "time cannot be read", "yesterday")
    ]
    assert batch.read == 8


def test_each_row_is_of_the_platform_of_its_address(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("brandwatch.csv", tmp_path)).posts
    assert posts.select("platform", "post_id", "account_id", "handle").rows() == [
        ("twitter", "1366361234567890001", "7001", "lamp_one"),
        ("twitter", "1366361234567890001", "7001", "lamp_one"),
        ("twitter", "1366361234567890002", "lamp_two", "lamp_two"),
        ("twitter", "1366361234567890003", "7003", "lamp_three"),
        ("twitter", "1366361234567890004", "7003", "lamp_three"),
        ("facebook", "1480000000100123", "Lamp Street", "Lamp Street"),
        ("web", "https://news.lamp-street.example/2021/trams-fail", "news.lamp-street.example",
         "news.lamp-street.example"),
    ]  # fmt: skip


def test_shares_are_reposts_or_with_words_of_their_own_quotes(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("brandwatch.csv", tmp_path)).posts
    assert posts["kind"].to_list() == ["post", "post", "repost", "quote", "reply", "post", "post"]
    assert posts["ref_post_id"].to_list() == [None, None, *["1366361234567890001"] * 3, None, None]
    assert posts["ref_handle"].to_list() == [None, None, *["lamp_one"] * 3, None, None]
    older = read_all(IMPORTER, sample_source("brandwatch_older.csv", tmp_path)).posts
    assert older.select("kind", "post_id", "ref_post_id", "ref_handle").rows() == [
        ("post", "1234", None, None),
        ("repost", "1235", "1234", "lamp_one"),
    ]
    assert older["urls"].to_list() == [["https://lamp-street.example/t"], []]


def test_counts_are_those_of_the_rows_own_platform(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("brandwatch.csv", tmp_path))
    assert batch.posts["like_count"].to_list() == [14, 14, 0, 0, 0, 31, None]
    assert batch.posts["repost_count"].to_list() == [3, 3, 0, 0, 0, None, None]
    assert dict(batch.accounts.select("account_id", "followers").iter_rows()) == {
        "7001": 1250, "lamp_two": 90, "7003": 5, "Lamp Street": None,
    }  # fmt: skip


def test_words_tags_and_links(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("brandwatch.csv", tmp_path)).posts
    first, withheld = posts.row(0, named=True), posts.row(4, named=True)
    assert first["text"] == "The trams are late again #TramsNow @tram_driver"
    assert (first["hashtags"], first["mentions"], first["urls"]) == (
        ["TramsNow"],
        ["tram_driver"],
        ["https://lamp-street.example/trams"],
    )
    assert withheld["text"] is None


def test_users_of_a_forum_are_accounts_and_its_name_is_none(tmp_path: Path) -> None:
    table = (
        "Query Id,Query Name,Date,Url,Page Type,Author,Full Text\n"
        "1,t,2021-03-01 12:00:00,https://forum.lamp.example/1,forum,admin,hello\n"
        "1,t,2021-03-01 12:00:00,https://forum.other.example/1,forum,admin,hello\n"
        "1,t,2021-03-01 12:00:00,https://blog.lamp.example/2,blog,admin,hello\n"
        "1,t,2021-03-01 12:00:00,,twitter,lamp,hello\n"
    )
    posts = read_all(IMPORTER, written_source(tmp_path, table)).posts
    assert posts["account_id"].to_list() == [
        "forum.lamp.example/admin",
        "forum.other.example/admin",
        "blog.lamp.example",
        "lamp",
    ]
    assert posts["platform"].to_list() == ["web", "web", "web", "twitter"]


def test_a_mention_without_address_is_named_by_the_suites_own_id(tmp_path: Path) -> None:
    table = (
        "Query Id,Query Name,Date,Url,Resource Id,Page Type,Author,Full Text\n"
        "1,t,2021-03-01 12:00:00,,42,twitter,lamp,hello\n"
    )
    assert read_all(IMPORTER, written_source(tmp_path, table)).posts["post_id"].to_list() == ["document:42"]


def test_the_unstated_zone_is_reported_unless_it_is_named(tmp_path: Path) -> None:
    source = sample_source("brandwatch.csv", tmp_path)
    assert [problem.code for problem in IMPORTER.find_problems(source, ReadSettings())] == ["no_time_zone"]
    told = ReadSettings(zone="Europe/Madrid")
    assert IMPORTER.find_problems(source, told) == ()
    assert read_all(IMPORTER, source, told).posts["created_at"][0] == datetime(2021, 3, 1, 11, tzinfo=UTC)


def test_a_table_without_dates_is_refused_by_the_columns_name(tmp_path: Path) -> None:
    source = written_source(tmp_path, "Query Id,Query Name,Url,Author\n1,t,https://x.com/a/status/1,a\n")
    with pytest.raises(DataRejectedError, match="has no column Date"):
        read_all(IMPORTER, source)


COLUMNS = (
    "Query Id",
    "Query Name",
    "Date",
    "Url",
    "Page Type",
    "Author",
    "Full Text",
    "Resource Id",
    "Thread Entry Type",
    "X Repost of",
    "X Reply to",
    "X Author ID",
    "X Likes",
    "Hashtags",
)
GOOD = {
    "Date": ["2021-03-01 12:00:00.0"],
    "Author": ["lamp", "مصباح"],
    "Url": ["https://x.com/a/status/12"],
    "Query Id": ["1"],
    "Query Name": ["q"],
}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)


def test_ids_of_authors_that_a_spreadsheet_rounded_are_reported(tmp_path: Path) -> None:
    text = "Date,Url,Author,X Author ID,Full Text,Page Type\n2024-03-10 07:00:00,https://x.com/ann/status/12,ann,9.0072E+17,hi,x\n"
    source = written_source(tmp_path, text)
    assert read_all(IMPORTER, source).posts["account_id"].to_list() == ["ann"]
    assert ("damaged_account_id", 1) in [
        (problem.code, problem.rows) for problem in IMPORTER.find_problems(source, ReadSettings())
    ]
