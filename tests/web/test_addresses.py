"""Addresses: strangers' words stay inside one part of the path or one field of the query."""

import pytest

from unisono.web.addresses import address_of, query_text, same_page


@pytest.mark.parametrize("tag", ["a/../b", "a?b=c", "a#b", "a%2fb", '"><script>', "ä ö", "a&b"])
def test_a_subject_stays_one_part_of_the_path(tag: str) -> None:
    address = address_of("case", "hashtag", tag)
    assert address.startswith("/case/case/hashtag/") and address.count("/") == 4
    assert not set(address) & set('?#"<> &')


def test_account_ids_are_readable_in_addresses() -> None:
    assert address_of("my case", "account", "mastodon:@ann@example.org") == (
        "/case/my%20case/account/mastodon:@ann@example.org"
    )


def test_what_is_not_chosen_leaves_no_field() -> None:
    assert query_text({"day": None, "words": "", "page": 0}) == "?page=0"
    assert query_text({}) == ""
    assert query_text({"kind": ["post", "reply"]}) == "?kind=post&kind=reply"


def test_the_open_page_keeps_its_other_choices() -> None:
    assert same_page("/case/a/posts", {"words": "x", "page": "2"}, page=3) == "/case/a/posts?words=x&page=3"
    assert same_page("/case/a/posts", {"words": "x", "page": "2"}, page=None) == "/case/a/posts?words=x"


def test_a_list_of_posts_has_pages_and_a_field_may_be_called_as_anything() -> None:
    assert address_of("a", "posts", page=2, case="b", path="c") == "/case/a/posts?page=2&case=b&path=c"
    assert same_page("/x", {}, path="c", query="d") == "/x?path=c&query=d"
