"""Innocents who act together: each kind does what its name says."""

from datetime import timedelta

import polars as pl
import pytest

from unisono.worlds import World, WorldSettings, build_world
from unisono.worlds.decoys import DECOY_KINDS
from unisono.worlds.occasions import OCCASION_KINDS
from unisono.worlds.settings import DECOYS


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(WorldSettings(posts=12_000, accounts=2_500), seed=4)


def posts_of(world: World, kind: str) -> pl.DataFrame:
    accounts = next(decoy["accounts"] for decoy in world.truth["decoys"] if decoy["kind"] == kind)
    return world.posts.filter(("twitter:" + pl.col("account_id")).is_in(accounts))


def test_every_kind_of_the_settings_can_be_built() -> None:
    assert set(DECOY_KINDS | OCCASION_KINDS) == set(DECOYS)


def test_papers_post_one_headline_and_link_within_the_hour(world: World) -> None:
    wire = posts_of(world, "newswire").filter(pl.col("urls").list.first().str.contains("agency-wire"))
    spans = wire.group_by(pl.col("urls").list.first()).agg(
        pl.col("text").n_unique(), pl.len(), (pl.col("created_at").max() - pl.col("created_at").min()).alias("span")
    )
    assert (spans["text"] == 1).all()
    assert spans["len"].mean() > 6
    assert (spans["span"] < timedelta(hours=2)).mean() > 0.95


def test_declared_bots_say_so(world: World) -> None:
    accounts = next(decoy["accounts"] for decoy in world.truth["decoys"] if decoy["kind"] == "declared_bots")
    bots = world.accounts.filter(("twitter:" + pl.col("account_id")).is_in(accounts))
    assert bots["is_bot_declared"].all()
    assert bots["bio"].str.contains("I am a bot").all()


def test_activists_post_the_agreed_text_at_the_agreed_minute_twice(world: World) -> None:
    acts = posts_of(world, "agreed_activism").filter(pl.col("hashtags").list.contains("OurLibrariesStayOpen"))
    moments = acts.group_by("text").agg(
        pl.len(), pl.col("created_at").quantile(0.95) - pl.col("created_at").quantile(0.05)
    )
    assert moments.height == 2
    assert moments["len"].min() > 25
    assert (moments["created_at"] < timedelta(minutes=3)).all()


def test_share_buttons_give_strangers_the_same_text_for_days(world: World) -> None:
    pressed = posts_of(world, "share_button").filter(pl.col("text").str.contains("via @theamberpage"))
    largest = pressed.group_by("text").agg(
        pl.len(), (pl.col("created_at").max() - pl.col("created_at").min()).alias("span")
    )
    top = largest.sort("len", descending=True).row(0, named=True)
    assert top["len"] > 100
    assert top["span"] > timedelta(days=1)


def test_signers_sign_once(world: World) -> None:
    signed = world.posts.filter(pl.col("hashtags").list.contains("NightTrains"))
    assert signed["account_id"].n_unique() == signed.height > 100


def test_fans_repost_one_idol_within_minutes(world: World) -> None:
    reposts = posts_of(world, "fan_club").filter(pl.col("kind") == "repost")
    idol = reposts["ref_account_id"].mode().first()
    own = reposts.filter(pl.col("ref_account_id") == idol)
    assert own.height > 0.8 * reposts.height
    assert (own["created_at"] - own["ref_created_at"]).median() < timedelta(minutes=5)


def test_staff_repost_most_of_what_their_party_posts_and_say_whom_they_work_for(world: World) -> None:
    party = world.accounts.filter(pl.col("display_name") == "Applewick Party")["account_id"][0]
    published = world.posts.filter(pl.col("account_id") == party).height
    reposts = posts_of(world, "party_staff").filter(pl.col("ref_account_id") == party)
    assert reposts.height / reposts["account_id"].n_unique() > 0.5 * published
    assert (reposts["created_at"] - reposts["ref_created_at"]).median() < timedelta(minutes=15)
    staff = world.accounts.filter(pl.col("account_id").is_in(reposts["account_id"].unique().to_list()))
    assert staff["bio"].str.contains("I work for the Applewick Party").all()
