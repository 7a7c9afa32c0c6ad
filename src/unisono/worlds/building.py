"""Builds a world: the stage, the planted networks, the decoys, and ordinary life around them."""

from collections.abc import Callable

import numpy as np

from unisono.worlds.assembly import World, assemble
from unisono.worlds.decoys import DECOY_KINDS, add_decoy
from unisono.worlds.draft import Draft
from unisono.worlds.habits import HABIT_KINDS
from unisono.worlds.occasions import OCCASION_KINDS
from unisono.worlds.organic import fill_with_life
from unisono.worlds.pictures import pass_pictures_on
from unisono.worlds.playbooks import plant
from unisono.worlds.routines import ROUTINE_KINDS
from unisono.worlds.settings import WorldSettings
from unisono.worlds.stage import Stage, set_stage

Tell = Callable[[Draft, Stage], None]


def build_world(settings: WorldSettings | None = None, seed: int = 0, *, tell: Tell | None = None) -> World:
    """Return a world with truth; the same settings and seed give the same world. `tell` adds a story's own people.

    >>> build_world(WorldSettings(posts=2000, accounts=300), seed=1).truth["networks"]
    []
    """
    settings = settings or WorldSettings()
    return assemble(fill(Draft(settings, np.random.default_rng(seed)), tell))


def fill(draft: Draft, tell: Tell | None = None) -> Draft:
    """Write a whole draft: the stage, the planted networks, the story's people, the decoys, ordinary life."""
    settings = draft.settings
    stage = set_stage(draft)
    for plan in settings.planted:
        plant(draft, stage, plan)
    if tell is not None:
        tell(draft, stage)
    for kind in settings.decoys:
        add_decoy(draft, stage, kind, DECOY_KINDS | OCCASION_KINDS)
    for kind in settings.habits:
        add_decoy(draft, stage, kind, HABIT_KINDS | ROUTINE_KINDS)
    if settings.pictures:
        pass_pictures_on(draft, stage.people)
    so_far = int(draft.items.column("in_case").sum())
    fill_with_life(draft, stage, max(0, settings.posts - so_far))
    return draft
