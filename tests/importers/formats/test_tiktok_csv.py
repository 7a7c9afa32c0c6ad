"""Videos of TikTok's Research API."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.tiktok_csv import IMPORTER
from unisono.importers.guessing import choose_importer


@pytest.mark.parametrize("sample", ["tiktok_csv.csv", "tiktok_csv_tools.csv"])
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_the_user_name_is_the_account_and_ids_stay_whole(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("tiktok_csv.csv", tmp_path))
    assert batch.posts.select("post_id", "account_id", "handle", "kind").rows() == [
        ("7123456789012345678", "lamp.one", "lamp.one", "post"),
        ("7123456789012345679", "lamp.two", "lamp.two", "post"),
    ]
    assert [(each.row, each.example) for each in batch.rejected] == [(4, "sometime")]
    assert batch.read == 3
    assert batch.posts["created_at"][0] == datetime(2022, 7, 5, 5, 46, 40, tzinfo=UTC)


def test_tags_names_with_dots_and_counts(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("tiktok_csv.csv", tmp_path)).posts
    assert posts["hashtags"].to_list() == [["TramsNow", "late"], []]
    assert posts["mentions"].to_list() == [["tram.driver"], []]
    first = posts.row(0, named=True)
    counts = (first["like_count"], first["reply_count"], first["repost_count"], first["view_count"])
    assert counts == (40, 2, 3, 1200)
    assert posts["text"].to_list() == ["The trams are late #TramsNow @tram.driver", "مترو متأخر"]


def test_an_id_that_a_float_has_rounded_is_taken_from_the_address(tmp_path: Path) -> None:
    source = sample_source("tiktok_csv_tools.csv", tmp_path)
    posts = read_all(IMPORTER, source).posts
    assert posts.select("post_id", "account_id", "hashtags").rows() == [
        ("7123456789012345678", "lamp.one", ["TramsNow", "late"])
    ]
    assert IMPORTER.find_problems(source, ReadSettings()) == ()


def test_without_an_address_a_rounded_id_is_not_used(tmp_path: Path) -> None:
    table = "video_id,author_name,create_time,video_description\n7.12e+18,lamp,1657000000,late\n"
    source = written_source(tmp_path, table)
    assert read_all(IMPORTER, source).posts["post_id"][0].startswith("row-")
    found = IMPORTER.find_problems(source, ReadSettings())
    assert {problem.code for problem in found} == {"derived_post_ids", "damaged_post_id"}


COLUMNS = (
    "id",
    "video_description",
    "create_time",
    "username",
    "hashtag_names",
    "video_mention_list",
    "like_count",
    "music_id",
    "video_url",
)
GOOD = {
    "create_time": ["1657000000", "1657000000.0"],
    "username": ["lamp", "مصباح"],
    "id": ["7123456789012345678", "7.12e+18"],
    "hashtag_names": ["['a', 'b']"],
}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
