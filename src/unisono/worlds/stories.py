"""The stories that can be shown on invented data: what happened, and how to build it."""

from collections.abc import Callable
from dataclasses import dataclass

from unisono.model.errors import UsageError
from unisono.worlds import amplified_post
from unisono.worlds.assembly import World
from unisono.worlds.building import build_world
from unisono.worlds.draft import Draft
from unisono.worlds.settings import WorldSettings
from unisono.worlds.stage import Stage


@dataclass(frozen=True)
class Story:
    """One story: its name, what is in it, its world's settings, and who is added to the world."""

    name: str
    title: str
    plot: str
    settings: WorldSettings
    tell: Callable[[Draft, Stage], None]


STORIES = (
    Story(
        name="amplified-post",
        title="The amplified post",
        plot=(
            "A party's post has 697 reposts. Some reposters were hired: accounts with scrambled or Cyrillic names that "
            "repost nothing but the same advertisements and, since last week, the same party. Around them live "
            "thousands of ordinary people, a fan club and a newswire."
        ),
        settings=amplified_post.SETTINGS,
        tell=amplified_post.tell_the_amplified_post,
    ),
)
"""Every story, the first one being told when none is named."""


def story_named(name: str) -> Story:
    """Return the story of that name.

    Raises UsageError, naming the stories there are.
    """
    for story in STORIES:
        if story.name == name:
            return story
    known = ", ".join(story.name for story in STORIES)
    raise UsageError(f"There is no story called {name}. Stories: {known}. Try: unisono demo {STORIES[0].name}")


def build_story(story: Story, seed: int) -> World:
    """Return the world of a story; `truth["marked"]` names its posts."""
    return build_world(story.settings, seed, tell=story.tell)
