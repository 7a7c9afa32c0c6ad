"""Truth Social's posts: reblogs, quotes, answers and groups, in HTML or in plain text."""

from pathlib import Path

import polars as pl
import pytest

from tests.importers.zeeschuimer.reading import read_items
from unisono.importers.zeeschuimer.truthsocial import words


def test_reblogs_answers_and_quotes_refer_to_their_posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = read_items("truthsocial.com", tmp_path, monkeypatch)
    assert batch.posts.select("post_id", "kind", "ref_post_id", "ref_account_id", "ref_handle", "text").rows() == [
        ("108", "post", None, None, None, "Hello #hens\nsecond line"),
        ("109", "repost", "108", "12", "otto", "Hello #hens\nsecond line"),
        ("110", "reply", "108", "11", None, "no"),
        ("111", "quote", "108", "11", "ruth", "see"),
    ]
    assert batch.posts["hashtags"].to_list() == [["hens"], ["hens"], [], []]
    assert batch.posts["urls"].to_list()[0] == ["https://hens.example/"]
    assert batch.posts["community_id"].to_list() == [None, None, None, "g1"]
    assert batch.posts["repost_count"].to_list() == [1, None, 1, 1]
    assert batch.accounts.select("account_id", "bio", "followers").rows() == [("11", "Hens & eggs", 9)]


def test_plain_text_keeps_its_lines_and_html_becomes_text() -> None:
    written = pl.Series("text", ["a\n\nb < c", "<p>1 &lt; 2<br>x</p>", None])
    assert words(written).to_list() == ["a\n\nb < c", "1 < 2\nx", None]
    assert written.to_list()[1].startswith("<p>")
