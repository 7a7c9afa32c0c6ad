"""The stories that can be shown on invented data: what happened, and how to build it."""

from collections.abc import Callable
from dataclasses import dataclass

from unisono.model.errors import UsageError
from unisono.worlds import amplified_post, pushed_hashtag, wake_and_turn, watchlist
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
            "A party's post has 697 reposts. Some reposters were hired: accounts, half of them Russian-speaking, that "
            "reposted the same advertisements for weeks and, since last week, the same party. Around them live "
            "thousands of ordinary people, a fan club and a newswire."
        ),
        settings=amplified_post.SETTINGS,
        tell=amplified_post.tell_the_amplified_post,
    ),
    Story(
        name="pushed-hashtag",
        title="The pushed hashtag",
        plot=(
            "Overnight, somebody tries to make a hashtag trend. 822 posts carry it in the end. Most were written by a "
            "few dozen accounts that copy the same arguments; the others by people who joined in, in words of their "
            "own. Days earlier hundreds answered a question under another hashtag, because they felt like it."
        ),
        settings=pushed_hashtag.SETTINGS,
        tell=pushed_hashtag.tell_the_pushed_hashtag,
    ),
    Story(
        name="wake-and-turn",
        title="The network that wakes and turns",
        plot=(
            "A by-election in ten weeks of posts. Accounts that lived for one theme turn to a candidate four weeks "
            "before the vote. A small account launches, larger ones boost. On the eve of the vote, two networks that "
            "were silent for two months wake and attack another candidate under seventeen hashtags; the members whom "
            "they share had threatened a journalist four hundred times in one day before they fell asleep."
        ),
        settings=wake_and_turn.SETTINGS,
        tell=wake_and_turn.tell_the_wake_and_turn,
    ),
    Story(
        name="watchlist",
        title="The watchlist and the copied testimony",
        plot=(
            "A published list names fifty accounts. Most push the hashtag and the link of the day, among other things; "
            "a few are on it by mistake. Meanwhile a hashtag that was born on Facebook weeks ago explodes on Twitter "
            "overnight, and accounts in five languages tell that they used to be something, until."
        ),
        settings=watchlist.SETTINGS,
        tell=watchlist.tell_the_watchlist,
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
    raise UsageError(f"There is no story called {name!r}. Stories: {known}. Try: unisono demo {STORIES[0].name}")


def build_story(story: Story, seed: int) -> World:
    """Return the world of a story; `truth["marked"]` names its posts."""
    return build_world(story.settings, seed, tell=story.tell)
