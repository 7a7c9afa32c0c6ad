"""Reddit's archives: names, kinds, gone words and accounts, and what was seen at the second look."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.field_fuzz import TEN_FILES, check_lines_hold_up, files_of
from tests.importers.table_sources import sample_source, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.reddit_archive import FIELDS, IMPORTER
from unisono.importers.json_files import declared
from unisono.model.batches import Batch


def read_sample(tmp_path: Path) -> Batch:
    (batch,) = IMPORTER.read(sample_source("reddit_archive.jsonl", tmp_path), ReadSettings())
    return batch


@pytest.mark.parametrize("least", [0, 1 << 40], ids=["kernels", "objects"])
def test_comments_are_replies_and_crossposts_are_reposts(
    least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", least)
    posts = read_sample(tmp_path).posts
    assert posts.select("post_id", "account_id", "kind", "ref_post_id", "thread_id", "community_id").rows() == [
        ("t1_aa1", "marta_w", "reply", "t3_zz9", "t3_zz9", "gardening"),
        ("t1_aa2", None, "reply", "t1_aa1", "t3_zz9", "gardening"),
        ("t3_zz9", "AutoModerator", "post", None, None, "gardening"),
        ("t3_zz8", "otto", "repost", "t3_yy1", None, "gardening"),
    ]
    assert posts["urls"].to_list() == [["https://example.org/a?b=1"], [], [], ["https://example.com/story"]]
    assert posts["text"].to_list()[1:] == [None, "Weekly thread\n\n¿Qué plantáis? 今週", "Look at this"]


def test_a_second_look_says_when_a_post_was_seen_to_be_gone(tmp_path: Path) -> None:
    posts = read_sample(tmp_path).posts
    assert posts["is_deleted"].to_list() == [True, True, None, None]
    assert posts["collected_at"].to_list()[:2] == [
        datetime(2020, 5, 2, 12, 3, 20, tzinfo=UTC),
        datetime(2020, 5, 2, 0, 0, 1, tzinfo=UTC),
    ]


def test_declared_programs_and_birthdays_are_kept_with_the_account(tmp_path: Path) -> None:
    accounts = read_sample(tmp_path).accounts
    assert accounts.select("account_id", "is_bot_declared").rows() == [("AutoModerator", True), ("otto", None)]
    assert accounts["created_at"].to_list() == [None, datetime(2014, 5, 13, 16, 53, 20, tzinfo=UTC)]


def test_a_row_without_a_readable_time_is_counted(tmp_path: Path) -> None:
    batch = read_sample(tmp_path)
    assert [(item.reason, item.row) for item in batch.rejected] == [("time cannot be read", 5)]
    assert batch.read == 5


def test_only_objects_with_reddit_s_fields_are_taken(tmp_path: Path) -> None:
    assert IMPORTER.recognise(sample_source("reddit_archive.jsonl", tmp_path)) > 0.9
    assert IMPORTER.recognise(written_source(tmp_path, '{"id": "1", "author": "a", "text": "b"}\n')) == 0.0


@TEN_FILES
@given(files_of(FIELDS, {"id": "a1", "author": "otto", "created_utc": 1588291201}))
def test_no_line_whatever_is_lost_or_breaks_the_reader(raw: bytes) -> None:
    check_lines_hold_up(IMPORTER, raw)
