"""The clock inside the names that Bluesky's servers give to records and commits: 13 characters of base 32.

A bit is left free, 53 bits are microseconds since 1970, 10 tell servers apart (AT Protocol, "Timestamp Identifiers").
"""

import numpy as np
import polars as pl

from unisono.model.tables import TIME

LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
LENGTH = 13
WRITTEN = rf"^[2-7ab][{LETTERS}]{{{LENGTH - 1}}}$"
SERVER_BITS = 10


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
