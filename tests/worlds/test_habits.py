"""Innocents who only look alike: each kind does what its name says, and nothing is agreed."""

import polars as pl
import pytest

from unisono.worlds import World, WorldSettings, build_world
from unisono.worlds.habits import GREETINGS, HABIT_KINDS
from unisono.worlds.settings import HABITS


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(WorldSettings(posts=30_000, accounts=2_000, decoys=(), habits=HABITS), seed=5)


def test_every_kind_of_the_settings_can_be_built(world: World) -> None:
    assert set(HABIT_KINDS) == set(HABITS)
    assert [decoy["kind"] for decoy in world.truth["decoys"]] == list(HABITS)


def test_viewers_write_in_their_own_words(world: World) -> None:
    show = world.posts.filter(pl.col("hashtags").list.contains("TheGlassFerry"))
    assert show.height > 200
    assert show["text"].n_unique() > 0.99 * show.height


def test_friends_repost_small_authors_at_their_own_pace(world: World) -> None:
    circle = next(decoy["accounts"] for decoy in world.truth["decoys"] if decoy["kind"] == "friends")
    reposts = world.posts.filter(("twitter:" + pl.col("account_id")).is_in(circle), pl.col("kind") == "repost")
    lags = (reposts["created_at"] - reposts["ref_created_at"]).dt.total_seconds()
    assert reposts.height > 500
    assert lags.quantile(0.75) > 10 * lags.quantile(0.25)


def test_journalists_repost_their_own_paper(world: World) -> None:
    staff = next(decoy["accounts"] for decoy in world.truth["decoys"] if decoy["kind"] == "newsroom")
    reposts = world.posts.filter(("twitter:" + pl.col("account_id")).is_in(staff), pl.col("kind") == "repost")
    assert reposts["ref_account_id"].n_unique() == 1
    assert reposts.height > 300


def test_greetings_come_from_many(world: World) -> None:
    greeting = world.posts.filter(pl.col("text").is_in(GREETINGS))
    assert greeting["account_id"].n_unique() > 100


def test_feeds_post_the_same_links_in_words_of_their_section(world: World) -> None:
    fed = world.posts.filter(pl.col("urls").list.first().str.contains("undervale-post"))
    assert fed["account_id"].n_unique() == 6
    assert fed["text"].str.split(":").list.first().n_unique() == 6


def test_answers_to_one_question_are_short_and_alike(world: World) -> None:
    answers = world.posts.filter(pl.col("hashtags").list.contains("WhatMadeYouSmile"))
    assert answers["text"].n_unique() == 8
    assert answers["account_id"].n_unique() == answers.height > 80
