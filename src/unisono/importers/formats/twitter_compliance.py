"""Twitter's batch compliance files of posts: which of the posts that were asked about are gone, and why."""

from collections.abc import Iterator, Mapping

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files.declared import JsonFields, Made, read_declared
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.times import read_times
from unisono.model.batches import Batch
from unisono.model.tables import DELETIONS, conform

FIELDS = JsonFields(
    (
        Wanted("id", "id"),
        Wanted("action", "action"),
        Wanted("created_at", "created_at"),
        Wanted("redacted_at", "redacted_at"),
        Wanted("reason", "reason"),
    )
)
COLUMNS = ("id", "action", "created_at", "redacted_at", "reason")
A_POST_S_TIME = r"\.\d{3}Z$"  # of a post to the millisecond, of an account to the second


def share_of_posts(source: Source) -> float | None:
    """Return which share of the first lines is about posts, the others being about accounts; None for other files."""
    objects = first_objects(source)
    notices = [found for found in objects if {"id", "action", "reason"} <= found.keys() and "text" not in found]
    if not notices or len(notices) < len(objects):
        return None
    about_posts = pl.Series([str(found.get("created_at")) for found in notices]).str.contains(A_POST_S_TIME)
    return float(str(about_posts.mean()))


def recognise(source: Source) -> float:
    """Say how surely these are notices about posts."""
    share = share_of_posts(source)
    return 0.97 if share is not None and share >= 0.5 else 0.0


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the file's notices; it holds no posts."""

    def make(wide: pl.DataFrame) -> Made:
        is_notice = pl.col("id").is_not_null() & pl.col("action").eq_missing("delete")
        gone = wide.filter(is_notice)
        notices = gone.select(
            pl.lit("twitter").alias("platform"),
            pl.col("id").alias("post_id"),
            pl.lit(read_times(gone["redacted_at"]).at).alias("at"),
            pl.col("reason").str.to_lowercase(),
            pl.lit(source.sha256).alias("source_sha256"),
            "source_row",
        )
        return Made(deletions=conform(notices, DELETIONS), left=left_of(wide.filter(~is_notice)))

    return read_declared(source, settings, FIELDS, make)


def left_of(others: pl.DataFrame) -> pl.DataFrame:
    """Say of rows that tell of something else than a deletion what they tell of."""
    action = pl.col("action").fill_null("nothing")
    return others.select("source_row", pl.format("tells of {}, not of a deletion", action).alias("reason"))


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each field of a deletion comes from."""
    return {"post_id": "id", "at": "redacted_at", "reason": "reason"}


IMPORTER = Importer(
    name="twitter_compliance",
    title="Twitter batch compliance of posts: which are gone (JSON lines)",
    platform="twitter",
    columns=COLUMNS,
    traps=(
        "It holds no posts: each line becomes a notice that marks its post, imported before or later.",
        "Only the reason `deleted` marks a post as deleted; others tell of its author, who may be suspended or gone.",
        "`created_at` is when the post was written, `redacted_at` when it went; most lines do not say when.",
        "Files of posts and of accounts look alike; those of posts have times to the millisecond (else: --format).",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
)
