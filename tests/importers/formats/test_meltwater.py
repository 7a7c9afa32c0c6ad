"""Meltwater's articles and posts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.meltwater import IMPORTER
from unisono.importers.guessing import choose_importer
from unisono.model.errors import DataRejectedError


@pytest.mark.parametrize("sample", ["meltwater.csv", "meltwater_older.csv"])
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_a_utf16_table_of_tabs_with_a_line_above_its_header_is_read(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("meltwater.csv", tmp_path))
    assert batch.posts.select("platform", "post_id", "account_id").rows() == [
        ("twitter", "1984900000000000001", "lamp_one"),
        ("twitter", "1984900000000000002", "lamp_two"),
        ("twitter", "1984900000000000003", "lamp_three"),
        ("web", "https://news.lamp-street.example/trams", "news.lamp-street.example"),
    ]
    assert [(each.row, each.example) for each in batch.rejected] == [(7, "soon 10:00:00")]
    assert batch.read == 5
    assert batch.posts["display_name"].to_list() == ["Lamp One", "مصباح", "Three", None]


def test_date_and_time_are_joined_only_where_the_date_has_no_clock(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("meltwater.csv", tmp_path)).posts
    assert posts["created_at"][1] == datetime(2025, 11, 2, 9, 15, 20, tzinfo=UTC)
    older = read_all(IMPORTER, sample_source("meltwater_older.csv", tmp_path)).posts
    assert older["created_at"].to_list() == [
        datetime(2025, 7, 7, 17, 10, tzinfo=UTC),
        datetime(2025, 7, 8, 11, 5, tzinfo=UTC),
    ]
    assert set(older["created_at_precision"]) == {"minute"}


def test_marks_before_the_text_make_reposts_and_quotes(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("meltwater.csv", tmp_path)).posts
    assert posts.select("kind", "ref_handle", "ref_post_id").rows() == [
        ("post", None, None),
        ("repost", "lamp_one", None),
        ("quote", "lamp_one", None),
        ("post", None, None),
    ]


def test_words_tags_links_and_counts(tmp_path: Path) -> None:
    first = read_all(IMPORTER, sample_source("meltwater.csv", tmp_path)).posts.row(0, named=True)
    assert first["text"] == "The trams are late\nagain #TramsNow"
    assert (first["hashtags"], first["urls"]) == (
        ["TramsNow"],
        ["https://lamp-street.example/a", "https://lamp-street.example/b"],
    )
    assert (first["like_count"], first["repost_count"], first["view_count"]) == (5, 2, 1200)
    older = read_all(IMPORTER, sample_source("meltwater_older.csv", tmp_path)).posts
    assert older["text"].to_list() == ["The trams are late #TramsNow", "Trams fail again."]


def test_dates_that_could_be_read_two_ways_are_refused_until_the_user_says(tmp_path: Path) -> None:
    table = "Date,URL,Influencer,Opening Text,Hit Sentence\n3/4/2025 10:00,https://x.com/a/status/1,@a,words,words\n"
    source = written_source(tmp_path, table)
    with pytest.raises(DataRejectedError, match="Nothing was guessed"):
        read_all(IMPORTER, source)
    posts = read_all(IMPORTER, source, ReadSettings(dates="day_first")).posts
    assert posts["created_at"].to_list() == [datetime(2025, 4, 3, 10, tzinfo=UTC)]
    longer = written_source(tmp_path, table + "4/13/2025 10:00,https://x.com/a/status/2,@a,words,words\n", "b.csv")
    assert read_all(IMPORTER, longer).posts["created_at"][0] == datetime(2025, 3, 4, 10, tzinfo=UTC)


COLUMNS = (
    "Date",
    "Time",
    "Document ID",
    "URL",
    "Source Domain",
    "Source Type",
    "Content Type",
    "Author Name",
    "Author Handle",
    "Opening Text",
    "Hit Sentence",
    "Hashtags",
    "Links",
    "Likes",
)
GOOD = {
    "Date": ["2021-03-01", "01-Mar-2021"],
    "Time": ["12:00:00", "1:05 PM"],
    "Author Handle": ["@lamp", "مصباح"],
    "URL": ["https://x.com/a/status/12"],
    "Opening Text": ["QT @a: b", "RT @a b"],
}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
