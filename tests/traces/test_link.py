"""Links are canonical, lead out of the platform, and are the account's own."""

import polars as pl

from tests.traces.posts_by_hand import posts
from unisono.traces import object_labels, read_traces


def links(frame: pl.DataFrame) -> list[tuple[str, str | None]]:
    return read_traces(frame, layers=["link"])["link"].select("object", "author").rows()


def test_one_page_is_one_object_whatever_its_address_says_about_the_reader() -> None:
    frame = posts(
        {"urls": ["http://www.example.co.uk/story/?utm_source=x&id=2#comments"]},
        {"urls": ["https://example.co.uk/story?id=2&fbclid=abc", "https://example.co.uk/story?id=2"]},
    )
    assert links(frame) == [("https://example.co.uk/story?id=2", "example.co.uk")] * 2


def test_links_to_the_platform_itself_are_not_links_but_links_to_another_platform_are() -> None:
    frame = posts(
        {"urls": ["https://twitter.com/ann/status/1", "https://x.com/ann", "https://mobile.twitter.com/ann"]},
        {"urls": ["https://t.me/channel/5"]},
        {"urls": ["https://t.me/channel/5"], "platform": "telegram"},
        {"urls": ["https://twitter.com/ann/status/1"], "platform": "telegram"},
        {"urls": ["https://twitter.com/ann/status/1"], "platform": "some forum"},
        {"urls": ["https://social.example/@ann/5", "https://example.org/@me/5x"], "platform": "mastodon"},
    )
    elsewhere = "https://twitter.com/ann/status/1"
    assert [name for name, _ in links(frame)] == ["https://t.me/channel/5", elsewhere, elsewhere]


def test_links_to_a_platform_count_where_nobody_says_that_the_post_is_of_it() -> None:
    frame = posts(
        {"urls": ["https://x.com/ann/status/1"], "platform": None},
        {"text": "see https://twitter.com/ann/status/1", "platform": ""},
        {"text": "看https://x.com/ann/status/1吧", "platform": "generic"},
    )
    assert [name for name, _ in links(frame)] == ["https://twitter.com/ann/status/1"] * 3


def test_an_unexpanded_short_link_counts_only_where_there_is_nothing_else() -> None:
    frame = posts(
        {"urls": ["https://t.co/abc", "https://example.com/a"]},
        {"urls": ["https://t.co/abc"]},
        {"text": "read https://t.co/Abc."},
    )
    assert [name for name, _ in links(frame)] == ["https://example.com/a", "https://t.co/abc", "https://t.co/Abc"]


def test_links_are_read_from_the_text_where_no_list_is_given() -> None:
    frame = posts(
        {"text": "see (https://example.com/a), and http://пример.рф/б。"},
        {"text": "https://example.com/hidden", "urls": []},
        {"text": "ニュースhttps://example.jp/日本"},
    )
    assert [name for name, _ in links(frame)] == [
        "https://example.com/a",
        "https://xn--e1afmkfd.xn--p1ai/%D0%B1",
        "https://example.jp/",
    ]


def test_what_is_no_web_address_leaves_no_trace() -> None:
    frame = posts({"urls": ["", "javascript:alert(1)", "http://[::1", "mailto:a@b.com", "localhost", "ftp://a.com/x"]})
    assert links(frame) == []


def test_reposts_leave_no_links_of_their_own() -> None:
    assert links(posts({"kind": "repost", "urls": ["https://example.com/a"]})) == []


def test_a_link_is_shown_as_its_address() -> None:
    frame = posts({"urls": ["https://example.com/a"]})
    assert object_labels(frame, "link", ["https://example.com/a"]) == {"https://example.com/a": "https://example.com/a"}


def test_a_link_to_a_site_with_an_unlisted_ending_leaves_a_trace() -> None:
    frame = posts({"urls": ["https://news.paper.example/a", "http://abcdefghij234567.onion/b"]})
    assert [name for name, _ in links(frame)] == ["https://news.paper.example/a", "https://abcdefghij234567.onion/b"]
