"""Accounts in the ways that people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.watchlists.naming import (
    DAMAGED,
    NO_NAME,
    NO_PROFILE,
    NOTHING_THERE,
    name_account,
)


@pytest.mark.parametrize(
    ("written", "platform", "account_id", "handle"),
    [
        ("@Ann", None, None, "Ann"),
        ("＠日本", None, None, "日本"),
        ("ann_b", None, None, "ann_b"),
        ("آن", None, None, "آن"),
        ("twitter:123", "twitter", "123", None),
        ("Twitter:@ann", "twitter", None, "ann"),
        ("123456789", None, "123456789", None),
        ("123456789.0", None, "123456789", None),
        ("1234", None, None, "1234"),
        ("https://twitter.com/ann", "twitter", None, "ann"),
        ("http://www.x.com/@ann?lang=en", "twitter", None, "ann"),
        ("mobile.twitter.com/ann/", "twitter", None, "ann"),
        ("hxxps://twitter[.]com/ann", "twitter", None, "ann"),
        ("https://twitter.com/intent/user?user_id=99", "twitter", "99", None),
        ("https://x.com/i/user/99", "twitter", "99", None),
        ("https://www.facebook.com/profile.php?id=100", "facebook", "100", None),
        ("https://www.youtube.com/channel/UCabc", "youtube", "UCabc", None),
        ("https://www.youtube.com/@desk", "youtube", None, "desk"),
        ("https://t.me/s/desk", "telegram", None, "desk"),
        ("https://www.reddit.com/user/ann", "reddit", None, "ann"),
        ("https://bsky.app/profile/ann.bsky.social", "bluesky", None, "ann.bsky.social"),
        ("https://bsky.app/profile/did:plc:abc", "bluesky", "did:plc:abc", None),
        ("did:plc:abc", "bluesky", "did:plc:abc", None),
        ("https://mastodon.example/@ann", "mastodon", None, "ann@mastodon.example"),
        ("@ann@mastodon.example", None, None, "ann@mastodon.example"),
        ('"@ann"', None, None, "ann"),
    ],
)
def test_an_account_is_read_in_every_form(
    written: str, platform: str | None, account_id: str | None, handle: str | None
) -> None:
    named = name_account(written)
    assert (named.platform, named.account_id, named.handle, named.refused) == (platform, account_id, handle, None)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", NOTHING_THERE),
        ("not a name !", NO_NAME),
        ("@", NO_NAME),
        ("https://twitter.com/ann/status/1", NO_PROFILE),
        ("https://twitter.com/search?q=ann", NO_PROFILE),
        ("https://twitter.com/", NO_PROFILE),
        ("https://news.example/ann", NO_PROFILE),
        ("1.23E+18", DAMAGED),
    ],
)
def test_what_is_no_account_is_refused_with_the_reason(written: str, why: str) -> None:
    named = name_account(written)
    assert named.refused == why
    assert named.account_id is named.handle is None


def test_a_column_of_ids_makes_short_numbers_ids() -> None:
    assert name_account("12", is_id=True, platform="twitter").account_id == "12"
    assert name_account("12", platform="twitter").handle == "12"


@given(st.text(max_size=40))
def test_any_text_is_an_account_or_is_refused(written: str) -> None:
    named = name_account(written)
    assert (named.refused is None) == bool(named.account_id or named.handle)
