"""Ordinary life: shared interests, quick and slow reactions, super-fans."""

import unicodedata

import numpy as np
import polars as pl
import pytest

from unisono.worlds import World, WorldSettings, build_world
from unisono.worlds.organic import first_of_each

LIFE = WorldSettings(posts=12_000, accounts=1_200, decoys=(), super_fan_share=0.1)


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(WorldSettings(posts=20_000, accounts=2_000, decoys=(), super_fan_share=0.0), seed=5)


def test_days_follow_the_sun_of_each_language(world: World) -> None:
    hours = world.posts.select("lang", pl.col("created_at").dt.hour().alias("hour"))
    evenings = nights = 0
    for language, zone in (("ja", 9), ("tr", 3), ("ko", 9)):
        local = (hours.filter(pl.col("lang") == language)["hour"].cast(pl.Int64) + zone) % 24
        evening, night = local.is_between(18, 21).sum(), local.is_between(1, 4).sum()
        # One owl of a small language has two hundred posts: each is held to less than all together.
        assert evening > 1.5 * night > 0, language
        evenings, nights = evenings + evening, nights + night
    assert evenings > 3 * nights


def test_few_publish_much_and_many_little(world: World) -> None:
    counts = world.posts.group_by("account_id").len()["len"].sort(descending=True)
    top_tenth = counts.head(len(counts) // 10).sum() / counts.sum()
    assert 0.3 < top_tenth < 0.7
    assert counts.max() > 10 * float(counts.median() or 0)


def test_reactions_are_quick_and_heavy_tailed(world: World) -> None:
    reposts = world.posts.filter(pl.col("kind") == "repost")
    lags = (reposts["created_at"] - reposts["ref_created_at"]).dt.total_seconds()
    assert lags.min() >= 2
    assert 600 < float(lags.median() or 0) < 6 * 3600
    assert 0.1 < (lags < 600).mean() < 0.5
    assert (lags > 86_400).mean() > 0.02
    logs = lags.log()
    assert 1.5 < float(logs.std() or 0) < 3.0


def test_a_few_cascades_are_large_and_most_are_small(world: World) -> None:
    sizes = world.references["repost_count"].sort(descending=True)
    assert sizes.median() <= 3
    assert sizes.max() > 30
    assert sizes.head(len(sizes) // 20).sum() > 0.25 * sizes.sum()


def test_strangers_pass_on_one_story_within_minutes(world: World) -> None:
    news = world.posts.filter(pl.col("urls").list.first().str.contains("/story/")).sort("created_at")
    shares = news.with_columns(link=pl.col("urls").list.first())
    waits = shares.with_columns(
        wait=(pl.col("created_at") - pl.col("created_at").shift(1).over("link")).dt.total_minutes()
    )
    quick = waits.filter(pl.col("wait") <= 5)
    assert quick.height > 100
    assert quick["link"].n_unique() > 20
    assert shares["text"].n_unique() > 0.95 * shares.height


def test_posts_come_in_ten_scripts(world: World) -> None:
    letters = {letter for text in world.posts["text"].unique() for letter in text if letter.isalpha()}
    scripts = {unicodedata.name(letter).split()[0] for letter in letters}
    expected = {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HANGUL", "HIRAGANA", "CJK", "DEVANAGARI", "THAI", "HEBREW"}
    assert expected <= scripts


def test_nobody_reposts_the_same_post_twice_in_ordinary_life() -> None:
    posts = build_world(WorldSettings(posts=6_000, accounts=700, decoys=(), super_fan_share=0.0), seed=1).posts
    reposts = posts.filter(pl.col("kind") == "repost")
    assert reposts.select("account_id", "ref_post_id").is_duplicated().sum() == 0


def test_super_fans_answer_within_a_minute_all_the_time() -> None:
    world = build_world(LIFE, seed=2)
    fans = world.accounts["account_id"][:120].to_list()
    reposts = world.posts.filter(pl.col("kind") == "repost").with_columns(
        lag=(pl.col("created_at") - pl.col("ref_created_at")).dt.total_seconds()
    )
    quick = reposts.with_columns(fan=pl.col("account_id").is_in(fans)).group_by("fan").agg((pl.col("lag") < 60).mean())
    shares = dict(quick.rows())
    assert shares[True] > 0.6
    assert shares[False] < 0.15


def test_communities_share_authors() -> None:
    world = build_world(LIFE, seed=3)
    reposts = world.posts.filter(pl.col("kind") == "repost")
    authors = reposts.group_by("account_id").agg(pl.len(), pl.col("ref_account_id").n_unique().alias("authors"))
    busy = authors.filter(pl.col("len") >= 15)
    assert busy.height > 20
    assert (busy["authors"] < busy["len"]).mean() > 0.9


def test_only_the_first_of_two_equal_acts_counts() -> None:
    assert first_of_each(np.array([1, 1, 2, 1]), np.array([9, 9, 9, 8])).tolist() == [True, False, True, True]
