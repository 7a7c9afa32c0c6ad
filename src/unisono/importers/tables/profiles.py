"""What each row of a table says about its author, as dated snapshots of accounts."""

from typing import Protocol

import polars as pl

from unisono.importers.tables.cells import read_counts, read_flags, read_texts
from unisono.importers.tables.kinds import Column
from unisono.importers.tables.languages import read_languages
from unisono.importers.tables.rows import ROW
from unisono.importers.times import DateOrder, read_times
from unisono.model.tables import POSTS

PROFILE = {
    "account_created_at": "created_at", "bio": "bio", "location": "location_text", "account_url": "url",
    "avatar_url": "avatar_url", "followers": "followers", "following": "following", "account_posts": "posts",
    "account_likes": "likes", "account_lang": "lang", "verified": "verified", "is_bot_declared": "is_bot_declared",
}  # fmt: skip
"""Fields of a row that describe its author, and the columns of ACCOUNTS they become."""

WHO = ("platform", "account_id", "handle", "display_name", "source_sha256", ROW)


class Dating(Protocol):
    """How the times of a table are read."""

    @property
    def zone(self) -> str:
        """The zone of times that state none."""

    @property
    def order(self) -> DateOrder | None:
        """Whether the day or the month comes first in dates like 3/4/2018."""

    @property
    def is_observed_at_post(self) -> bool:
        """Whether the profile in a row is as old as its post."""


def read_profiles(posts: pl.DataFrame, column: Column, dating: Dating, is_good: pl.Series) -> pl.DataFrame:
    """Read what each good row says about its author, dated by when it was collected or else posted.

    `column` gives the cells of one of our fields, None where the table has no column for it. Of rows that say the same
    of an account on a day, one is read.
    """
    observed = pl.col("created_at") if dating.is_observed_at_post else pl.lit(None)
    if "collected_at" in posts.columns:
        observed = pl.coalesce("collected_at", observed)
    profiles = posts.select(
        *[name for name in WHO if name in posts.columns], observed.cast(POSTS["created_at"]).alias("observed_at")
    )
    written = {our_field: cells for our_field in PROFILE if (cells := column(our_field)) is not None}
    if not written:
        return profiles.clear()
    profiles = profiles.with_columns(cells.alias(f"written_{our_field}") for our_field, cells in written.items())
    profiles = _latest_of_each_day(profiles.filter(is_good))
    return profiles.select(
        *[name for name in profiles.columns if not name.startswith("written_")],
        *[
            _read_cells(profiles[f"written_{our_field}"], PROFILE[our_field], dating).alias(PROFILE[our_field])
            for our_field in written
        ],
    )


def _latest_of_each_day(profiles: pl.DataFrame) -> pl.DataFrame:
    """Of rows that are equal but for their place and the time of day keep the latest, so that each is read once."""
    day = pl.col("observed_at").dt.date().alias("day")
    is_dated = profiles["observed_at"].null_count() < profiles.height
    ordered = profiles.sort("observed_at", maintain_order=True) if is_dated else profiles
    what = [name for name in profiles.columns if name not in (ROW, "observed_at", "source_sha256")]
    kept = ordered.filter(pl.struct(day, *what).is_last_distinct())
    return kept.sort(ROW) if is_dated else kept


def _read_cells(cells: pl.Series, name: str, dating: Dating) -> pl.Series:
    """Read the cells of one column of ACCOUNTS."""
    if name in ("followers", "following", "posts", "likes"):
        return read_counts(cells)
    if name == "created_at":
        return read_times(cells, zone=dating.zone, order=dating.order).at
    if name in ("verified", "is_bot_declared"):
        return read_flags(cells)
    return read_languages(cells) if name == "lang" else read_texts(cells)
