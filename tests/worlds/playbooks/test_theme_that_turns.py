"""A theme that turns: fans of a theme until one day, a campaign from then on."""

from datetime import datetime

import polars as pl

from tests.worlds.playbooks.planted_world import stage_world


def test_the_campaign_begins_with_the_turn_and_the_theme_nearly_ends() -> None:
    staged = stage_world("theme_that_turns", acts=30)
    turned = datetime.fromisoformat(staged.truth["turned_at"])
    of_campaign = pl.col("hashtags").list.set_intersection(pl.lit(staged.truth["tags"])).list.len() > 0
    before = staged.acts.filter(pl.col("created_at") < turned)
    after = staged.acts.filter(pl.col("created_at") >= turned)
    assert before.filter(of_campaign).height == 0
    assert before.height > 20 * 10
    assert after.select(of_campaign.mean()).item() > 0.85


def test_every_member_turns_to_the_same_candidate() -> None:
    staged = stage_world("theme_that_turns", acts=30)
    candidate = staged.truth["target"].removeprefix("twitter:")
    reposters = staged.acts.filter(pl.col("ref_account_id") == candidate)["account_id"].unique()
    assert len(reposters) == len(staged.truth["accounts"])
    assert staged.truth["target"] not in staged.truth["accounts"]


def test_the_theme_is_followed_at_each_fans_own_pace() -> None:
    staged = stage_world("theme_that_turns", acts=30)
    turned = datetime.fromisoformat(staged.truth["turned_at"])
    themed = staged.acts.filter(pl.col("created_at") < turned, pl.col("kind") == "repost")
    spans = themed.group_by("ref_post_id").agg(pl.col("created_at").dt.epoch("s").std().alias("span"))
    assert spans["span"].median() > 900
