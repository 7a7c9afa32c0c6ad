"""Pictures in a world: faces of one's own, and the same pictures from strangers."""

import polars as pl
import pytest

from unisono.worlds import WorldSettings, build_world
from unisono.worlds.assembly import DEFAULT_AVATAR

SETTINGS = WorldSettings(posts=3_000, accounts=400, decoys=(), communities=5, pictures=60)


def test_about_so_many_people_have_a_face_of_their_own() -> None:
    world = build_world(SETTINGS, seed=1)
    faces = world.accounts["avatar_url"].drop_nulls()
    assert len(faces) / world.accounts.height == pytest.approx(60 / 400, abs=0.05)
    drawn = faces.filter(faces != DEFAULT_AVATAR)
    assert len(faces) > len(drawn) > drawn.n_unique() > 0.6 * len(faces)
    kinds = [world.images[int(face.split("/")[1].split(".")[0])].kind for face in drawn]
    assert set(kinds) == {"avatar"}


def test_strangers_upload_the_same_pictures_in_words_of_their_own() -> None:
    world = build_world(SETTINGS, seed=2)
    shown = world.posts.filter(pl.col("media").list.len() > 0).with_columns(file=pl.col("media").list.first())
    seeds = [world.images[int(file.split("/")[1].split(".")[0])].seed for file in shown["file"]]
    assert len(seeds) > 40
    assert 2 <= len(set(seeds)) <= 5
    assert shown["text"].n_unique() > 0.9 * shown.height
    assert 1 < shown["file"].n_unique() > len(set(seeds))


def test_a_world_without_pictures_has_none() -> None:
    world = build_world(WorldSettings(posts=1_000, accounts=200, decoys=(), communities=5), seed=1)
    assert (len(world.images), world.posts["media"].null_count()) == (0, world.posts.height)
