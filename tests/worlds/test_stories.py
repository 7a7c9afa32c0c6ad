"""Stories: found by name, and built the same way each time."""

import pytest
from polars.testing import assert_frame_equal

from unisono.model.errors import UsageError
from unisono.worlds.stories import STORIES, build_story, story_named


def test_a_story_is_found_by_name() -> None:
    assert story_named("amplified-post") is STORIES[0]


def test_an_unknown_story_names_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no story called moon-landing\. Stories: amplified-post"):
        story_named("moon-landing")


def test_the_same_seed_tells_the_same_story() -> None:
    one, other = build_story(STORIES[0], seed=1), build_story(STORIES[0], seed=1)
    assert_frame_equal(one.posts, other.posts)
    assert one.truth == other.truth
