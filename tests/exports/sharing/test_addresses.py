"""A post has an address where its platform finds it by its id alone, and no id can write anything else into it."""

import pytest

from unisono.exports.sharing.addresses import address_of


@pytest.mark.parametrize("post", ["telegram:12", "twitter:../evil", "twitter:", "twitter:1?x=2", "nothing"])
def test_what_has_no_address_gets_none(post: str) -> None:
    assert address_of(post) is None


def test_a_post_of_twitter_is_found_by_its_id() -> None:
    assert address_of("twitter:20") == "https://x.com/i/web/status/20"
