"""Posts taken evenly over time out of many, of which no more than their times are held at once."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.model.few_rows import collect_few
from unisono.networks.purpose import evenly_over_time, places_over_time

ORDER = ["created_at", "post"]


def spread_posts(posts: pl.LazyFrame, which: pl.Expr, most: int) -> tuple[pl.DataFrame, int]:
    """Return at most so many of the posts for which this holds, as evenly_over_time does, and how many there are.

    posts: created_at, post and what is wanted of them.
    """
    chosen = posts.filter(which)
    times = chosen.select(pl.col("created_at").to_physical()).collect().to_series().sort(nulls_last=False)
    if times.len() <= most:
        return evenly_over_time(collect_few(chosen), most), times.len()
    places = places_over_time([times.len()], most)
    wanted = times.gather(places)
    # Of posts of one time the id decides: those of the times in question are read and put in order.
    at = pl.col("created_at").to_physical().is_in(wanted.unique().implode(), nulls_equal=True)
    return _at_places(collect_few(chosen.filter(at)).sort(ORDER), times, places), times.len()


def _at_places(near: pl.DataFrame, times: pl.Series, places: NDArray[np.int64]) -> pl.DataFrame:
    """Return the posts at these places of all, whose sorted times are given; near: all posts of their times, in order.

    A place among all becomes one among the near: as far behind the first post of its time as it was.
    """
    every, own = (one.fill_null(np.iinfo(np.int64).min).to_numpy() for one in (times, near["created_at"].to_physical()))
    behind = places - np.searchsorted(every, every[places])
    return near[np.searchsorted(own, every[places]) + behind]
