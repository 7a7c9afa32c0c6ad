"""The clocks inside ids: X and Bluesky make ids of posts from the time, so that an id alone says when it was made."""

import numpy as np
import polars as pl

from unisono.model.tables import TIME

SNOWFLAKE_EPOCH_MS = 1288834974657
SNOWFLAKE_FIRST = 400_000_000_000_000  # ids below were handed out in order and carry no time
SNOWFLAKE_DIGITS = 19

LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
LENGTH = 13
WRITTEN = rf"^[2-7ab][{LETTERS}]{{{LENGTH - 1}}}$"
SERVER_BITS = 10
"""Bluesky's servers name records and commits by 13 characters of base 32: a bit is left free, 53 bits are microseconds
since 1970, 10 tell servers apart (AT Protocol, "Timestamp Identifiers")."""


def snowflake_times(post_ids: pl.Series) -> pl.Series:
    """Read the time of creation (UTC, ms) out of X post ids; null where an id is too old or no number.

    X has built ids from a clock since November 2010: (id >> 22) + 1288834974657 milliseconds.
    """
    numbers = post_ids.cast(pl.Int64, strict=False)
    is_old = (numbers < SNOWFLAKE_FIRST) | (post_ids.str.len_bytes() > SNOWFLAKE_DIGITS) | post_ids.str.starts_with("+")
    known = ((numbers // (1 << 22)) + SNOWFLAKE_EPOCH_MS).set(is_old, None)
    return known.cast(pl.Datetime("ms")).dt.replace_time_zone("UTC").alias("snowflake_at")


def commit_times(names: pl.Series) -> pl.Series:
    """Return the time that each name was made at (UTC, microseconds); null where a name is none of this kind.

    >>> import polars as pl
    >>> commit_times(pl.Series(["3jzfcijpj2z2a", "self"])).to_list()
    [datetime.datetime(2023, 6, 30, 15, 3, 1, 887007, tzinfo=zoneinfo.ZoneInfo(key='UTC')), None]
    """
    rows = names.str.contains(WRITTEN).fill_null(value=False).arg_true()
    letters = np.frombuffer("".join(names.gather(rows).to_list()).encode(), np.uint8).reshape(len(rows), LENGTH)
    values = np.full(256, -1, np.int64)
    values[np.frombuffer(LETTERS.encode(), np.uint8)] = np.arange(len(LETTERS))
    number = np.zeros(len(rows), np.int64)
    for place in range(LENGTH):
        number = (number << 5) | values[letters[:, place]]
    at = pl.Series(number >> SERVER_BITS).cast(pl.Datetime("us")).dt.replace_time_zone("UTC").cast(TIME)
    return pl.Series([None], dtype=TIME).new_from_index(0, len(names)).scatter(rows, at).alias("commit_at")
