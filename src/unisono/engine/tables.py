"""Traces as a table to pairs as a table, in this process."""

import math

import numpy as np
import polars as pl

from unisono.engine.acts import Int32, sort_acts
from unisono.engine.measuring import acts_by_account
from unisono.engine.meetings import find_meetings
from unisono.engine.sweep import sweep

TIME = pl.Datetime("us", "UTC")
COUNTED_PAIRS: dict[str, pl.DataType] = {
    "a": pl.String(),
    "b": pl.String(),
    "objects": pl.Int64(),
    "acts": pl.Int64(),
    "first_at": TIME,
    "last_at": TIME,
}
"""Two accounts (a < b), their common objects within the window, pairs of acts, first and last act of these."""

ANY_TIME_US = 1 << 61
"""Microseconds: longer than any calendar, short enough to be added to a time."""


def count_pairs(traces: pl.DataFrame, window_seconds: float, min_objects: int) -> pl.DataFrame:
    """Count with whom each account acted on the same object within the window (inclusive; infinity is any time).

    `traces` has account, object (text) and at (time in UTC); rows without one of them are left out, and an account's
    acts on one object at the same microsecond count once. Returns COUNTED_PAIRS, most objects first.
    """
    known = traces.select("account", "object", pl.col("at").cast(TIME)).drop_nulls()
    if not known.height:
        return pl.DataFrame(schema=COUNTED_PAIRS)
    names = known["account"].unique().sort()
    accounts = _numbers(known["account"], names)
    object_names = known["object"].unique().sort()
    objects = _numbers(known["object"], object_names)
    times = known["at"].to_physical().to_numpy().astype(np.int64)
    window = ANY_TIME_US if math.isinf(window_seconds) else round(window_seconds * 1e6)
    table = sort_acts(accounts, objects, times, len(names), len(object_names))
    counts = sweep(table, window, min_objects)
    # Every act counts as a post of its own here: plain traces need not say which post they are in.
    own_posts = np.arange(len(table.accounts), dtype=np.int32)
    reach = np.full(len(counts.a), window, np.int64)
    met = find_meetings(acts_by_account(table), own_posts, counts.a, counts.b, reach)
    pairs = pl.DataFrame(
        {
            "a": names.gather(counts.a),
            "b": names.gather(counts.b),
            "objects": met.objects,
            "acts": met.act_pairs,
            "first_at": pl.Series(met.first).cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
            "last_at": pl.Series(met.last).cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
        },
        schema=COUNTED_PAIRS,
    )
    return pairs.sort("objects", "acts", "a", "b", descending=[True, True, False, False])


def _numbers(values: pl.Series, names: pl.Series) -> Int32:
    """Return for each value its place among the sorted distinct names."""
    return values.cast(pl.Enum(names)).to_physical().cast(pl.Int32).to_numpy()
