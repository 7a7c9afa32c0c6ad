"""9GAG, Imgur and Pinterest: titles, anonymous posts, advertisements, pages that lack an author."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.importers.zeeschuimer.reading import read_items


def test_nobody_is_no_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = read_items("9gag.com", tmp_path, monkeypatch).posts
    assert posts.select("post_id", "account_id", "handle", "text").rows() == [
        ("aA1", "leo", "leo", "A cat\n\nthat sits"),
        ("aA2", None, None, "Nobody's"),
        ("aA3", None, None, "x"),
    ]
    assert posts.select("hashtags", "urls", "media").row(0) == (
        ["cat"],
        ["https://cats.example/1"],
        ["https://img.example/a.jpg"],
    )


def test_imgur_accounts_are_numbers_and_advertisements_are_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = read_items("imgur.com", tmp_path, monkeypatch)
    assert batch.posts.select("post_id", "account_id", "view_count").rows() == [("iM1", "321", 90), ("iM3", None, None)]
    assert [item.row for item in batch.rejected] == [2]


def test_pins_have_times_as_mails_have_them_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = read_items("pinterest.com", tmp_path, monkeypatch).posts
    assert posts.select("post_id", "account_id", "text", "community_id", "created_at").rows() == [
        ("88001", "ida", "Shelf\n\nOak", "b1", datetime(2022, 4, 15, 5, 20, tzinfo=UTC)),
        ("88002", None, "From the page\n\nno author", None, None),
    ]
    # Tags that the site itself finds in a picture are not what somebody wrote.
    assert posts["hashtags"].to_list() == [[], []]
