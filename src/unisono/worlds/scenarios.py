"""The worlds that can be asked for by name: every story, and the quiet, planted and adversarial worlds."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from unisono.model.errors import UsageError
from unisono.worlds.building import Tell
from unisono.worlds.settings import LEVELS, WorldSettings, adversarial, every_playbook, quiet, with_networks
from unisono.worlds.stories import STORIES

PICTURES = 240
REGRETTED_SHARE = 0.02
LEAST_POSTS, LEAST_PEOPLE = 1_000, 300

WORLDS: dict[str, Callable[[str | None], WorldSettings]] = {
    "quiet": lambda level: quiet() if level is None else with_networks(level),
    "easy": lambda level: with_networks(level or "easy"),
    "medium": lambda level: with_networks(level or "medium"),
    "hard": lambda level: with_networks(level or "hard"),
    "adversarial": adversarial,
    "every-playbook": lambda level: every_playbook(level or "medium"),
}
"""Worlds without a plot; a level plants networks of this level."""


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
    if level is not None and level not in LEVELS:
        raise UsageError(f"There is no level {level}. Levels: {', '.join(LEVELS)}. Try: --level medium")
    if name in LEVELS and level not in (None, name):
        raise UsageError(f"The world {name} is {name} by name. Leave --level out, or type: unisono simulate {level}")
    tell: Tell | None = None
    if name in WORLDS:
        settings = WORLDS[name](level)
    else:
        story = next((story for story in STORIES if story.name == name), None)
        if story is None:
            known = ", ".join(scenario_names())
            raise UsageError(
                f"There is no world called {name}. Worlds: {known}. Try: unisono simulate {STORIES[0].name} -o DIR"
            )
        settings, tell = at_level(story.settings, level), story.tell
    settings = replace(settings, pictures=PICTURES, regretted_share=REGRETTED_SHARE)
    least = LEAST_PEOPLE if tell is None else settings.accounts
    return Scenario(name, settings if posts is None else resize(settings, posts, least), tell)


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
    people = round(settings.accounts * posts / settings.posts)
    return replace(settings, posts=max(LEAST_POSTS, posts), accounts=max(least_people, people))
