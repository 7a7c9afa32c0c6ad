"""The watchlist: whom it names, what they push, and what happens beside it."""

import polars as pl
import pytest

from unisono.worlds import World
from unisono.worlds.stories import build_story, story_named
from unisono.worlds.watchlist import INNOCENT_ON_LIST, LISTED


@pytest.fixture(scope="module")
def world() -> World:
    return build_story(story_named("watchlist"), seed=2018)


def test_the_list_names_those_who_push_and_some_who_do_not(world: World) -> None:
    pushers = world.truth["networks"][0]
    listed = pushers["roles"]["listed"]
    assert len(listed) == len(set(listed)) == LISTED + INNOCENT_ON_LIST
    assert set(pushers["accounts"]) < set(listed)


def test_a_pushed_tag_is_among_the_lists_first_three_for_days(world: World) -> None:
    pushers = world.truth["networks"][0]
    bare = [account.removeprefix("twitter:") for account in pushers["roles"]["listed"]]
    tags = world.posts.filter(pl.col("account_id").is_in(bare)).explode("hashtags").drop_nulls("hashtags")
    by_day = tags.group_by(pl.col("created_at").dt.date().alias("day"), "hashtags").len()
    first = by_day.sort("len", descending=True).group_by("day", maintain_order=True).head(3)
    days = first.filter(pl.col("hashtags").is_in(pushers["tags"]))["day"].n_unique()
    assert days >= 25


def test_the_three_networks_of_the_story_are_planted(world: World) -> None:
    assert [network["playbook"] for network in world.truth["networks"]] == ["watchlist", "born_elsewhere", "testimony"]
    assert set(world.posts["platform"]) == {"twitter", "facebook"}
