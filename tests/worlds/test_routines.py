"""Innocents whose routines coincide: each kind does what its name says, and nobody tells them to."""

from datetime import timedelta

import polars as pl
import pytest

from unisono.worlds import World, WorldSettings, build_world
from unisono.worlds.routines import ROUTINE_KINDS
from unisono.worlds.settings import ROUTINES


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(WorldSettings(posts=30_000, accounts=2_500, decoys=(), habits=ROUTINES), seed=6)


def posts_of(world: World, kind: str) -> pl.DataFrame:
    accounts = next(decoy["accounts"] for decoy in world.truth["decoys"] if decoy["kind"] == kind)
    return world.posts.filter(("twitter:" + pl.col("account_id")).is_in(accounts))


def test_every_kind_of_the_settings_can_be_built(world: World) -> None:
    assert set(ROUTINE_KINDS) == set(ROUTINES)
    assert [decoy["kind"] for decoy in world.truth["decoys"]] == list(ROUTINES)


def test_nobody_reacts_to_a_post_before_it_appears(world: World) -> None:
    assert world.posts.filter(pl.col("created_at") < pl.col("ref_created_at")).height == 0


def test_commuters_repost_in_the_morning(world: World) -> None:
    reposts = posts_of(world, "commuters")
    assert reposts.height > 1_000
    assert reposts["created_at"].dt.hour().is_between(4, 6).mean() > 0.95


def test_followers_pass_on_what_their_hub_found_at_any_hour(world: World) -> None:
    reposts = posts_of(world, "hub_followers").filter(pl.col("kind") == "repost")
    assert reposts["ref_account_id"].n_unique() > 20
    assert (reposts["created_at"] - reposts["ref_created_at"]).median() > timedelta(hours=5)


def test_players_post_each_day_at_the_minute_of_their_habit(world: World) -> None:
    solved = world.posts.filter(pl.col("hashtags").list.first().str.contains("Puzzle2"))
    assert solved["hashtags"].list.first().n_unique() == 21
    minutes = solved.with_columns(
        minute=pl.col("created_at").dt.hour().cast(pl.Int32) * 60 + pl.col("created_at").dt.minute()
    )
    assert minutes.group_by("account_id").agg(pl.col("minute").std())["minute"].median() < 10


def test_a_city_says_that_it_shook_within_minutes(world: World) -> None:
    said = world.posts.filter(pl.col("text").is_in(["Temblor", "Está temblando"]))
    assert said.height > 50
    assert said["created_at"].dt.truncate("10m").n_unique() <= 14


def test_hunters_repost_the_same_many_brands_days_apart(world: World) -> None:
    reposts = posts_of(world, "giveaways").filter(pl.col("text").str.contains("Repost and follow"))
    assert reposts["ref_account_id"].n_unique() > 60
    assert (reposts["created_at"] - reposts["ref_created_at"]).median() > timedelta(hours=8)


def test_jokes_are_pasted_word_by_word(world: World) -> None:
    pasted = world.posts.filter(pl.col("text").str.ends_with("Copy this if you laughed."))
    assert pasted["text"].n_unique() == 12
    assert pasted.height > 200


def test_admirers_answer_one_star_at_once(world: World) -> None:
    answers = posts_of(world, "first_answers").filter(pl.col("kind") == "reply")
    top = answers.filter(pl.col("ref_account_id") == answers["ref_account_id"].mode().first())
    assert top.height > 1_000
    assert (top["created_at"] - top["ref_created_at"]).median() < timedelta(minutes=2)
