"""Nothing but what they do together tells planted accounts from others: one test for each thing that once did."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from scipy.stats import mannwhitneyu

from unisono.worlds import Planted, World, WorldSettings, build_world

SETTINGS = WorldSettings(posts=16_000, accounts=3_000, days=10, decoys=(), pictures=1_500)
SLIP = "[\u200b\u200d\U0001d5d4-\U0001d607]"
MIXED = "[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z]"
NEAR_HALF = 0.07
"""How far from one half the area under the curve of one feature may be: three standard errors for 200 of 3,000."""


def world_of(playbook: str, *, size: int = 200, acts: int = 10) -> World:
    """Return a world with one easy network, which hides least."""
    return build_world(replace(SETTINGS, planted=(Planted(playbook, size=size, level="easy", acts=acts),)), seed=5)


def split(world: World) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the profiles of the planted, and of all others, with how many posts each has in the case."""
    counts = world.posts.group_by("platform", "account_id").agg(pl.len().alias("own_posts"))
    profiles = world.accounts.join(counts, on=["platform", "account_id"], how="left")
    names = pl.concat_str("platform", pl.lit(":"), "account_id")
    is_member = profiles.select(names.is_in(world.truth["networks"][0]["accounts"]))
    return profiles.filter(is_member.to_series()), profiles.filter(~is_member.to_series())


def area(planted: pl.Series, others: pl.Series) -> float:
    """Return the area under the curve of a classifier that has nothing but this feature."""
    sides = [np.nan_to_num(side.cast(pl.Float64).fill_null(0.0).to_numpy()) for side in (planted, others)]
    return float(mannwhitneyu(sides[0], sides[1]).statistic / (len(sides[0]) * len(sides[1])))


def scrambled(profiles: pl.DataFrame) -> pl.Series:
    """Say which handles have neither a vowel in their first eight signs nor a mark between words."""
    return ~profiles["handle"].str.slice(0, 8).str.contains("(?i)[aeiou]")


@pytest.mark.parametrize("playbook", ["hired_reposts", "adverts_then_party", "ring"])
def test_scrambled_handles_are_everybodys(playbook: str) -> None:
    planted, others = (scrambled(side) for side in split(world_of(playbook)))
    assert 0.05 < others.mean() < 0.12
    assert 0.03 < planted.mean() < 0.25
    assert area(planted, others) == pytest.approx(0.5, abs=NEAR_HALF)


@pytest.mark.parametrize("playbook", ["copypasta", "hashtag_push"])
def test_hidden_characters_and_mixed_letters_are_in_everybodys_posts(playbook: str) -> None:
    world = world_of(playbook)
    planted, others = split(world)
    written = world.posts.filter(pl.col("kind") != "repost")
    own = written.join(others.select("platform", "account_id"), on=["platform", "account_id"], how="semi")["text"]
    for kind in ("\u200b", "\u200d", MIXED, "[\U0001d5d4-\U0001d607]"):
        assert 0.002 < own.str.contains(kind).mean() < 0.03, kind
    members = planted.select("platform", "account_id")
    copies = written.join(members, on=["platform", "account_id"], how="semi")["text"]
    slips = [texts.str.contains(f"{SLIP}|{MIXED}") for texts in (copies, own)]
    assert area(*slips) == pytest.approx(0.5, abs=NEAR_HALF)
    assert playbook == "hashtag_push" or slips[0].mean() > 0.05  # a push copies ten texts: none of them need have any
    assert 0.02 < others["display_name"].str.contains(f"{SLIP}|{MIXED}").mean() < 0.05


def test_a_theme_shows_in_a_few_profiles_and_in_none_twice() -> None:
    planted, others = split(world_of("theme_that_turns"))
    shared = [
        side.select(pl.col("bio").is_duplicated() & pl.col("bio").is_not_null()).to_series()
        for side in (planted, others)
    ]
    assert 0.02 < shared[1].mean() < 0.12
    assert area(*shared) == pytest.approx(0.5, abs=NEAR_HALF)
    assert area(planted["bio"].str.len_chars(), others["bio"].str.len_chars()) == pytest.approx(0.5, abs=0.15)
    assert planted["bio"].is_null().mean() > 0.2


@pytest.mark.parametrize("playbook", ["hired_reposts", "ring"])
def test_some_pictures_of_the_planted_and_of_others_are_shown_by_several(playbook: str) -> None:
    world = world_of(playbook)
    held = world.accounts.group_by("avatar_url").agg(pl.len().alias("holders")).drop_nulls("avatar_url")
    sides = [side.join(held, on="avatar_url")["holders"] >= 2 for side in split(world)]
    for side in sides:
        assert 0.08 < side.mean() < 0.4
    assert area(*sides) == pytest.approx(0.5, abs=NEAR_HALF)


def test_everybody_who_follows_every_command_does_more_than_that_or_nothing_more() -> None:
    planted, others = split(world_of("hired_reposts", acts=30))
    assert planted["own_posts"].min() >= 30
    assert planted["own_posts"].n_unique() > 15
    beyond = (planted["own_posts"] - 30).to_numpy()
    assert beyond.std() > beyond.mean()  # log-normal, as with others: many do little, some do much
    life = others["own_posts"].drop_nulls().to_numpy()
    assert beyond.std() / beyond.mean() == pytest.approx(life.std() / life.mean(), rel=0.5)


@pytest.mark.parametrize("playbook", ["threat_wave", "dormant_nets", "hired_reposts"])
def test_followers_do_not_tell_who_was_planted(playbook: str) -> None:
    planted, others = split(world_of(playbook))
    assert area(planted["followers"], others["followers"]) == pytest.approx(0.5, abs=NEAR_HALF)
