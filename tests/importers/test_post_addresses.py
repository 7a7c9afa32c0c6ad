"""Addresses of posts."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.post_addresses import NAMES, name_platforms, read_addresses

KNOWN = [
    ("https://twitter.com/lamp_street/status/136600000000000001?s=20", "twitter", "136600000000000001", "lamp_street"),
    ("http://twitter.com/lamp_street/statuses/12", "twitter", "12", "lamp_street"),
    ("https://x.com/i/status/12", "twitter", "12", None),
    ("https://x.com/i/web/status/12", "twitter", "12", None),
    ("https://mobile.twitter.com/Lamp/status/12/photo/1", "twitter", "12", "Lamp"),
    ("https://x.com/lamp", "twitter", None, None),
    ("https://www.facebook.com/lamp/posts/pfbid02abcXYZ", "facebook", "pfbid02abcXYZ", None),
    ("https://www.facebook.com/permalink.php?story_fbid=123456789&id=987654321", "facebook", "123456789", None),
    ("https://www.facebook.com/groups/lamp/permalink/123456789/", "facebook", "123456789", None),
    ("https://www.facebook.com/100064_123456789", "facebook", "123456789", None),
    ("https://www.instagram.com/p/B_Ab-12cdEF/", "instagram", "B_Ab-12cdEF", None),
    ("https://www.instagram.com/reel/B_Ab-12cdEF/?x=1", "instagram", "B_Ab-12cdEF", None),
    ("https://www.threads.net/@lamp.street/post/C8a-b_1", "threads", "C8a-b_1", "lamp.street"),
    ("https://www.tiktok.com/@lamp.street/video/7123456789012345678", "tiktok", "7123456789012345678", "lamp.street"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=UgzAb.c-d", "youtube", "UgzAb.c-d", None),
    ("https://www.youtube.com/watch?t=1&v=dQw4w9WgXcQ", "youtube", "dQw4w9WgXcQ", None),
    ("https://youtu.be/dQw4w9WgXcQ?t=2", "youtube", "dQw4w9WgXcQ", None),
    ("https://www.reddit.com/r/lamps/comments/4wkn7m/late_trams/d687zh5/", "reddit", "t1_d687zh5", None),
    ("https://old.reddit.com/r/lamps/comments/4wkn7m/late_trams/", "reddit", "t3_4wkn7m", None),
    ("https://bsky.app/profile/did:plc:abc/post/3kxyz", "bluesky", "at://did:plc:abc/app.bsky.feed.post/3kxyz",
     "did:plc:abc"),
    ("https://t.me/lamp_street/77", "telegram", "lamp_street/77", "lamp_street"),
    ("https://t.me/s/lamp_street/77", "telegram", "lamp_street/77", "lamp_street"),
    ("https://vk.com/wall-12_345", "vk", "-12_345", None),
    ("https://truthsocial.com/@lamp/posts/1099", "truthsocial", "1099", "lamp"),
    ("https://www.linkedin.com/feed/update/urn:li:activity:70000000000000001", "linkedin", "70000000000000001", None),
    ("https://lamp-street.example/x.com/status/12", None, None, None),
    ("https://nox.com/a/status/12", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("address", "platform", "post_id", "handle"), KNOWN)
def test_an_address_gives_platform_id_and_author(
    address: str, platform: str | None, post_id: str | None, handle: str | None
) -> None:
    read = read_addresses(pl.Series([address]))
    assert (read.platform[0], read.post_id[0], read.handle[0]) == (platform, post_id, handle)


def test_all_kinds_in_one_column_are_read_each_in_its_own_way() -> None:
    read = read_addresses(pl.Series([address for address, *_ in KNOWN]))
    assert list(zip(read.platform, read.post_id, read.handle, strict=True)) == [tuple(rest) for _, *rest in KNOWN]


def test_a_stated_platform_counts_where_the_address_is_on_no_known_one() -> None:
    address = pl.Series(["https://lamp.example/1", "https://x.com/a/status/1", None])
    read = read_addresses(address, pl.Series(["web", "web", "twitter"]))
    assert read.platform.to_list() == ["web", "twitter", "twitter"]
    assert read.post_id.to_list() == ["https://lamp.example/1", "1", None]


def test_tools_words_for_platforms_become_ours() -> None:
    words = pl.Series(["X", "Twitter", " www.Reddit.com ", "SOCIALMEDIA_BLUESKY", "Blogs", "something", None])
    named = name_platforms(words).to_list()
    assert named == ["twitter", "twitter", "reddit", "bluesky", "web", None, None]
    every = [word for name, others in NAMES.items() for word in (name, *others)]
    assert len(every) == len(set(every))


@given(st.lists(st.one_of(st.none(), st.text(max_size=30), st.sampled_from([address for address, *_ in KNOWN]))))
def test_any_text_is_read_without_a_word(texts: list[str | None]) -> None:
    read = read_addresses(pl.Series(texts, dtype=pl.String))
    assert len(read.platform) == len(read.post_id) == len(read.handle) == len(texts)


def test_an_address_on_another_platform_names_no_post_of_the_row() -> None:
    addresses = ["https://x.com/ann/status/12", "https://gab.com/ann/posts/12", None]
    found = read_addresses(pl.Series(addresses)).within(pl.Series(["twitter", "twitter", "twitter"]))
    assert found.post_id.to_list() == ["12", None, None]
    assert found.handle.to_list() == ["ann", None, None]
