"""Planted networks: they do what their playbook says, as loosely as their level allows."""

import polars as pl
import pytest

from unisono.worlds import Planted, World, WorldSettings, build_world
from unisono.worlds.playbooks import PLAYBOOK_KINDS
from unisono.worlds.settings import PLAYBOOKS


def world_with(playbook: str, level: str, size: int = 20, acts: int = 15) -> tuple[World, pl.DataFrame]:
    planted = (Planted(playbook, size=size, level=level, acts=acts),)
    world = build_world(WorldSettings(posts=5_000, accounts=600, decoys=(), planted=planted), seed=9)
    members = world.truth["networks"][0]["accounts"]
    return world, world.posts.filter(("twitter:" + pl.col("account_id")).is_in(members))


def test_every_playbook_of_the_settings_can_be_played() -> None:
    assert set(PLAYBOOK_KINDS) == set(PLAYBOOKS)


def test_hired_accounts_repost_scattered_authors_within_seconds_of_each_other() -> None:
    _, acts = world_with("hired_reposts", "easy")
    commands = acts.group_by("ref_post_id").agg(
        pl.len(), (pl.col("created_at").max() - pl.col("created_at").min()).dt.total_seconds().alias("span")
    )
    assert acts["kind"].unique().to_list() == ["repost"]
    assert commands["len"].min() == 20
    assert commands["span"].max() <= 60
    assert acts["ref_account_id"].n_unique() >= 12


def test_a_hard_net_is_mostly_camouflage() -> None:
    _, acts = world_with("hired_reposts", "hard")
    by_target = acts.group_by("ref_post_id").len()
    commanded = by_target.filter(pl.col("len") >= 6)["len"].sum()
    assert 0.3 < commanded / acts.height < 0.5


def test_a_push_copies_texts_overnight() -> None:
    _, acts = world_with("hashtag_push", "easy", size=15, acts=8)
    assert acts["text"].n_unique() == 8
    assert acts["created_at"].dt.hour().is_between(1, 5).all()
    assert acts["created_at"].dt.date().n_unique() <= 2


def test_a_small_account_launches_and_larger_ones_repost_first() -> None:
    world, acts = world_with("launch_and_boost", "easy", size=26)
    members = [account.removeprefix("twitter:") for account in world.truth["networks"][0]["accounts"]]
    followers = dict(world.accounts.select("account_id", "followers").rows())
    boosters, crowd = members[2:6], members[6:]
    assert min(followers[member] for member in boosters) > max(followers[member] for member in members[:2])
    first = (
        acts.filter(pl.col("kind") == "repost")
        .group_by("ref_post_id")
        .agg(pl.col("account_id").sort_by("created_at").first())
    )
    assert set(first["account_id"]) <= set(boosters)
    assert set(crowd) <= set(acts["account_id"])


def test_a_ring_reposts_its_own_members() -> None:
    world, acts = world_with("ring", "easy", size=10, acts=20)
    members = [account.removeprefix("twitter:") for account in world.truth["networks"][0]["accounts"]]
    reposts = acts.filter(pl.col("kind") == "repost")
    assert reposts["ref_account_id"].is_in(members).all()
    assert (reposts["account_id"] != reposts["ref_account_id"]).all()
    assert reposts.height == 20 * 9


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_fewer_members_follow_a_command_at_harder_levels(level: str) -> None:
    _, acts = world_with("launch_and_boost", level, size=40, acts=30)
    pushed = acts.filter(pl.col("kind") == "repost").group_by("ref_post_id").len().filter(pl.col("len") >= 8)
    expected = {"easy": 1.0, "medium": 0.8, "hard": 0.6}[level]
    assert abs(pushed["len"].mean() / 38 - expected) < 0.08
