"""Launch and boost: who writes, who reposts first, and how many follow at each level."""

import polars as pl
import pytest

from tests.worlds.playbooks.planted_world import stage_world


def test_a_small_account_launches_and_larger_ones_repost_first() -> None:
    staged = stage_world("launch_and_boost", size=26)
    members = [account.removeprefix("twitter:") for account in staged.truth["accounts"]]
    followers = dict(staged.world.accounts.select("account_id", "followers").rows())
    boosters, crowd = members[2:6], members[6:]
    assert min(followers[member] for member in boosters) > max(followers[member] for member in members[:2])
    first = (
        staged.acts.filter(pl.col("kind") == "repost")
        .group_by("ref_post_id")
        .agg(pl.col("account_id").sort_by("created_at").first())
    )
    assert set(first["account_id"]) <= set(boosters)
    assert set(crowd) <= set(staged.acts["account_id"])


def test_the_truth_knows_every_members_role() -> None:
    truth = stage_world("launch_and_boost", size=26).truth
    roles = truth["roles"]
    assert [len(roles[role]) for role in ("launcher", "booster", "crowd")] == [2, 4, 20]
    assert roles["launcher"] + roles["booster"] + roles["crowd"] == truth["accounts"]


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_fewer_members_follow_a_command_at_harder_levels(level: str) -> None:
    acts = stage_world("launch_and_boost", level, size=40, acts=30).acts
    pushed = acts.filter(pl.col("kind") == "repost").group_by("ref_post_id").len().filter(pl.col("len") >= 8)
    expected = {"easy": 1.0, "medium": 0.8, "hard": 0.6}[level]
    mean = pushed["len"].mean()
    assert isinstance(mean, float)
    assert abs(mean / 38 - expected) < 0.08
