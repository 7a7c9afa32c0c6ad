"""Hashtags, mentions, links and hand-written reposts are found in texts of any script."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.tables.text_marks import (
    find_hashtags,
    find_mentions,
    find_reposted_handle,
    find_urls,
    is_complete,
)

LETTERS = st.text(st.characters(categories=["Ll", "Lu", "Lo"]), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#one #two,#three", ["one", "two", "three"]),
        ("line\n#break", ["break"]),
        ("#日本語タグ と ＃全角", ["日本語タグ", "全角"]),
        ("#مرحبا_بكم #עברית", ["مرحبا_بكم", "עברית"]),
        ("#привет! (#мир)", ["привет", "мир"]),
        ("#हिन्दी", ["हिन्दी"]),
        ("#2018 #4M", ["4M"]),
        ("&#39; a#b https://example.com/page#part //#x", []),
        ("", []),
    ],
)
def test_hashtags_of_every_script_are_found(text: str, tags: list[str]) -> None:
    assert find_hashtags(pl.Series([text, None])).to_list() == [tags, None]


@given(st.lists(LETTERS, max_size=5))
def test_every_tag_that_was_written_is_found_in_order(tags: list[str]) -> None:
    text = "see " + " ".join(f"#{tag}" for tag in tags)
    assert find_hashtags(pl.Series([text])).to_list() == [tags]


def test_mentions_are_handles_and_no_addresses() -> None:
    text = "@ann: hello @bob_2, .@cid ann@example.com and @dee@social.example"
    assert find_mentions(pl.Series([text, None])).to_list() == [["ann", "bob_2", "dee@social.example"], None]


def test_links_end_before_the_punctuation_of_the_sentence() -> None:
    text = "(https://example.com/a,b). See http://example.org/x?y=1! and https://t.co/abc…"
    found = find_urls(pl.Series([text, "none", None])).to_list()
    assert found == [["https://example.com/a,b", "http://example.org/x?y=1", "https://t.co/abc"], [], None]


def test_a_hand_written_repost_is_one_only_at_the_start() -> None:
    texts = pl.Series(["RT @ann: hi", '"RT @bob hello', "so RT @cid: hi", "RT hi", None])
    assert find_reposted_handle(texts).to_list() == ["ann", "bob", None, None, None]


def test_an_ellipsis_at_the_end_says_that_text_is_missing() -> None:
    texts = pl.Series(["cut…", "cut… https://t.co/x", "so … it goes on", "whole", None])
    assert is_complete(texts).to_list() == [False, False, True, True, None]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("看https://example.org/a吧你好", "https://example.org/a"),
        ("これhttps://example.org/a？", "https://example.org/a"),
        ("https://example.org/aپس از", "https://example.org/a"),
        ("https://en.wikipedia.org/wiki/Pier_(film).", "https://en.wikipedia.org/wiki/Pier_(film)"),
    ],
)
def test_links_end_where_text_without_spaces_goes_on(text: str, link: str) -> None:
    assert find_urls(pl.Series([text])).to_list() == [[link]]
