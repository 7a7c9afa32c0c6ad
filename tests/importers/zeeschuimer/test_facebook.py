"""Facebook's posts: their parts lie in many places, and the address tells the group."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.importers.zeeschuimer.reading import read_items


def test_posts_name_their_author_by_number_and_their_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = read_items("facebook.com", tmp_path, monkeypatch).posts
    assert posts.select("post_id", "account_id", "handle", "display_name", "community_id").rows() == [
        ("901", "100", "town", "Town", None),
        ("902", "101", None, "Ида", "777"),
    ]
    assert posts["created_at"].to_list() == [datetime(2022, 4, 15, 5, 20, tzinfo=UTC)] * 2
    assert posts.select("text", "urls", "hashtags").rows() == [
        ("Market day #fair https://town.example/fair", ["https://town.example/fair"], ["fair"]),
        (None, None, None),
    ]
