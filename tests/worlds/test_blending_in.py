"""Planted accounts look like everybody in whatever their playbook does not define: no column gives them away."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from unisono.worlds import Planted, World, WorldSettings, build_world
from unisono.worlds.settings import PRESET_PLAYBOOKS
from unisono.worlds.streaming import build_parts

SIZE = 400
SETTINGS = WorldSettings(posts=24_000, accounts=3_000, days=10, decoys=(), pictures=900)
DEFINED = {"launch_and_boost": {"followers"}}
"""What these playbooks say of their members: many followers for the few who boost."""

MARGIN = 0.12
"""How far a threshold on one column may get: 0.09 is the 1 in 200 bound of Kolmogorov and Smirnov for 400 of 3,000."""

CLIENT = pl.col("client").mode().sort().first()
NAME = pl.col("display_name").str.split(" ")
COLUMNS = {
    "account_number": pl.col("account_id").cast(pl.Int64),
    "account_id_digits": pl.col("account_id").str.len_chars(),
    "account_id_low_bits": pl.col("account_id").cast(pl.Int64) % 4096,
    "handle_length": pl.col("handle").str.len_chars(),
    "handle_digits": pl.col("handle").str.count_matches(r"\d"),
    "handle_capitals": pl.col("handle").str.count_matches("[A-Z]"),
    "handle_underscore": pl.col("handle").str.contains("_", literal=True),
    "handle_ending": pl.col("handle").str.extract("_(.*)$").rank("dense"),
    "name_length": pl.col("display_name").str.len_chars(),
    "given_name_frequency": pl.len().over(NAME.list.first()),
    "surname_frequency": pl.len().over(NAME.list.last()),
    "bio_present": pl.col("bio").is_not_null(),
    "bio_frequency": pl.when(pl.col("bio").is_not_null()).then(pl.len().over("bio")),
    "bio_length": pl.col("bio").str.len_chars(),
    "location_present": pl.col("location_text").is_not_null(),
    "location_frequency": pl.len().over("location_text"),
    "created_at": pl.col("created_at"),
    "avatar_present": pl.col("avatar_url").is_not_null(),
    "avatar_frequency": pl.when(pl.col("avatar_url").is_not_null()).then(pl.len().over("avatar_url")),
    "followers": pl.col("followers"),
    "following": pl.col("following"),
    "posts": pl.col("posts"),
    "lang_frequency": pl.len().over("lang"),
    "client_frequency": pl.len().over("client"),
    "verified": pl.col("verified"),
    "is_bot_declared": pl.col("is_bot_declared"),
}
"""A number for every column of a profile, or for what a column looks like."""


def profiles_of(world: World) -> pl.DataFrame:
    """Return a number per column for every account that posts; what is null is -1."""
    clients = world.posts.group_by("account_id").agg(CLIENT.alias("client"))
    known = world.accounts.join(clients, on="account_id")
    numbers = [expression.cast(pl.Float64).fill_null(-1.0).alias(name) for name, expression in COLUMNS.items()]
    return known.select("account_id", *numbers)


def separation(planted: pl.Series, others: pl.Series) -> float:
    """Return how much more of one group than of the other the best threshold catches (Kolmogorov and Smirnov)."""
    cuts = np.unique(np.concatenate([planted.to_numpy(), others.to_numpy()]))
    caught = [
        np.searchsorted(np.sort(group.to_numpy()), cuts, side="right") / len(group) for group in (planted, others)
    ]
    return float(np.abs(caught[0] - caught[1]).max())


@pytest.mark.parametrize("playbook", PRESET_PLAYBOOKS)
def test_no_column_that_a_playbook_leaves_open_gives_its_members_away(playbook: str) -> None:
    planted = (Planted(playbook, size=SIZE, level="easy", acts=6),)
    world = build_world(replace(SETTINGS, planted=planted), seed=3)
    members = [account.split(":")[1] for account in world.truth["networks"][0]["accounts"]]
    profiles = profiles_of(world)
    is_member = profiles["account_id"].is_in(members)
    assert is_member.sum() > 0.9 * SIZE
    told = {name: separation(profiles[name].filter(is_member), profiles[name].filter(~is_member)) for name in COLUMNS}
    given_away = {name: round(far, 3) for name, far in told.items() if far > MARGIN}
    assert set(given_away) <= DEFINED.get(playbook, set()), given_away
    if playbook == "launch_and_boost":
        assert "followers" in given_away  # what a playbook does define is told apart: the measure is no dummy


def test_in_a_large_world_the_planted_have_as_many_pictures_as_others() -> None:
    settings = replace(SETTINGS, posts=12_000, planted=(Planted("ring", size=SIZE, level="easy", acts=4),))
    parts = list(build_parts(settings, 3, in_one_piece=3_000, per_part=2_000))
    accounts = pl.concat([part.accounts for part in parts])
    members = [account.split(":")[1] for account in parts[0].truth["networks"][0]["accounts"]]
    faces, is_member = accounts["avatar_url"], accounts["account_id"].is_in(members)
    shares = [faces.filter(who).is_not_null().to_numpy().mean() for who in (is_member, ~is_member)]
    assert shares == pytest.approx([0.3, 0.3], abs=0.07)
    assert len(parts) == 6
    assert 0.7 < faces.drop_nulls().n_unique() / len(faces.drop_nulls()) < 0.95
