"""The fields of scraped posts: every path once, counts as numbers, files listed or sorted."""

from collections import Counter

import pytest

from unisono.importers.tweets.scraped_fields import fields, kind_of


@pytest.mark.parametrize("media_is_list", [True, False])
def test_no_path_is_wanted_twice(media_is_list: bool) -> None:
    paths = Counter(one.path for one in fields(media_is_list=media_is_list))
    assert [path for path, times in paths.items() if times > 1] == []


def test_the_files_of_a_post_are_wanted_as_its_tool_writes_them() -> None:
    listed = {one.path for one in fields(media_is_list=True) if one.column == "media"}
    named = {one.path for one in fields(media_is_list=False) if one.column == "media"}
    assert "media[].fullUrl" in listed
    assert "media.photos[].url" in named
    assert not listed & named


def test_kinds_follow_what_a_column_holds() -> None:
    kinds = [kind_of(name) for name in ("likes", "profile_followers", "user_verified", "profile_verified", "user_id")]
    assert kinds == ["number", "number", "flag", "flag", "text"]
