"""Lines of any shape become pages."""

from typing import Any

import pytest

from tests.importers.tweet_builders import v2_page, v2_post, v2_user
from unisono.importers.tweets.v2_shapes import as_page


def test_pages_streams_and_flattened_posts_become_pages() -> None:
    page = v2_page([v2_post(1)])
    assert as_page(page) is page
    stream = as_page({"data": v2_post(1), "matching_rules": []})
    assert stream is not None
    assert stream["data"] == [v2_post(1)]
    referenced = [{"type": "quoted", "author": v2_user(2), **v2_post(2)}, {"type": "replied_to", "id": "9"}]
    flat = as_page({**v2_post(1), "author": v2_user(1), "referenced_tweets": referenced})
    assert flat is not None
    assert [post["id"] for post in flat["includes"]["tweets"]] == [v2_post(2)["id"]]
    assert [user["username"] for user in flat["includes"]["users"]] == ["person_1", "person_2"]


@pytest.mark.parametrize("value", [{}, {"data": []}, {"errors": []}, {"id": "1"}, {"id": "1", "text": "x"}])
def test_only_lines_with_posts_become_pages(value: dict[str, Any]) -> None:
    assert (as_page(value) is not None) == ("text" in value)
