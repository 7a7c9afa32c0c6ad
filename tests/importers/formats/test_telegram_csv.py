"""Messages of Telegram as tables."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.telegram_csv import IMPORTER
from unisono.importers.guessing import choose_importer


@pytest.mark.parametrize("sample", ["telegram_csv.csv"])
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_ids_are_bare_and_messages_are_named_by_chat_and_number(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("telegram_csv.csv", tmp_path))
    assert batch.posts.select("post_id", "account_id", "community_id", "display_name").rows() == [
        ("1234567890/77", "1234567890", "1234567890", "Lamp Street"),
        ("1234567890/78", "1234567890", "1234567890", "Lamp Street"),
        ("2222222/5", "555001", "2222222", None),
        ("2222222/6", "555002", "2222222", None),
    ]
    assert [(each.row, each.example) for each in batch.rejected] == [(6, "some day")]
    assert batch.read == 5


def test_a_forward_is_a_repost_and_an_answer_a_reply(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("telegram_csv.csv", tmp_path)).posts
    assert posts.select("kind", "ref_post_id", "ref_account_id").rows() == [
        ("post", None, None),
        ("post", None, None),
        ("repost", None, "1234567890"),
        ("reply", "2222222/5", None),
    ]


def test_times_with_an_offset_are_not_reported_and_others_are(tmp_path: Path) -> None:
    assert IMPORTER.find_problems(sample_source("telegram_csv.csv", tmp_path), ReadSettings()) == ()
    table = "channel_name,channel_id,message_id,date,sender_id,message_text\na,12345,1,2024-05-01 10:00:00,,b\n"
    source = written_source(tmp_path, table)
    assert [problem.code for problem in IMPORTER.find_problems(source, ReadSettings())] == ["no_time_zone"]
    told = read_all(IMPORTER, source, ReadSettings(zone="+03:00")).posts
    assert told["created_at"].to_list() == [datetime(2024, 5, 1, 7, tzinfo=UTC)]


@pytest.mark.parametrize(
    "written", ["-1001234567890", "channel1234567890", "PeerChannel(channel_id=1234567890)", "1234567890.0"]
)
def test_every_way_to_write_a_channel_is_one_channel(written: str, tmp_path: Path) -> None:
    table = f"channel_id,message_id,date,message_text\n{written},5,2024-05-01T10:00:00Z,words\n"
    posts = read_all(IMPORTER, written_source(tmp_path, table)).posts
    assert posts.select("post_id", "account_id").rows() == [("1234567890/5", "1234567890")]


COLUMNS = (
    "channel_name",
    "channel_id",
    "message_id",
    "date",
    "sender_id",
    "post_author",
    "message_text",
    "views",
    "forwarded_from_id",
    "reply_to",
)
GOOD = {
    "date": ["2024-05-01 10:00:00+00:00"],
    "channel_id": ["-1001234567890"],
    "message_id": ["5", "6"],
    "sender_id": ["user555001", ""],
}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
