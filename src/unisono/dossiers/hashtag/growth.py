"""Growth: how many times an hour has what the 24 hours before it had, for one stream of posts and for many."""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.model.counting import counted
from unisono.significance.baselines import HOUR, Baseline
from unisono.significance.hour_spreads import tail

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]
Card = dict[str, Any]  # Any: what a dossier says depends on its subject

BEFORE = 24
"""Hours before an hour that say what was there."""

FEWEST_POSTS = 20
FEWEST_OTHERS = 20
"""Posts of a stream, and other tags, below which nothing is said."""


def growth_of_hours(counts: Int64) -> Float64:
    """Return (posts + 1) / (mean of the 24 hours before + 1) for each hour from the 25th on, along the last axis."""
    total = np.cumsum(counts, axis=-1, dtype=np.float64)
    total = np.concatenate([np.zeros_like(total[..., :1]), total], axis=-1)
    before = (total[..., BEFORE:-1] - total[..., : -BEFORE - 1]) / BEFORE
    return np.asarray((counts[..., BEFORE:] + 1.0) / (before + 1.0))


def largest_growths(uses: pl.DataFrame, span: tuple[int, int]) -> pl.DataFrame:
    """Return tag, posts, growth and at (its hour) of the fastest hour of each tag of uses (tag, at), fastest first.

    Hours of the first day of the span have no day before them and do not count. Only hours with posts are looked at.
    """
    hour = (pl.col("at").dt.epoch("us") // HOUR).alias("hour")
    counted = (
        uses.drop_nulls("at").group_by("tag", hour).agg(pl.len().cast(pl.Int64).alias("posts")).sort("tag", "hour")
    )
    start = span[0] // HOUR
    if counted.is_empty():
        return pl.DataFrame(
            schema={"tag": uses.schema["tag"], "posts": pl.Int64, "growth": pl.Float64, "at": pl.Datetime("us", "UTC")}
        )
    # One number for a tag and an hour; a tag's hours are further from the next one's than a day.
    places = counted["tag"].rle_id().to_numpy().astype(np.int64) * (10**9) + counted["hour"].to_numpy()
    total = np.concatenate(([0], np.cumsum(counted["posts"].to_numpy())))
    low, high = np.searchsorted(places, places - BEFORE), np.arange(places.size)
    growth = (counted["posts"].to_numpy() + 1.0) / ((total[high] - total[low]) / BEFORE + 1.0)
    told = counted.with_columns(pl.Series("growth", growth)).filter(pl.col("hour") >= start + BEFORE)
    sizes = counted.group_by("tag").agg(pl.col("posts").sum())
    best = told.sort("growth", "hour", descending=[True, False]).unique("tag", keep="first", maintain_order=True)
    at = (pl.col("hour") * HOUR).cast(pl.Datetime("us")).dt.replace_time_zone("UTC").alias("at")
    return (
        best.select("tag", "growth", at)
        .join(sizes, on="tag", maintain_order="left")
        .select("tag", "posts", "growth", "at")
    )


def describe_acceleration(counts: Int64, baseline: Baseline, others: pl.DataFrame | None) -> Card:
    """Return the fastest hour: value (times the day before), at, posts, usual, own_before, faster_share, n, p, says.

    own_before: the fastest hour until a day before that one; faster_share: how many of the case's other tags with posts
    enough (others: tag, posts, growth) have an hour as fast; p: of as many posts in some hour of the stream by chance.
    """
    card: Card = {
        "value": None, "at": None, "posts": None, "usual": None, "own_before": None, "faster_share": None,
        "others": None, "n": int(counts.sum()), "p": None, "cannot_say": None, "says": None,
    }  # fmt: skip
    if counts.sum() < FEWEST_POSTS or counts.size < 2 * BEFORE:
        why = (
            f"n = {counted(int(counts.sum()), 'post')}"
            if counts.sum() < FEWEST_POSTS
            else "the case covers less than two days"
        )
        return {**card, "cannot_say": f"cannot say, {why}", "says": f"How fast it grew: cannot say, {why}."}
    growth = growth_of_hours(counts)
    place = int(np.argmax(growth))
    hour = place + BEFORE
    earlier = growth[: max(place - BEFORE, 0)]
    expected = baseline.expected()[hour : hour + 1]
    chance = None
    if counts[hour] and not np.isnan(baseline.spread[0]):
        posts = counts[hour : hour + 1].astype(float)
        one = tail(posts, expected, np.full(1, baseline.spread[0]), baseline.error[0])
        chance = min(1.0, float(one[0]) * counts.size)
    compared = None if others is None else others.filter(pl.col("posts") >= FEWEST_POSTS)
    known = compared is not None and compared.height >= FEWEST_OTHERS
    faster = float((compared["growth"] >= growth[place]).mean()) if compared is not None and known else None
    card |= {
        "value": float(growth[place]),
        "at": _at(baseline.first_hour + hour),
        "posts": int(counts[hour]),
        "usual": float(counts[hour - BEFORE : hour].mean()),
        "own_before": float(earlier.max()) if earlier.size else None,
        "faster_share": faster,
        "others": compared.height if compared is not None and known else None,
        "p": chance,
    }
    return {**card, "says": _says(card)}


def _at(hour: int) -> object:
    return pl.Series([hour * HOUR]).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")[0]


def _says(card: Card) -> str:
    said = (
        f"Fastest hour: {card['at']:%Y-%m-%d %H:00} UTC, {counted(card['posts'], 'post')} after {card['usual']:,.2g} "
        f"an hour on the day before, a growth of {card['value']:,.3g} (with one added to each)"
    )
    if card["own_before"] is not None and card["own_before"] > 1:
        said += f"; until the day before its largest growth was {card['own_before']:,.3g}"
    if card["faster_share"] is not None:
        said += f"; {card['faster_share']:.0%} of {card['others']:,} other tags grew as fast in some hour"
    return said + "."
