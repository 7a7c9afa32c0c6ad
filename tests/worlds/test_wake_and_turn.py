"""The network that wakes and turns: a turn, an eve, seventeen hashtags, and the core of an earlier day."""

from datetime import datetime, timedelta
from typing import Any

import polars as pl
import pytest

from unisono.worlds import World
from unisono.worlds.stories import build_story, story_named
from unisono.worlds.wake_and_turn import INSULTS, SHARED

Network = dict[str, Any]  # Any: truth is plain JSON


@pytest.fixture(scope="module")
def world() -> World:
    return build_story(story_named("wake-and-turn"), seed=2018)


def network(world: World, name: str) -> Network:
    return next(found for found in world.truth["networks"] if found["name"] == name)


def acts_of(world: World, accounts: list[str]) -> pl.DataFrame:
    return world.posts.filter(("twitter:" + pl.col("account_id")).is_in(accounts))


def sleepers(world: World) -> list[Network]:
    return [network(world, f"sleepers ({which})") for which in ("first", "second")]


def test_sleepers_are_silent_for_weeks_until_the_eve(world: World) -> None:
    for net in sleepers(world):
        woke = datetime.fromisoformat(net["woke_at"])
        acts = acts_of(world, net["accounts"])
        before, after = acts.filter(pl.col("created_at") < woke), acts.filter(pl.col("created_at") >= woke)
        last = before["created_at"].max()
        assert isinstance(last, datetime)
        assert woke - last > timedelta(days=45)
        assert after["account_id"].n_unique() == len(net["accounts"])


def test_one_candidate_is_attacked_under_seventeen_hashtags(world: World) -> None:
    first, second = sleepers(world)
    assert first["target"] == second["target"]
    tags = set(first["tags"]) | set(second["tags"])
    assert len(first["tags"]) == 9 and len(second["tags"]) == 8 and len(tags) == 17
    attacks = acts_of(world, first["accounts"] + second["accounts"]).filter(
        pl.col("mentions").list.contains(first["target"].removeprefix("twitter:"))
    )
    assert set(attacks["hashtags"].explode().drop_nulls()) <= tags


def test_the_shared_members_had_sent_four_hundred_threats_in_a_day(world: World) -> None:
    wave = network(world, "threats to a journalist")
    first, second = sleepers(world)
    shared = set(first["accounts"]) & set(second["accounts"])
    assert shared == set(wave["accounts"]) and len(shared) == SHARED
    threats = acts_of(world, wave["accounts"]).filter(
        pl.col("mentions").list.contains(wave["target"].removeprefix("twitter:"))
    )
    assert 350 <= threats.height <= 450
    assert threats["created_at"].dt.date().n_unique() == 1


def test_the_theme_turns_four_weeks_before_the_vote(world: World) -> None:
    theme = network(world, "theme that turns")
    eve = datetime.fromisoformat(sleepers(world)[0]["woke_at"])
    weeks = (eve - datetime.fromisoformat(theme["turned_at"])).days / 7
    assert 3.5 < weeks < 4.5


def test_every_attack_on_the_candidate_begins_with_an_insult(world: World) -> None:
    for net in sleepers(world):
        assert all(text.startswith(INSULTS) for text in net["texts"])
