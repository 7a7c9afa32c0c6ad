"""TikTok's videos and comments: authors as objects or names, duets, whom comments answer."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.importers.zeeschuimer.reading import read_items
from tests.importers.zeeschuimer.site_samples import TIKTOK


def test_a_duet_is_a_quote_and_the_author_may_be_an_object_or_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = read_items("tiktok.com", tmp_path, monkeypatch).posts
    assert posts.select("post_id", "account_id", "kind", "ref_post_id", "hashtags", "mentions").rows() == [
        ("7086000000000000001", "marta.w", "post", None, ["garden"], ["otto"]),
        ("7086000000000000002", "otto", "quote", "7086000000000000001", ["spring"], []),
        ("7086000000000000003", "lina", "post", None, ["ربيع"], []),
    ]
    assert set(posts["created_at"].dt.truncate("10s")) == {datetime(2022, 4, 15, 5, 20, tzinfo=UTC)}
    assert posts["collected_at"][0] == datetime(2023, 11, 14, 22, 13, 20, 123_000, tzinfo=UTC)


def test_counts_are_read_as_numbers_or_texts_and_zero_is_not_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = read_items("tiktok.com", tmp_path, monkeypatch)
    counts = batch.posts.select("like_count", "reply_count", "repost_count", "view_count").rows()
    assert counts == [(5, 0, 2, 70), (6, None, None, 8), (None, None, None, None)]
    assert batch.accounts.select("account_id", "bio", "followers", "posts", "likes").row(0) == (
        "marta.w",
        "seeds",
        12,
        4,
        900,
    )


def test_a_comment_answers_a_comment_or_the_video(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = read_items("tiktok-comments", tmp_path, monkeypatch).posts
    video = TIKTOK[0]["id"]
    assert posts.select("post_id", "account_id", "kind", "ref_post_id", "thread_id", "mentions").rows() == [
        ("c1", "otto", "reply", video, video, ["marta.w"]),
        ("c2", "93", "reply", "c1", video, []),
    ]
    assert set(posts["platform"]) == {"tiktok"}
