"""Comments from YouTube Data Tools."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import SAMPLES, read_all, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.youtube_comments import IMPORTER
from unisono.importers.guessing import choose_importer


@pytest.mark.parametrize("sample", ["youtube_comments.csv"])
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_authors_are_named_by_channel_before_name(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("youtube_comments.csv", tmp_path))
    assert batch.posts.select("account_id", "handle", "display_name").rows() == [
        ("UClampauthor00000000001a", "lamp_one", "@lamp_one"),
        ("UClampauthor00000000002a", "lamp_two", "@lamp_two"),
        ("Old Name", None, "Old Name"),
    ]
    assert [(each.row, each.example) for each in batch.rejected] == [(5, "later")]
    assert batch.read == 4


def test_a_comment_answers_another_one(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("youtube_comments.csv", tmp_path)).posts
    assert posts.select("kind", "post_id", "ref_post_id", "ref_handle").rows() == [
        ("reply", "UgzA000000000001", None, None),
        ("reply", "UgzA000000000001.9b1", "UgzA000000000001", "lamp_one"),
        ("reply", "UgzA000000000002", None, None),
    ]


def test_the_name_of_the_file_tells_the_video(tmp_path: Path) -> None:
    text = (SAMPLES / "youtube_comments.csv").read_text(encoding="utf-8")
    source = written_source(tmp_path, text, "videoinfo_dQw4w9WgXcQ_2024_05_02-10_00_00_comments.csv")
    posts = read_all(IMPORTER, source).posts
    assert posts["thread_id"].to_list() == ["dQw4w9WgXcQ"] * 3
    assert posts["ref_post_id"].to_list() == ["dQw4w9WgXcQ", "UgzA000000000001", "dQw4w9WgXcQ"]


def test_both_ways_of_writing_quotes_are_read_and_the_unstated_zone_is_reported(tmp_path: Path) -> None:
    source = sample_source("youtube_comments.csv", tmp_path)
    posts = read_all(IMPORTER, source).posts
    assert posts["text"].to_list()[:2] == [
        'Late "again", see https://lamp-street.example/a',
        'He said "late" twice',
    ]
    assert posts["created_at"][0] == datetime(2024, 5, 1, 11, tzinfo=UTC)
    assert [problem.code for problem in IMPORTER.find_problems(source, ReadSettings())] == ["no_time_zone"]


def test_older_tables_that_only_flag_replies_are_read(tmp_path: Path) -> None:
    table = (
        "id,replyCount,likeCount,publishedAt,authorName,text,authorChannelId,isReply,isReplyTo,videoId\n"
        "Ugz1,0,0,2017-05-01 11:00:00,Lamp,words,UClamp,0,0,dQw4w9WgXcQ\n"
    )
    posts = read_all(IMPORTER, written_source(tmp_path, table)).posts
    assert posts.select("ref_post_id", "thread_id").rows() == [("dQw4w9WgXcQ", "dQw4w9WgXcQ")]


COLUMNS = (
    "id",
    "replyCount",
    "likeCount",
    "publishedAt",
    "authorName",
    "text",
    "authorChannelId",
    "authorChannelUrl",
    "isReply",
    "isReplyTo",
    "isReplyToName",
    "videoId",
)
GOOD = {
    "publishedAt": ["2024-05-01 11:00:00"],
    "authorName": ["@lamp", "مصباح"],
    "id": ["Ugz1", "Ugz2"],
    "isReplyTo": ["Ugz1", "0"],
}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
