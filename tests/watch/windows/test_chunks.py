"""A chunk knows which of its acts lie in a stretch of time."""

import numpy as np
import polars as pl

from unisono.watch.windows.chunks import POST_COLUMNS, Acts, Chunk

AT = np.array([10, 20, 20, 30], np.int64)
ROWS = np.arange(4, dtype=np.int32)
ACTS = Acts(AT, ROWS.astype(np.uint64), ROWS.astype(np.uint64), np.zeros(4, np.uint8), ROWS)


def test_a_stretch_is_open_at_its_begin_and_closed_at_its_end() -> None:
    assert ACTS.between(10, 20) == slice(1, 3)
    assert ACTS.between(0, 9) == slice(0, 0)
    assert len(ACTS) == 4


def test_acts_are_counted_from_a_time_on() -> None:
    times = pl.DataFrame({"at": AT}).select(pl.col("at").cast(pl.Datetime("us", "UTC")))
    posts = times.with_columns(pl.lit(None, pl.String).alias(name) for name in POST_COLUMNS if name != "at")
    chunk = Chunk(1, 0.0, posts, ACTS, pl.Series(["x"] * 4))
    assert [chunk.acts_since(floor) for floor in (0, 20, 21, 31)] == [4, 3, 1, 0]
    assert chunk.newest == 30
