"""Lists of videos from YouTube Data Tools."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.youtube_videos import IMPORTER
from unisono.importers.guessing import choose_importer
from unisono.model.errors import DataRejectedError


@pytest.mark.parametrize("sample", ["youtube_videos.csv"])
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_videos_are_named_by_their_id_and_channels_are_accounts(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("youtube_videos.csv", tmp_path))
    assert batch.posts.select("post_id", "account_id", "display_name", "kind").rows() == [
        ("dQw4w9WgXcQ", "UClampstreet000000000001", "Lamp TV", "post"),
        ("aaaaaaaaaaa", "UClampstreet000000000002", "مصباح", "post"),
    ]
    assert [(each.row, each.example) for each in batch.rejected] == [(4, "never")]
    assert batch.read == 3
    assert batch.posts["created_at"][0] == datetime(2024, 5, 1, 10, tzinfo=UTC)


def test_title_and_description_are_the_text_in_both_ways_of_writing_quotes(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("youtube_videos.csv", tmp_path)).posts
    assert posts["text"].to_list() == [
        'Late "trams"\n\nAll about it: https://lamp-street.example/a\n#TramsNow',
        'Said "late", twice',
    ]
    assert posts["hashtags"].to_list() == [["TramsNow"], []]
    assert posts["urls"].to_list() == [["https://lamp-street.example/a"], []]


def test_hidden_counts_are_null_and_no_zero(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("youtube_videos.csv", tmp_path)).posts
    assert posts["like_count"].to_list() == [40, None]
    assert posts["view_count"].to_list() == [1200, 5]
    assert posts["lang"].to_list() == ["en", "ar"]


def test_a_list_without_channels_is_refused_by_the_columns_name(tmp_path: Path) -> None:
    source = written_source(tmp_path, "videoId,publishedAt,videoTitle\na,2024-05-01T10:00:00Z,b\n")
    with pytest.raises(DataRejectedError, match="has no column channelId"):
        read_all(IMPORTER, source)


COLUMNS = (
    "channelId",
    "channelTitle",
    "videoId",
    "publishedAt",
    "videoTitle",
    "videoDescription",
    "tags",
    "viewCount",
    "likeCount",
)
GOOD = {"publishedAt": ["2024-05-01T10:00:00Z"], "channelId": ["UC1", "UC2"], "videoId": ["aaaaaaaaaaa"]}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
