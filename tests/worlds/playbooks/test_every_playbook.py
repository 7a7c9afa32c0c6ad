"""Promises that every playbook keeps."""

import time

import numpy as np
import polars as pl
import pytest

from tests.worlds.playbooks.planted_world import stage_world
from unisono.worlds import Planted, WorldSettings
from unisono.worlds.draft import Draft
from unisono.worlds.playbooks import PLAYBOOK_KINDS
from unisono.worlds.settings import PLAYBOOKS
from unisono.worlds.stage import set_stage

GENEROUS_SECONDS = 5.0


def test_every_playbook_of_the_settings_can_be_played() -> None:
    assert tuple(PLAYBOOK_KINDS) == PLAYBOOKS


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_a_playbook_plants_accounts_that_act_within_the_worlds_days(playbook: str) -> None:
    staged = stage_world(playbook, "medium", size=24, acts=12)
    networks = staged.world.truth["networks"]
    assert all(network["playbook"] == playbook and network["level"] == "medium" for network in networks)
    planted = {account for network in networks for account in network["accounts"]}
    assert 22 <= len(planted) <= 24
    acted = set(staged.acts_of(sorted(planted)).select(pl.col("platform") + ":" + pl.col("account_id")).to_series())
    assert len(acted) == len(planted)
    settings = WorldSettings()
    moments = staged.world.posts["created_at"].dt.epoch("ms")
    assert settings.start_ms <= moments.min() and moments.max() < settings.end_ms


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_a_harder_level_hides_a_network_among_other_acts(playbook: str) -> None:
    easy, hard = (stage_world(playbook, level, size=24, acts=12) for level in ("easy", "hard"))
    shares = []
    for staged in (easy, hard):
        foreign = staged.acts.filter(pl.col("kind") == "repost", pl.col("hashtags").list.len() == 0)
        shares.append(foreign.height / staged.acts.height)
    assert shares[1] > shares[0] or playbook in {"hired_reposts", "launch_and_boost", "ring", "adverts_then_party"}


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_a_thousand_accounts_with_a_hundred_orders_are_played_in_seconds(playbook: str) -> None:
    draft = Draft(WorldSettings(posts=5_000, accounts=600), np.random.default_rng(1))
    stage = set_stage(draft)
    before = time.process_time()
    PLAYBOOK_KINDS[playbook](draft, stage, Planted(playbook, size=1_000, level="easy", acts=100))
    assert time.process_time() - before < GENEROUS_SECONDS
