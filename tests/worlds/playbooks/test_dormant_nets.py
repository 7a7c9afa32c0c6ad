"""Dormant nets: silence, one morning, one target, and a core that belongs to both networks."""

from datetime import datetime, timedelta

import polars as pl
import pytest

from tests.worlds.playbooks.planted_world import stage_world


@pytest.mark.parametrize("level", ["easy", "hard"])
def test_members_are_silent_until_they_wake_on_one_day(level: str) -> None:
    staged = stage_world("dormant_nets", level, size=30, acts=24)
    woke = datetime.fromisoformat(staged.truth["woke_at"])
    start = staged.world.posts["created_at"].min()
    assert isinstance(start, datetime)
    asleep = staged.acts.filter(pl.col("created_at").is_between(start + timedelta(days=4), woke))
    assert asleep.height == 0
    assert staged.acts.filter(pl.col("created_at") < woke).height > 0
    first = staged.acts.filter(pl.col("created_at") >= woke).group_by("account_id").agg(pl.col("created_at").min())
    assert len(first) == len(staged.truth["accounts"])
    assert (first["created_at"] < woke + timedelta(days=1)).mean() > 0.9


def test_two_networks_share_their_core_and_their_target() -> None:
    staged = stage_world("dormant_nets", size=30, acts=24)
    one, other = staged.world.truth["networks"]
    assert set(one["accounts"]) & set(other["accounts"]) == set(one["roles"]["shared"]) == set(other["roles"]["shared"])
    assert len(set(one["accounts"]) | set(other["accounts"])) >= 29
    assert one["target"] != other["target"] or one["woke_at"] == other["woke_at"]
    assert {one["name"], other["name"]} == {"dormant_nets-1-first", "dormant_nets-2-second"}


def test_attacks_name_the_target_under_many_tags() -> None:
    staged = stage_world("dormant_nets", size=30, acts=40)
    attacks = staged.acts.filter(pl.col("mentions").list.len() > 0)
    assert set(attacks["text"]) >= set(staged.truth["texts"])
    named = attacks["mentions"].explode().unique().to_list()
    targets = {network["target"].removeprefix("twitter:") for network in staged.world.truth["networks"]}
    assert set(named) == targets
    assert attacks["hashtags"].explode().n_unique() > 9
