"""Douyin and Xiaohongshu: items of their pages and embedded ones, streams, previews, rounded counts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.importers.zeeschuimer.reading import read_items


def test_embedded_videos_are_read_as_the_others_and_streams_are_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = read_items("douyin.com", tmp_path, monkeypatch)
    assert batch.posts.select("post_id", "account_id", "display_name", "text", "hashtags", "like_count").rows() == [
        ("7086111", "5001", "花花", "春天 #花", ["花"], 3),
        ("7086112", "5002", "小明", "你好", [], 2),
    ]
    assert [(item.reason, item.row) for item in batch.rejected] == [("a live stream, not a post", 3)]


def test_notes_have_a_title_and_rounded_counts_are_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = read_items("xiaohongshu.com", tmp_path, monkeypatch)
    assert batch.posts.select("post_id", "account_id", "text", "hashtags", "like_count").rows() == [
        ("64a1", "u9", "面包\n\n好吃 #早餐", ["早餐"], 12),
        ("64a2", "u8", "Tea", ["tea"], None),
        ("64a3", None, "Tile", [], None),
    ]
    assert batch.posts["created_at"].to_list()[0] == datetime(2022, 4, 15, 5, 20, tzinfo=UTC)
    assert [(item.reason, item.row) for item in batch.rejected] == [
        ("the preview of a post, without its author, words and time", 4)
    ]
