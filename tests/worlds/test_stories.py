"""Stories: found by name, and built the same way each time."""

from dataclasses import replace

import pytest
from polars.testing import assert_frame_equal

from unisono.model.errors import UsageError
from unisono.worlds.stories import STORIES, Story, build_story, story_named


def test_a_story_is_found_by_name() -> None:
    assert story_named("amplified-post") is STORIES[0]


def test_an_unknown_story_names_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no story called .moon-landing.\. Stories: amplified-post"):
        story_named("moon-landing")


def test_the_same_seed_tells_the_same_story() -> None:
    one, other = build_story(STORIES[0], seed=1), build_story(STORIES[0], seed=1)
    assert_frame_equal(one.posts, other.posts)
    assert one.truth == other.truth


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
@pytest.mark.parametrize("level", ["easy", "hard"])
def test_a_story_can_be_told_at_another_level(story: Story, level: str) -> None:
    planted = tuple(replace(plan, level=level) for plan in story.settings.planted)
    world = build_story(replace(story, settings=replace(story.settings, level=level, planted=planted)), seed=1)
    assert {network["level"] for network in world.truth["networks"]} == {level}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_fits_in_a_demo(story: Story) -> None:
    assert 3_000 <= story.settings.accounts <= 6_000
    assert story.settings.posts <= 35_000
    assert story.plot.endswith(".") and len(story.plot) < 600
