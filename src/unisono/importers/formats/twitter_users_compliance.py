"""Twitter's batch compliance files of accounts: which of the accounts that were asked about are gone, and why."""

from collections.abc import Iterator, Mapping

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.formats.twitter_compliance import COLUMNS, FIELDS, left_of, share_of_posts
from unisono.importers.json_files.declared import Made, read_declared
from unisono.importers.tables.snapshots import thin_snapshots
from unisono.importers.times import read_times
from unisono.model.batches import Batch


def recognise(source: Source) -> float:
    """Say how surely these are notices about accounts."""
    share = share_of_posts(source)
    return 0.97 if share is not None and share < 0.5 else 0.0


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield a profile for each account that is gone; the file holds no posts."""

    def make(wide: pl.DataFrame) -> Made:
        is_notice = pl.col("id").is_not_null() & pl.col("action").eq_missing("delete")
        gone = wide.filter(is_notice)
        profiles = gone.select(
            pl.lit("twitter").alias("platform"),
            pl.col("id").alias("account_id"),
            pl.lit(read_times(gone["created_at"]).at).alias("created_at"),
            pl.lit(read_times(gone["redacted_at"]).at).alias("observed_at"),
            pl.col("reason").str.to_lowercase().fill_null("deleted").alias("status"),
            pl.lit(source.sha256).alias("source_sha256"),
            "source_row",
        )
        told_before = gone.filter(~pl.struct("id", "reason").is_first_distinct()).select(
            "source_row", pl.lit("repeats a line above").alias("reason")
        )
        left = pl.concat([left_of(wide.filter(~is_notice)), told_before])
        return Made(
            accounts=thin_snapshots(profiles.unique(["account_id", "status"], keep="first", maintain_order=True)),
            left=left,
        )

    return read_declared(source, settings, FIELDS, make)


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each field of a profile comes from."""
    return {"account_id": "id", "created_at": "created_at", "observed_at": "redacted_at", "status": "reason"}


IMPORTER = Importer(
    name="twitter_users_compliance",
    title="Twitter batch compliance of accounts: which are gone (JSON lines)",
    platform="twitter",
    columns=COLUMNS,
    traps=(
        "It holds no posts: each line becomes a profile with a status such as suspended, protected or deactivated.",
        "It does not say when an account went, unless `redacted_at` does; such a profile has no date.",
        "Files of posts and of accounts look alike; those of posts have times to the millisecond (else: --format).",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
)
