"""Posts spread over time are those that reading all of them would give."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from unisono.dossiers.network.spread_posts import spread_posts
from unisono.networks.purpose import evenly_over_time


def posts_of(rows: int, moments: int) -> pl.DataFrame:
    """Return posts of few moments, some without a time, in no order."""
    drawn = np.random.default_rng(3)
    at = [datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=int(one)) for one in drawn.integers(0, moments, rows)]
    times = pl.Series("created_at", at, dtype=pl.Datetime("us", "UTC")).set(pl.Series(drawn.random(rows) < 0.1), None)
    names = pl.Series("post", [f"x:{one}" for one in drawn.permutation(rows)])
    return pl.DataFrame([times, names, pl.Series("account", [f"x:{one}" for one in drawn.integers(0, 9, rows)])])


@pytest.mark.parametrize(("rows", "most"), [(0, 5), (5, 5), (400, 7), (400, 399), (3_000, 100)])
def test_the_posts_are_those_that_all_in_memory_give(rows: int, most: int) -> None:
    posts = posts_of(rows, moments=50)
    is_own = pl.col("account").is_in(["x:1", "x:2", "x:3"])
    for which in (pl.lit(value=True), is_own, ~is_own):
        found, count = spread_posts(posts.lazy(), which, most)
        wanted = posts.filter(which)
        assert found.equals(evenly_over_time(wanted, most))
        assert count == wanted.height
