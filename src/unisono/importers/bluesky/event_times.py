"""When an event of Bluesky's stream happened: the stream's time, unless the commit's own clock says it was late."""

import polars as pl

from unisono.importers.times import read_times
from unisono.model.clocks_in_ids import commit_times
from unisono.model.tables import TIME

LATE = pl.duration(minutes=2)
FIRST_US, LAST_US = 1_400_000_000_000_000, 4_100_000_000_000_000  # 2014 to 2099: what is no time of a stream is none


def with_event_times(wide: pl.DataFrame) -> pl.DataFrame:
    """Return wide rows with `seen_at`, the stream's time, `commit_at`, the commit's, and `event_at`, which counts.

    Taken are `time_us` (microseconds) or `time` (text), and `rev`.
    """
    clock = pl.when(pl.col("time_us").is_between(FIRST_US, LAST_US)).then("time_us").cast(pl.Datetime("us"))
    seen = pl.coalesce(clock.dt.replace_time_zone("UTC").cast(TIME), pl.lit(read_times(wide["time"]).at))
    timed = wide.with_columns(seen.alias("seen_at"), commit_times(wide["rev"]))
    is_late = pl.col("commit_at") + LATE < pl.col("seen_at")
    return timed.with_columns(
        pl.when(is_late).then("commit_at").otherwise("seen_at").alias("event_at"),
        is_late.fill_null(value=False).alias("is_late"),
    )
