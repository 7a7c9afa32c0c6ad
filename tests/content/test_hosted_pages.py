"""On a host where many publish, the publisher is the page and not the host."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.addresses import canonical_addresses
from unisono.content.hosted_pages import PUBLISHERS, names_a_publisher, publishers


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.news.example/a/b", "news.example"),
        ("https://t.me/s/Channel/5", "t.me/channel"),
        ("https://t.me/+AbCdEf", "t.me"),
        ("https://t.me/joinchat/AbC", "t.me"),
        ("https://t.me/c/1234/5", "t.me"),
        ("https://medium.com/@User/story-1", "medium.com/@user"),
        ("https://user.medium.com/story-1", "user.medium.com"),
        ("https://medium.com/publication/story", "medium.com"),
        ("https://sites.google.com/view/my-site/home", "sites.google.com/view/my-site"),
        ("https://www.youtube.com/channel/UCabc/videos", "youtube.com/channel/UCabc"),
        ("https://www.youtube.com/@Handle", "youtube.com/@handle"),
        ("https://youtu.be/abcdefghijk", "youtube.com"),
        ("https://m.facebook.com/Some.Page/posts/1", "facebook.com/some.page"),
        ("https://www.facebook.com/permalink.php?id=1", "facebook.com"),
        ("https://x.com/Ann/status/1", "twitter.com/ann"),
        ("https://old.reddit.com/r/test/comments/1", "reddit.com/r/test"),
        ("https://someone.substack.com/p/a", "someone.substack.com"),
        ("https://substack.com/@name", "substack.com"),
        ("https://someone.github.io/a", "someone.github.io"),
        ("https://someone.blogspot.com/a", "someone.blogspot.com"),
        ("https://bit.ly/abc", "bit.ly"),
        ("https://192.0.2.7/a", "192.0.2.7"),
    ],
)
def test_the_publisher_of_an_address(address: str, expected: str) -> None:
    assert publishers(canonical_addresses(pl.Series([address]))).to_list() == [expected]


def test_no_address_has_no_publisher() -> None:
    assert publishers(pl.Series([None], dtype=pl.String)).to_list() == [None]
    assert publishers(pl.Series([], dtype=pl.String)).to_list() == []


def test_a_host_of_many_is_no_publisher_but_its_pages_are() -> None:
    assert not names_a_publisher("youtube.com")
    assert not names_a_publisher("bit.ly")
    assert not names_a_publisher("substack.com")
    assert names_a_publisher("youtube.com/@handle")
    assert names_a_publisher("news.example")


@given(st.sampled_from(sorted(PUBLISHERS)), st.lists(st.sampled_from(["a", "@b", "view", "r", "c", "..", "", "é"])))
def test_every_address_on_a_host_of_many_belongs_to_the_host_or_a_page_of_it(host: str, parts: list[str]) -> None:
    address = canonical_addresses(pl.Series([f"https://{host}/{'/'.join(parts)}"]))
    publisher = publishers(address)[0]
    assert publisher.partition("/")[0] in host or host.endswith(publisher.partition("/")[0])
