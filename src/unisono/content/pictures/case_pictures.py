"""The pictures of a case: what each name in a post or profile shows, and which names show the same."""

import polars as pl

from unisono.cases import Case
from unisono.content.pictures.clusters import cluster_name, cluster_pictures
from unisono.content.pictures.hashing import LEAST_QUALITY
from unisono.content.pictures.matching import match_pictures, names_in_case
from unisono.model.tables import TIME

CASE_PICTURES: dict[str, pl.DataType] = {
    "entry": pl.String(),  # as POSTS.media or ACCOUNTS.avatar_url has it
    "name": pl.String(),  # of its file in MEDIA
    "sha256": pl.String(),
    "hash": pl.String(),
    "quality": pl.Int64(),
    "text": pl.String(),
    "object": pl.String(),  # of its cluster; null where it shows too little
}


def case_pictures(case: Case) -> pl.DataFrame:
    """Return CASE_PICTURES, one row for each name that has a file, sorted by entry.

    A cluster is named for the picture that was posted first in it (the smaller hash where times are equal or no post
    has it), so that a name says the same in every case with the same posts and pictures.
    """
    media = case.media().collect()
    if media.is_empty():
        return pl.DataFrame(schema=CASE_PICTURES)
    matches = match_pictures(names_in_case(case), media)
    if not matches.pictures.height:
        return pl.DataFrame(schema=CASE_PICTURES)
    told = matches.pictures.join(media, on=["name", "sha256"], how="left", maintain_order="left")
    seen = told.join(_first_posted(case), on="entry", how="left", maintain_order="left")
    clear = media.filter(pl.col("quality") >= LEAST_QUALITY)
    clusters = cluster_pictures(clear["hash"].to_list(), clear["crops"].to_list())
    named = _named_by_first(clusters, seen)
    return (
        seen.join(named, on="hash", how="left", maintain_order="left")
        .with_columns(pl.when(pl.col("quality") >= LEAST_QUALITY).then(pl.col("object")).alias("object"))
        .select(list(CASE_PICTURES))
    )


def picture_objects(pictures: pl.DataFrame) -> pl.DataFrame:
    """Return name (as POSTS.media and ACCOUNTS.avatar_url have it) and object of those CASE_PICTURES with a cluster."""
    return pictures.select(pl.col("entry").alias("name"), "object").drop_nulls()


def _first_posted(case: Case) -> pl.DataFrame:
    """Return entry and first_at, the time of the first post with it."""
    posts = case.posts().select("created_at", pl.col("media").alias("entry")).explode("entry")
    first = posts.group_by("entry").agg(pl.col("created_at").min().cast(TIME).alias("first_at"))
    return first.filter(pl.col("entry").is_not_null()).collect()


def _named_by_first(clusters: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    """Return hash and object."""
    times = seen.group_by("hash").agg(pl.col("first_at").min())
    ordered = clusters.join(times, on="hash", how="left").sort("first_at", "hash", nulls_last=True)
    first = ordered.group_by("middle", maintain_order=True).agg(pl.col("hash").first().alias("first"))
    objects = first.with_columns(pl.Series("object", [cluster_name(text) for text in first["first"]], pl.String))
    return clusters.join(objects, on="middle", how="left").select("hash", "object")
