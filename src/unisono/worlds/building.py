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

LEAST_LIFE = 1.0  # posts per person, however few were asked for
MOST_OWN = 0.3  # of what ordinary people do


def build_world(settings: WorldSettings | None = None, seed: int = 0, *, tell: Tell | None = None) -> World:
    """Return a world with truth; the same settings and seed give the same world. `tell` adds a story's own people.

    >>> build_world(WorldSettings(posts=2000, accounts=300), seed=1).truth["networks"]
    []
    """
    settings = settings or WorldSettings()
    return assemble(fill(Draft(settings, np.random.default_rng(seed)), tell))


def fill(draft: Draft, tell: Tell | None = None) -> Draft:
    """Write a whole draft: the stage, the planted networks, the story's people, the decoys, ordinary life.

    Ordinary life takes what the groups leave of the posts that were asked for, and never less than LEAST_LIFE.
    """
    settings = draft.settings
    stage = set_stage(draft)
    own = draft.posts
    for plan in settings.planted:
        plant(draft, stage, plan)
    if tell is not None:
        tell(draft, stage)
    planted = draft.posts - own
    for kind in settings.decoys:
        add_decoy(draft, stage, kind, DECOY_KINDS | OCCASION_KINDS)
    for kind in settings.habits:
        add_decoy(draft, stage, kind, HABIT_KINDS | ROUTINE_KINDS)
    innocent = draft.posts - own - planted
    least = int(LEAST_LIFE * settings.accounts)
    life = max(least, settings.posts - planted - innocent)
    if settings.pictures:
        pass_pictures_on(draft, stage.people, most=life // 20)
    leave_out(draft, stage, own - int(MOST_OWN * life))
    fill_with_life(draft, stage, max(0, life - (draft.posts - planted - innocent)))
    draft.counts.update(networks=planted, decoys=innocent, people=draft.posts - planted - innocent, least_people=least)
    return draft


def leave_out(draft: Draft, stage: Stage, count: int) -> None:
    """Leave so many of people's own posts out of the case, in which nothing refers to them."""
    referred = np.unique(draft.items.column("ref"))
    own = stage.items[draft.items.column("in_case")[stage.items]]
    free = own[~np.isin(own, referred)]
    if count > 0 and len(free):
        draft.items.change("in_case", draft.rng.choice(free, min(count, len(free)), replace=False), value=False)
