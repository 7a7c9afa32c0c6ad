"""A small world with one planted network, and the acts of its members."""

from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import polars as pl

from unisono.worlds import Planted, World, WorldSettings, build_world
from unisono.worlds.settings import CAMOUFLAGE


@dataclass(frozen=True)
class Staged:
    """A world, the truth of its first planted network, and what that network's members published."""

    world: World
    truth: dict[str, Any]  # Any: truth is plain JSON
    acts: pl.DataFrame

    def acts_of(self, accounts: list[str]) -> pl.DataFrame:
        """Return the posts of these accounts (`platform:id`)."""
        return self.world.posts.filter(pl.concat_str("platform", pl.lit(":"), "account_id").is_in(accounts))


def stage_world(playbook: str, level: str = "easy", size: int = 20, acts: int = 15, days: int = 21) -> Staged:
    """Build a world of 600 people with one network of this playbook; an easy one does what it says and nothing else."""
    planted = (Planted(playbook, size=size, level=level, acts=acts),)
    settings = WorldSettings(posts=5_000, accounts=600, days=days, decoys=(), planted=planted)
    with patch.dict(CAMOUFLAGE, easy=0.0):
        world = build_world(settings, seed=9)
    truth = world.truth["networks"][0]
    names = pl.concat_str("platform", pl.lit(":"), "account_id")
    return Staged(world, truth, world.posts.filter(names.is_in(truth["accounts"])))
