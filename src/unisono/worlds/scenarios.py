"""The worlds that can be asked for by name: every story, and the quiet, planted and adversarial worlds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from unisono.model.errors import UsageError
from unisono.worlds.building import Tell
from unisono.worlds.settings import LEVELS, WorldSettings, adversarial, every_playbook, quiet, with_networks
from unisono.worlds.stories import STORIES
from unisono.worlds.streaming import MOST_PARTS, POSTS_PER_PART

PICTURES = 240
REGRETTED_SHARE = 0.02
LEAST_POSTS, LEAST_PEOPLE, LEAST_COMMUNITIES = 1_000, 300, 6
MOST_POSTS = MOST_PARTS * POSTS_PER_PART
SMALLEST = (2_000, 23_000)
"""About how many posts the smallest world has, from quiet to amplified-post: what its groups publish is not cut."""

QUIET = "quiet"

WORLDS: dict[str, Callable[[str | None], WorldSettings]] = {
    QUIET: lambda level: quiet(),
    "easy": lambda level: with_networks(level or "easy"),
    "medium": lambda level: with_networks(level or "medium"),
    "hard": lambda level: with_networks(level or "hard"),
    "adversarial": adversarial,
    "every-playbook": lambda level: every_playbook(level or "medium"),
}
"""Worlds without a plot. `quiet` has no networks at any level; `adversarial` has some only where a level is given."""


@dataclass(frozen=True)
class Scenario:
    """What a world is called, its settings, and who tells a story in it."""

    name: str
    settings: WorldSettings
    tell: Tell | None = None


def scenario_names() -> tuple[str, ...]:
    """Return every name there is, the stories first."""
    return (*(story.name for story in STORIES), *WORLDS)


def scenario_named(name: str, level: str | None = None, posts: int | None = None) -> Scenario:
    """Return the scenario of that name, its networks hidden as well as the level says, of about so many posts.

    Raises UsageError, naming the scenarios or levels there are.
    """
    _require_level_of(name, level)
    tell: Tell | None = None
    if name in WORLDS:
        settings = WORLDS[name](level)
    else:
        story = next((story for story in STORIES if story.name == name), None)
        if story is None:
            names = scenario_names()
            likely = (*get_close_matches(name.lower(), names, n=1), STORIES[0].name)[0]
            raise UsageError(
                f"There is no world called {name!r}. Worlds: {', '.join(names)}. Try: unisono simulate {likely} -o DIR"
            )
        settings, tell = at_level(story.settings, level), story.tell
    settings = replace(settings, pictures=PICTURES, regretted_share=REGRETTED_SHARE)
    least = LEAST_PEOPLE if tell is None else settings.accounts
    return Scenario(name, settings if posts is None else resize(settings, posts, least), tell)


def _require_level_of(name: str, level: str | None) -> None:
    """Raise UsageError where there is no such level, or the world of that name cannot be at it."""
    if level is None:
        return
    if name == QUIET:
        other = level if level in LEVELS else "medium"
        raise UsageError(
            f"The world {QUIET} has no networks, so there is none for --level {level} to hide. Leave --level out, or "
            f"have networks among the same kinds of people: unisono simulate {other} -o DIR"
        )
    if level not in LEVELS:
        raise UsageError(f"There is no level {level!r}. Levels: {', '.join(LEVELS)}. Try: --level medium")
    if name in LEVELS and level != name:
        raise UsageError(
            f"The world {name} is {name} by name. Leave --level out, or type: unisono simulate {level} -o DIR"
        )


def at_level(settings: WorldSettings, level: str | None) -> WorldSettings:
    """Return a story's settings with its networks at this level, or as they are."""
    if level is None:
        return settings
    planted = tuple(replace(plan, level=level) for plan in settings.planted)
    return replace(settings, planted=planted, level=level)


def resize(settings: WorldSettings, posts: int, least_people: int) -> WorldSettings:
    """Return the settings for about so many posts, and for people to match; a story needs all of its people.

    What networks and innocents publish is not cut: a world of fewer posts than theirs has theirs.
    """
    if posts < 1:
        raise UsageError(f"A world of {posts} posts cannot be built. Try: --posts 60000")
    if posts > MOST_POSTS:
        raise UsageError(f"--posts {posts}: a world has at most {MOST_POSTS:,} posts. Try: --posts 10000000")
    people = max(least_people, round(settings.accounts * posts / settings.posts))
    # With fewer people there are fewer interests, so that each keeps its authors and its admirers.
    shrunk = round(settings.communities * people / settings.accounts)
    communities = min(settings.communities, max(LEAST_COMMUNITIES, shrunk))
    return replace(settings, posts=max(LEAST_POSTS, posts), accounts=people, communities=communities)
