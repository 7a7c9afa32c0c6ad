"""Looks at the pictures of a world as a scan of imported files would: drawn, written, read, hashed and clustered."""

from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from unisono.content.pictures.case_pictures import CASE_PICTURES
from unisono.content.pictures.clusters import cluster_name, cluster_pictures
from unisono.content.pictures.hashing import LEAST_QUALITY, PictureHash, hash_picture
from unisono.content.pictures.profile_pictures import PROFILE_PICTURES, name_profile_pictures
from unisono.content.pictures.reading import as_strict_reader, read_picture
from unisono.detectors.alike import likeness_of_posts
from unisono.model.tables import empty
from unisono.traces import Likeness
from unisono.worlds import World
from unisono.worlds.assembly import image_file
from unisono.worlds.draft import NOTHING, ImageRecipe
from unisono.worlds.files.images import draw_picture, encode_png


@dataclass(frozen=True)
class Looks:
    """Which texts and pictures of a world are nearly the same, and PROFILE_PICTURES: who shows which."""

    likeness: Likeness
    profile_pictures: pl.DataFrame


def look_at(world: World) -> Looks:
    """Return what a scan with the world's pictures at hand knows of it; pictures that nobody shows are not drawn."""
    likeness = likeness_of_posts(world.posts)
    pictures = world_pictures(world)
    if not pictures.height:
        return Looks(likeness, empty(PROFILE_PICTURES))
    shown = world.accounts.drop_nulls("avatar_url").select(
        pl.concat_str("platform", pl.lit(":"), "account_id").alias("account"),
        "platform",
        "handle",
        pl.col("avatar_url").alias("entry"),
    )
    objects = pictures.select(pl.col("entry").alias("name"), "object").drop_nulls()
    return Looks(replace(likeness, pictures=objects), name_profile_pictures(shown, pictures))


def world_pictures(world: World) -> pl.DataFrame:
    """Return CASE_PICTURES of the pictures in posts and profiles, sorted by entry; SHA-256 and text are not looked at.

    As in a case, a cluster is named for the picture that was posted first in it.
    """
    first = (
        world.posts.select("created_at", pl.col("media").alias("entry"))
        .explode("entry")
        .drop_nulls("entry")
        .group_by("entry")
        .agg(pl.col("created_at").min())
    )
    used = {*first["entry"], *world.accounts["avatar_url"].drop_nulls()}
    recipes = {image_file(recipe.number): recipe for recipe in world.images}
    entries = sorted(entry for entry in used if entry in recipes)
    if not entries:
        return pl.DataFrame(schema=CASE_PICTURES)
    hashes = [hash_of(replace(recipes[entry], number=NOTHING)) for entry in entries]
    seen = pl.DataFrame(
        {
            "entry": entries,
            "hash": [one.hash for one in hashes],
            "quality": [one.quality for one in hashes],
        }
    ).join(first, on="entry", how="left", maintain_order="left")
    clear = [one for one in hashes if one.quality >= LEAST_QUALITY]
    clusters = cluster_pictures([one.hash for one in clear], [one.crops for one in clear])
    leaders = (
        seen.join(clusters, on="hash")
        .sort("created_at", "hash", nulls_last=True)
        .group_by("middle", maintain_order=True)
        .agg(pl.col("hash").first().alias("leader"))
    )
    named = clusters.join(leaders, on="middle").select("hash", "leader")
    objects = seen.join(named, on="hash", how="left", maintain_order="left").with_columns(
        pl.col("leader").map_elements(cluster_name, return_dtype=pl.String).alias("object"),
        pl.col("entry").alias("name"),
        *(pl.lit(None, pl.String).alias(column) for column in ("sha256", "text")),
    )
    return objects.select(list(CASE_PICTURES))


@cache
def hash_of(recipe: ImageRecipe) -> PictureHash:
    """Return the hash of a picture as its file would have it; the avatars of worlds are the same, whatever the seed."""
    with as_strict_reader():
        return hash_picture(read_picture(encode_png(draw_picture(recipe))).luminance)
