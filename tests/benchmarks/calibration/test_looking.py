"""The pictures of a world are looked at as files would be: what shows the same is one object, nothing else is."""

from dataclasses import replace

import polars as pl
import pytest
from benchmarks.calibration.looking import look_at, world_pictures
from benchmarks.calibration.outcome import measure
from benchmarks.calibration.worlds import PICTURES, settings_of

from unisono.model.settings import ScanSettings
from unisono.traces import read_traces
from unisono.worlds import Planted, build_world
from unisono.worlds.assembly import image_file

SETTINGS = replace(
    settings_of("quiet", 0.05), decoys=(), pictures=12, planted=(Planted("meme_reuploads", 8, "easy", 6),)
)


def test_what_shows_the_same_is_one_object_and_nothing_else_is() -> None:
    world = build_world(SETTINGS, 1)
    told = pl.DataFrame(
        {
            "entry": [image_file(recipe.number) for recipe in world.images],
            "shows": [f"{recipe.kind} {recipe.seed}" for recipe in world.images],
        }
    )
    pictures = world_pictures(world).join(told, on="entry").drop_nulls("object")
    assert pictures["object"].n_unique() > 6
    assert pictures.select("object", "shows").unique().height == pictures["object"].n_unique()
    assert pictures["shows"].n_unique() == pictures["object"].n_unique()


def test_the_image_layer_and_the_profiles_go_by_what_pictures_show() -> None:
    world = build_world(SETTINGS, 1)
    looks = look_at(world)
    (network,) = world.truth["networks"]
    images = read_traces(world.posts, world.references, ["image"], likeness=looks.likeness)["image"]
    shared = images.filter(pl.col("account").is_in(network["accounts"])).group_by("object").agg(pl.col("account").len())
    assert sorted(shared["account"].to_list()) == [8] * 6
    assert looks.profile_pictures.height == world.accounts["avatar_url"].drop_nulls().len() > 0


def test_a_world_without_pictures_has_nothing_to_look_at() -> None:
    world = build_world(replace(SETTINGS, pictures=0, planted=()), 1)
    assert world_pictures(world).is_empty()
    assert look_at(world).likeness.pictures.is_empty()


def test_the_worlds_in_which_pictures_are_looked_at_have_some(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_of("quiet").pictures == settings_of("adversarial", 1.0).pictures == PICTURES
    assert settings_of("quiet", 0.1).pictures == PICTURES // 10
    assert settings_of("playbook ring").pictures == 0
    assert settings_of("playbook meme_reuploads").pictures == PICTURES // 2
    # The pictures of a network of eight are drawn and hashed in a tenth of the time.
    fewer = replace(settings_of("playbook meme_reuploads", 0.02), planted=SETTINGS.planted)
    monkeypatch.setattr("benchmarks.calibration.outcome.settings_of", lambda name, size: fewer)
    assert measure("playbook meme_reuploads", 1, 0.02)["pictures"] > 0
    assert ScanSettings().layers.count("image") == 1
