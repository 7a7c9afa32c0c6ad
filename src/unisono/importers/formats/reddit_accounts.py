"""Profiles of Reddit accounts as PRAW hands out redditors, written to a table: one account a row, and no posts."""

from collections.abc import Iterator, Mapping

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.problems import shorten
from unisono.importers.tables.cells import read_flags, read_texts
from unisono.importers.tables.column_guessing import shorten_name
from unisono.importers.tables.declared import cells_of
from unisono.importers.tables.rows import ROW, Rows, no_cells
from unisono.importers.tables.tabular import columns_of, open_table, require_columns
from unisono.importers.times import read_times
from unisono.model.batches import Batch, Rejection
from unisono.model.tables import ACCOUNTS, conform

GONE = ("[deleted]", "[removed]")
PROGRAMS = ("AutoModerator",)
NAMELESS = "is a profile without the account's name"
UNREADABLE = "time cannot be read"
COLUMNS = {
    "account_id": "name", "account_created_at": "created_utc", "avatar_url": "icon_img",
    "bio": "subreddit.public_description", "verified": "verified", "collected_at": "collected_at",
}  # fmt: skip
KARMA = ("comment_karma", "link_karma", "total_karma")


def recognise(source: Source) -> float:
    """Say how surely the columns are those of redditors: names with karma, and nothing that was written."""
    have = {shorten_name(column) for column in columns_of(source)}
    has_karma = any(shorten_name(column) in have for column in KARMA)
    return 0.95 if {"name", "createdutc"} <= have and has_karma and not have & {"body", "title", "selftext"} else 0.0


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> the table's column; what the user maps comes first."""
    have = columns_of(source)
    return {**{ours: theirs for ours, theirs in COLUMNS.items() if theirs in have}, **settings.mapping}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Read one profile a row; a file that states no time of collection gives profiles without a date."""
    table = open_table(source)
    mapping = map_columns(source, settings)
    require_columns(source, table, {"account_id": COLUMNS["account_id"], **mapping}, settings)
    for rows in table.read(settings.rows_per_batch, None):
        yield _read_rows(rows, mapping, source, settings)


def _read_rows(rows: Rows, mapping: Mapping[str, str], source: Source, settings: ReadSettings) -> Batch:
    """Turn rows into snapshots; rows without a name, or with a time that is none, are rejected."""
    frame = rows.frame

    def cells(our_field: str) -> pl.Series:
        return cells_of(frame, mapping[our_field]) if our_field in mapping else no_cells(frame.height)

    name, written = cells("account_id"), cells("account_created_at")
    name = name.set(name.is_in(GONE), None)
    created = read_times(written, zone=settings.zone or "UTC").at
    profiles = pl.DataFrame(
        {
            "account_id": name,
            "handle": name,
            "created_at": created,
            "avatar_url": read_texts(cells("avatar_url")),
            "bio": read_texts(cells("bio")),
            "verified": read_flags(cells("verified")),
            "observed_at": read_times(cells("collected_at"), zone=settings.zone or "UTC").at,
            ROW: frame[ROW],
        }
    ).with_columns(
        pl.lit("reddit").alias("platform"),
        pl.lit(source.sha256).alias("source_sha256"),
        pl.when(pl.col("account_id").is_in(PROGRAMS)).then(pl.lit(value=True)).alias("is_bot_declared"),
    )
    bad_time = written.is_not_null() & created.is_null()
    left_out = [
        *(Rejection(NAMELESS, row, "") for row in frame[ROW].filter(name.is_null())),
        *_bad_times(frame, written, bad_time & name.is_not_null()),
    ]
    return Batch(
        accounts=conform(profiles.filter(name.is_not_null() & ~bad_time), ACCOUNTS),
        rejected=tuple(sorted([*rows.rejected, *left_out], key=lambda rejection: rejection.row)),
        read=rows.read,
    )


def _bad_times(frame: pl.DataFrame, written: pl.Series, which: pl.Series) -> Iterator[Rejection]:
    for row, text in zip(frame[ROW].filter(which), written.filter(which), strict=True):
        yield Rejection(UNREADABLE, row, shorten(str(text)))


IMPORTER = Importer(
    name="reddit_accounts",
    title="Profiles of Reddit accounts written by PRAW (CSV)",
    platform="reddit",
    columns=("name", "created_utc", " or ".join(KARMA)),
    reads=KARMA,
    traps=(
        "The table holds no posts: its rows become profiles with the day of registration, and count as such.",
        "The account is its name, as in the tables of posts.",
        "AutoModerator is marked as a declared program; `[deleted]` is no account, and its row is left out.",
        "Karma is the sum of votes and neither followers nor likes: it is not read.",
        "verified is read only from a column of that name; a verified e-mail address is something else.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
)
