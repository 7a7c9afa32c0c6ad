"""A window joins the past when it is over and no longer touches the present."""

import numpy as np
import polars as pl

from unisono.watch.windows.chunks import POST_COLUMNS, Acts, Chunk
from unisono.watch.windows.pasts import Pasts
from unisono.watch.windows.settings import WindowSettings

SECOND = 1_000_000


def _chunk(seconds: list[int]) -> Chunk:
    at = np.array(seconds, np.int64) * SECOND
    rows = np.arange(len(at), dtype=np.int32)
    acts = Acts(at, np.ones(len(at), np.uint64), rows.astype(np.uint64), np.zeros(len(at), np.uint8), rows)
    posts = pl.DataFrame({"at": at}).select(pl.col("at").cast(pl.Datetime("us", "UTC")))
    told = posts.with_columns(pl.lit(None, pl.String).alias(name) for name in POST_COLUMNS if name != "at")
    return Chunk(1, 0.0, told, acts, pl.Series(["x"] * len(at)))


def test_nothing_is_its_own_measure() -> None:
    pasts = Pasts((10.0,), WindowSettings(lateness_s=0.0))
    chunks = [_chunk(list(range(100)))]
    pasts.move_on(0, 0, chunks)
    pasts.move_on(19 * SECOND, 0, chunks)
    assert pasts.of(10.0).windows == 0
    pasts.move_on(20 * SECOND, 0, chunks)
    assert pasts.of(10.0).windows == 1


def test_a_window_waits_for_posts_that_may_be_late() -> None:
    pasts = Pasts((10.0,), WindowSettings(lateness_s=30.0))
    chunks = [_chunk(list(range(100)))]
    pasts.move_on(0, 0, chunks)
    pasts.move_on(39 * SECOND, 0, chunks)
    assert pasts.of(10.0).windows == 0
    pasts.move_on(40 * SECOND, 0, chunks)
    assert pasts.of(10.0).windows == 1


def test_windows_without_a_post_and_those_no_longer_held_are_left_out() -> None:
    pasts = Pasts((10.0,), WindowSettings(lateness_s=0.0))
    chunks = [_chunk([5, 15, 95])]
    pasts.move_on(0, 0, chunks)
    pasts.move_on(200 * SECOND, 10 * SECOND, chunks)
    assert pasts.of(10.0).windows == 2


def test_of_a_long_time_at_once_only_windows_with_posts_are_counted() -> None:
    pasts = Pasts((10.0,), WindowSettings(lateness_s=0.0))
    chunks = [_chunk([5, 500_000, 900_000])]
    pasts.move_on(0, 0, chunks)
    pasts.move_on(1_000_000 * SECOND, 0, chunks)
    assert pasts.of(10.0).windows == 3
