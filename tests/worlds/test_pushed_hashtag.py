"""The pushed hashtag: 822 posts, most of them copied by a few dozen accounts in one night."""

import polars as pl
import pytest

from unisono.worlds import World
from unisono.worlds.pushed_hashtag import MENTIONS, PUSHERS, TAG
from unisono.worlds.stories import build_story, story_named


@pytest.fixture(scope="module")
def world() -> World:
    return build_story(story_named("pushed-hashtag"), seed=2018)


def tagged(world: World) -> pl.DataFrame:
    return world.posts.filter(pl.col("hashtags").list.contains(TAG))


def pushers(world: World) -> list[str]:
    (network,) = world.truth["networks"]
    return [account.removeprefix("twitter:") for account in network["accounts"]]


@pytest.mark.parametrize("seed", [2018, 7, 1])
def test_822_posts_carry_the_hashtag(seed: int) -> None:
    world = build_story(story_named("pushed-hashtag"), seed)
    assert tagged(world).height == MENTIONS


def test_a_few_dozen_accounts_write_half_of_them_in_copied_words(world: World) -> None:
    pushed = tagged(world).filter(pl.col("account_id").is_in(pushers(world)))
    assert pushed["account_id"].n_unique() == PUSHERS
    assert 0.45 < pushed.height / MENTIONS < 0.65
    assert set(pushed["text"]) == set(world.truth["networks"][0]["texts"])
    assert pushed["created_at"].dt.date().n_unique() == 1
    assert pushed["created_at"].dt.hour().is_between(1, 6).all()


def test_people_join_in_their_own_words_and_later(world: World) -> None:
    others = tagged(world).filter(~pl.col("account_id").is_in(pushers(world)))
    own = others.filter(pl.col("kind") == "post")
    assert own["text"].n_unique() == own.height > 150
    assert others["account_id"].n_unique() == others.height
    pushed = tagged(world).filter(pl.col("account_id").is_in(pushers(world)))
    assert others["created_at"].median() > pushed["created_at"].median()


def test_every_copied_text_has_its_kind_of_argument(world: World) -> None:
    (network,) = world.truth["networks"]
    assert set(network["arguments"]) == set(network["texts"])
    assert set(network["arguments"].values()) <= {"dismiss", "distort", "distract", "dismay"}
