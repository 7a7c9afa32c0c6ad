"""Threads' posts: reposts, quotes, answers, and links that go through the site's own redirect."""

from pathlib import Path

import pytest

from tests.importers.zeeschuimer.reading import read_items


def test_shared_posts_make_reposts_and_quotes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = read_items("threads.net", tmp_path, monkeypatch)
    assert batch.posts.select("post_id", "account_id", "kind", "ref_post_id", "ref_account_id", "text").rows() == [
        ("T1", "anna", "post", None, None, "Read this #news"),
        ("T2", "ben", "repost", "T1", "anna", "Read this #news"),
        ("T3", "ben", "quote", "T1", "anna", "Indeed"),
        ("T4", "ben", "reply", None, "anna", "@anna why"),
    ]
    assert batch.references.select("post_id", "account_id", "text").rows() == [("T1", "anna", "Read this #news")]


def test_a_redirected_link_is_where_it_leads_and_a_repost_has_no_counts_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = read_items("threads.net", tmp_path, monkeypatch).posts
    assert posts["urls"].to_list()[0] == ["https://news.example/a?b=1"]
    assert posts["repost_count"].to_list() == [1, None, 1, 1]
