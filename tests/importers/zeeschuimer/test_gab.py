"""Gab's posts: short names of today and long ones of before; groups are no posts."""

from pathlib import Path

import pytest

from tests.importers.zeeschuimer.reading import read_items


def test_both_ways_of_naming_fields_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = read_items("gab.com", tmp_path, monkeypatch)
    assert batch.posts.select("post_id", "account_id", "handle", "text", "like_count", "community_id").rows() == [
        ("1090", "55", "eva", "Good day #sun", 4, "8"),
        ("1091", "56", "max", "Older & longer", 2, None),
    ]
    assert batch.posts["urls"].to_list() == [["https://sun.example/x"], []]
    assert [(item.reason, item.row) for item in batch.rejected] == [("describes a group, not a post", 3)]
