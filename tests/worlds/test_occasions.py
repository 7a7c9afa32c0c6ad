"""Innocents who change: a town's topic turns with the news, quiet accounts come back."""

from datetime import datetime, timedelta

import polars as pl
import pytest

from unisono.worlds import World, WorldSettings, build_world


@pytest.fixture(scope="module")
def world() -> World:
    settings = WorldSettings(posts=12_000, accounts=2_500, decoys=("news_event", "returners"))
    return build_world(settings, seed=6)


def accounts_of(world: World, kind: str) -> list[str]:
    names: list[str] = next(decoy["accounts"] for decoy in world.truth["decoys"] if decoy["kind"] == kind)
    return [name.removeprefix("twitter:") for name in names]


def happened_at(world: World) -> datetime:
    return datetime.fromisoformat(world.truth["events"][0]["at"])


def test_the_tags_of_an_event_appear_with_the_event(world: World) -> None:
    event = world.truth["events"][0]
    tagged = world.posts.filter(pl.col("hashtags").list.eval(pl.element().is_in(event["tags"])).list.any())
    assert tagged.height > 300
    assert tagged["created_at"].min() > happened_at(world)
    assert set(tagged["account_id"]) <= set(accounts_of(world, "news_event"))


def test_the_town_writes_of_little_else_once_it_has_happened(world: World) -> None:
    event = world.truth["events"][0]
    about = pl.col("hashtags").list.eval(pl.element().is_in(event["tags"])).list.any()
    later = pl.col("created_at").is_between(happened_at(world), happened_at(world) + timedelta(days=2))
    town = world.posts.filter(pl.col("account_id").is_in(accounts_of(world, "news_event")), later)
    by_account = town.group_by("account_id").agg(about.mean().alias("share"), pl.len())
    assert by_account.filter((pl.col("share") > 0.7) & (pl.col("len") >= 6)).height >= 20
    assert by_account.filter(pl.col("share") < 0.7).height >= 20


def test_returning_accounts_are_silent_for_days_then_live_on(world: World) -> None:
    posts = world.posts.filter(pl.col("account_id").is_in(accounts_of(world, "returners"))).sort("created_at")
    start = world.posts["created_at"].min()
    silences = posts.group_by("account_id").agg(
        pl.concat([pl.lit(start).alias("created_at").cast(pl.Datetime("us", "UTC")), pl.col("created_at")])
        .diff()
        .max()
        .alias("silence"),
        pl.col("created_at").max().alias("last"),
    )
    assert silences.height >= 45
    assert (silences["silence"] > timedelta(days=6)).mean() > 0.95
    assert (silences["last"] > happened_at(world)).mean() > 0.9


def test_half_of_the_quiet_come_back_because_of_the_news(world: World) -> None:
    posts = world.posts.filter(pl.col("account_id").is_in(accounts_of(world, "returners")))
    back = posts.filter(pl.col("created_at") > pl.col("created_at").min() + timedelta(days=8)).group_by("account_id")
    first = back.agg(pl.col("created_at").min())["created_at"]
    soon = ((first > happened_at(world)) & (first < happened_at(world) + timedelta(days=2))).mean()
    assert 0.3 < float(soon or 0.0) < 0.85
    assert first.dt.date().n_unique() >= 6


def test_a_quiet_world_tells_when_its_news_broke(world: World) -> None:
    assert [event["name"] for event in world.truth["events"]] == ["flood"]
