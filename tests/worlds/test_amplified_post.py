"""The amplified post: 697 reposts, mostly by hired accounts that do nothing else."""

import unicodedata
from datetime import datetime, timedelta

import polars as pl
import pytest

from unisono.worlds import World
from unisono.worlds.amplified_post import HIRED, REPOSTS
from unisono.worlds.stories import STORIES, build_story


@pytest.fixture(scope="module")
def world() -> World:
    return build_story(STORIES[0], seed=2018)


def hired(world: World) -> list[str]:
    (network,) = world.truth["networks"]
    return [account.removeprefix("twitter:") for account in network["accounts"]]


def test_the_post_has_697_reposts_most_of_them_hired(world: World) -> None:
    post = world.truth["marked"]["the_post"].removeprefix("twitter:")
    assert world.posts.filter(pl.col("post_id") == post).height == 1
    reposts = world.posts.filter(pl.col("ref_post_id") == post, pl.col("kind") == "repost")
    assert reposts.height == reposts["account_id"].n_unique() == REPOSTS
    assert reposts["account_id"].is_in(hired(world)).mean() == pytest.approx(0.8 * HIRED / REPOSTS, abs=0.01)


def test_hired_accounts_publish_nothing_but_reposts_of_the_same_scattered_posts(world: World) -> None:
    acts = world.posts.filter(pl.col("account_id").is_in(hired(world)))
    assert acts["kind"].unique().to_list() == ["repost"]
    crowded = acts.group_by("ref_post_id").len().filter(pl.col("len") > HIRED / 2)
    assert 25 <= crowded.height <= 40
    assert crowded["len"].sum() > 0.9 * acts.height
    of_crowded = acts.filter(pl.col("ref_post_id").is_in(crowded["ref_post_id"].to_list()))
    assert of_crowded["ref_account_id"].n_unique() >= 20


def test_advertisements_come_first_and_politics_last(world: World) -> None:
    post = world.truth["marked"]["the_post"].removeprefix("twitter:")
    party = world.posts.filter(pl.col("post_id") == post)["account_id"].item()
    acts = world.posts.filter(pl.col("account_id").is_in(hired(world)))
    party_acts = acts.filter(pl.col("ref_account_id") == party)
    assert party_acts["created_at"].min() > acts["created_at"].quantile(0.5)
    (network,) = world.truth["networks"]
    wait = party_acts["created_at"].min() - datetime.fromisoformat(network["turned_at"])
    assert timedelta(0) <= wait < timedelta(minutes=2)


def test_hired_names_come_in_several_scripts(world: World) -> None:
    names = world.accounts.filter(pl.col("account_id").is_in(hired(world)))["display_name"].to_list()
    scripts = [unicodedata.name(name[0]).split()[0] for name in names]
    assert scripts.count("CYRILLIC") > 100
    assert scripts.count("ARABIC") > 10


def test_nobody_reposts_before_the_post_or_after_the_end(world: World) -> None:
    assert world.posts.filter(pl.col("created_at") < pl.col("ref_created_at")).height == 0
    assert world.posts["created_at"].max() < world.accounts["observed_at"].max()
