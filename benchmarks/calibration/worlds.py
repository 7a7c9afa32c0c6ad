"""The worlds that are scanned: quiet ones, ones full of look-alikes, and ones with networks of every playbook."""

from collections.abc import Callable
from dataclasses import replace

from unisono.worlds import Planted, WorldSettings, adversarial, easy, hard, medium, quiet
from unisono.worlds.settings import LEVELS, PLAYBOOKS

PLAYBOOK_WORLD = "playbook "
NULL_WORLD = "chance alone"

PICTURES = 600
"""People with a profile picture of their own, where there are any; some pass pictures on."""

WITH_PICTURES = ("meme_reuploads",)
"""Playbooks in whose worlds people have such pictures as well."""

SPECIAL: dict[str, Callable[[], WorldSettings]] = {
    "quiet": lambda: replace(quiet(), pictures=PICTURES),
    "adversarial": lambda: replace(adversarial(), pictures=PICTURES),
    "easy": easy,
    "medium": medium,
    "hard": hard,
    NULL_WORLD: lambda: WorldSettings(posts=30_000, accounts=3_000, communities=1, super_fan_share=0.0, decoys=()),
    "one big network": lambda: WorldSettings(posts=70_000, planted=(Planted("hired_reposts", 538, "medium", acts=40),)),
    "half the case": lambda: WorldSettings(
        posts=14_000, accounts=600, planted=(Planted("hired_reposts", 400, "medium", acts=20),)
    ),
    "few acts": lambda: WorldSettings(planted=(Planted("hired_reposts", 60, "medium", acts=6),)),
    "small case": lambda: WorldSettings(
        posts=4_000, accounts=600, days=5, planted=(Planted("hired_reposts", 15, "easy", acts=12),)
    ),
}
"""The worlds with a name of their own; a world of each playbook comes on top."""


def world_names() -> list[str]:
    """Return every world: those with a name of their own, and one for each playbook there is."""
    return [*SPECIAL, *(PLAYBOOK_WORLD + playbook for playbook in PLAYBOOKS)]


def settings_of(name: str, size: float = 1.0) -> WorldSettings:
    """Return the settings of a world, with `size` times its posts and accounts; planted networks keep their size."""
    if name.startswith(PLAYBOOK_WORLD):
        settings = world_of_playbook(name.removeprefix(PLAYBOOK_WORLD))
    else:
        settings = SPECIAL[name]()
    return replace(
        settings,
        posts=round(settings.posts * size),
        accounts=round(settings.accounts * size),
        pictures=round(settings.pictures * size),
    )


def world_of_playbook(playbook: str) -> WorldSettings:
    """Return a world with three networks of one playbook: an easy, a medium and a hard one."""
    planted = tuple(Planted(playbook, size=30, level=level, acts=25) for level in LEVELS)
    pictures = PICTURES // 2 if playbook in WITH_PICTURES else 0
    return WorldSettings(posts=30_000, accounts=3_000, planted=planted, pictures=pictures)
