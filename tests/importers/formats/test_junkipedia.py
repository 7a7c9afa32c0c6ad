"""Junkipedia's posts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.junkipedia import IMPORTER
from unisono.importers.guessing import choose_importer


@pytest.mark.parametrize("sample", ["junkipedia.csv", "junkipedia.jsonl"])
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_each_row_is_of_the_platform_of_its_address_or_of_its_column(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("junkipedia.csv", tmp_path))
    assert batch.posts.select("platform", "post_id", "account_id", "handle").rows() == [
        ("telegram", "lamp_street/77", "1234567", "lamp_street"),
        ("tiktok", "7123456789012345678", "lamp.street", "lamp.street"),
        ("rumble", "https://lamp-street.example/3", "Lamp TV", "Lamp TV"),
    ]
    assert [(each.row, each.example) for each in batch.rejected] == [(5, "tomorrow")]
    assert batch.read == 4


def test_words_in_a_picture_stand_for_missing_ones_and_missing_counts_are_null(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("junkipedia.csv", tmp_path)).posts
    assert posts["text"].to_list() == ["The trams are late #TramsNow", "مترو متأخر", "words"]
    assert posts["like_count"].to_list() == [3, 5, None]
    assert posts["view_count"].to_list() == [900, None, None]


def test_lines_of_its_interface_are_read_as_well(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("junkipedia.jsonl", tmp_path))
    assert batch.posts.select("platform", "post_id", "handle", "text", "like_count", "created_at").rows() == [
        ("youtube", "dQw4w9WgXcQ", "Lamp TV", "The trams are late #TramsNow", 2, datetime(2024, 5, 1, 10, tzinfo=UTC))
    ]
    assert batch.accounts["url"].to_list() == ["https://www.youtube.com/channel/UClampstreet"]


@pytest.mark.parametrize(
    "header", ["ChannelName,PostUrl,PublishedAt,PostText", "channel_name,post_url,published_at,body"]
)
def test_columns_are_known_in_several_spellings(header: str, tmp_path: Path) -> None:
    row = "Lamp TV,https://x.com/lamp/status/12,2024-05-01T10:00:00Z,words\n"
    source = written_source(tmp_path, f"{header}\n{row}")
    assert IMPORTER.recognise(source) == 0.9
    posts = read_all(IMPORTER, source).posts
    assert posts.select("post_id", "handle", "display_name", "text").rows() == [("12", "lamp", "Lamp TV", "words")]


def test_a_column_that_the_user_names_goes_first(tmp_path: Path) -> None:
    table = "ChannelName,PostUrl,published_at,said\nLamp TV,https://x.com/lamp/status/12,2024-05-01T10:00:00Z,words\n"
    told = ReadSettings(mapping={"text": "said"})
    assert read_all(IMPORTER, written_source(tmp_path, table), told).posts["text"].to_list() == ["words"]


COLUMNS = (
    "PostId",
    "PostUrl",
    "Platform",
    "ChannelName",
    "ChannelUid",
    "published_at",
    "post_body_text",
    "image_text",
    "LikesCount",
)
GOOD = {
    "published_at": ["2024-05-01T10:00:00Z"],
    "ChannelName": ["lamp", "مصباح"],
    "PostUrl": ["https://t.me/lamp_street/77"],
    "Platform": ["Telegram", "Rumble"],
}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)


def test_ids_of_channels_that_a_spreadsheet_has_rounded_are_counted(tmp_path: Path) -> None:
    rows = "".join(
        f"https://twitter.com/u{n}/status/12345678900{n},2024-01-01T10:00:00Z,t,Twitter,{given},u{n},U {n}\n"
        for n, given in enumerate(("1.23E+18", "77"))
    )
    header = "PostUrl,PostPublishedAt,PostText,Platform,ChannelUid,ChannelHandle,ChannelName\n"
    source = written_source(tmp_path, header + rows)
    assert read_all(IMPORTER, source).posts["account_id"].to_list() == ["u0", "77"]
    (found,) = [one for one in IMPORTER.find_problems(source, ReadSettings()) if one.code == "damaged_account_id"]
    assert (found.rows, found.example) == (1, "1.23E+18")
