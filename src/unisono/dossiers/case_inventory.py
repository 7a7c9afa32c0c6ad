"""What a case holds, platform by platform and day by day, and the days of which it has hardly anything."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.coverage import dark_and_onset
from unisono.cases import Case

UNKNOWN = "unknown"

Card = dict[str, Any]  # Any: a card of plain values


def take_inventory(case: Case) -> Card:
    """Return posts, platforms (posts, accounts, first and last post), days (posts of each platform) and gaps.

    A day is one of the case's zone. A gap is a stretch of days between a platform's first and last post on which
    nobody, or hardly anybody beside usual days, posts there: `posts` says how many there are all the same.
    """
    posts = case.posts().select(
        pl.col("platform").fill_null(UNKNOWN).alias("platform"), "account_id", pl.col("created_at").alias("at")
    )
    day = pl.col("at").dt.convert_time_zone(case.zone).dt.date().alias("day")
    counted = posts.group_by("platform", day).agg(
        pl.len().alias("posts"),
        pl.col("account_id").n_unique().alias("accounts"),
        pl.col("at").min().alias("first_at"),
        pl.col("at").max().alias("last_at"),
    )
    accounts = posts.group_by("platform").agg(pl.col("account_id").drop_nulls().n_unique().alias("accounts"))
    days, people = pl.collect_all([counted.sort("platform", "day"), accounts])
    platforms = (
        days.group_by("platform")
        .agg(
            pl.col("posts").sum(),
            pl.col("first_at").min(),
            pl.col("last_at").max(),
            pl.col("posts").filter(pl.col("day").is_null()).sum().alias("without_time"),
        )
        .join(people, on="platform")
        .sort("posts", "platform", descending=[True, False])
    )
    dated = days.filter(pl.col("day").is_not_null()).select("platform", "day", "posts", "accounts")
    return {
        "posts": int(platforms["posts"].sum()),
        "accounts": int(platforms["accounts"].sum()),
        "first_at": platforms["first_at"].min(),
        "last_at": platforms["last_at"].max(),
        "platforms": platforms.to_dicts(),
        "days": dated.drop("accounts").to_dicts(),
        "gaps": [gap for platform in platforms["platform"] for gap in _gaps(platform, dated)],
    }


def _gaps(platform: str, dated: pl.DataFrame) -> list[Card]:
    """Return platform, first_day, last_day, days and posts of each stretch of days without posts."""
    own = dated.filter(pl.col("platform") == platform)
    if own.height < 2:
        return []
    first: date = own["day"][0]
    places = (own["day"] - first).dt.total_days().to_numpy()
    active = np.zeros(int(places[-1]) + 1, np.int64)
    active[places] = own["accounts"].to_numpy()
    posts = np.zeros(len(active), np.int64)
    posts[places] = own["posts"].to_numpy()
    dark, _ = dark_and_onset(active)
    return [
        {
            "platform": platform,
            "first_day": first + timedelta(days=begin),
            "last_day": first + timedelta(days=end - 1),
            "days": end - begin,
            "posts": int(posts[begin:end].sum()),
        }
        for begin, end in _stretches(dark)
    ]


def _stretches(dark: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where stretches of true values begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], dark, [False]])))
    return [(int(begin), int(end)) for begin, end in edges.reshape(-1, 2)]
