"""Hashtags used against a target: those that the user gave, and those whose posts are mostly hostile and at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from unisono.detectors.targets.posts_about import PostsAbout
from unisono.significance.shares import wilson_interval
from unisono.traces.hashtag import fold_tag

LEAST_POSTS = 10
LEAST_ACCOUNTS = 3
"""Posts about the target, and accounts, below which a hashtag is nobody's campaign."""

ABOUT_TARGET = 0.5
"""Share of all posts with the hashtag that are about the target: a hashtag of everything is against nobody."""

HOSTILE = 0.4
HOSTILE_AT_LEAST = 0.2
"""Share of its posts about the target that are hostile, and what that share is at least (Wilson, 95 %). The word lists
know a part of what is hostile, so a hashtag of nothing else need not reach one."""

WITHIN_DAYS = 2
AT_ONCE = 0.5
"""Share of its posts that came within so many days: a campaign comes in bursts, a topic stays."""

CAMPAIGNS: dict[str, pl.DataType] = {
    "target": pl.UInt32(),
    "tag": pl.String(),
    "given": pl.Boolean(),  # the user said that it is used against the target
    "posts": pl.Int64(),  # posts about the target with the tag
    "accounts": pl.Int64(),
    "hostile": pl.Int64(),
    "all_posts": pl.Int64(),  # posts with the tag in the whole case
    "first_at": pl.Datetime("us", "UTC"),
}
"""One row for each target and hashtag used against it."""


def find_tag_campaigns(found: PostsAbout, hostile: pl.Series) -> pl.DataFrame:
    """Return CAMPAIGNS, by target, most posts first; hostile: the acts whose words are hostile."""
    given = (
        pl.DataFrame(
            [
                {"target": number, "tag": fold_tag(tag), "given": True}
                for number, target in enumerate(found.targets)
                for tag in target.hashtags
            ],
            schema={"target": pl.UInt32, "tag": pl.String, "given": pl.Boolean},
        )
        .drop_nulls("tag")
        .unique(["target", "tag"], maintain_order=True)
    )
    used = found.about.join(found.tags, on="act")
    told = used.with_columns(
        found.acts["account"].gather(used["act"]),
        found.acts["at"].gather(used["act"]),
        pl.col("act").is_in(hostile.implode()).alias("is_hostile"),
    )
    counted = told.group_by("target", "tag").agg(
        pl.len().cast(pl.Int64).alias("posts"),
        pl.col("account").n_unique().cast(pl.Int64).alias("accounts"),
        pl.col("is_hostile").sum().cast(pl.Int64).alias("hostile"),
        pl.col("at").min().alias("first_at"),
        pl.col("at").dt.epoch("us").sort().alias("times"),
    )
    everywhere = found.tags.group_by("tag").agg(pl.len().cast(pl.Int64).alias("all_posts"))
    table = (
        counted.join(given, on=["target", "tag"], how="left")
        .join(everywhere, on="tag", how="left")
        .with_columns(pl.col("given").fill_null(value=False))
    )
    likely = (
        (pl.col("posts") >= LEAST_POSTS)
        & (pl.col("accounts") >= LEAST_ACCOUNTS)
        & (pl.col("posts") >= ABOUT_TARGET * pl.col("all_posts"))
        & (pl.col("hostile") >= HOSTILE * pl.col("posts"))
    )
    # Only the few hashtags that are left are looked at one by one.
    kept = [row["given"] or _is_hostile_at_once(row) for row in table.filter(pl.col("given") | likely).to_dicts()]
    chosen = table.filter(pl.col("given") | likely).filter(pl.Series(kept, dtype=pl.Boolean))
    return chosen.select(list(CAMPAIGNS)).sort("target", "posts", "tag", descending=[False, True, False])


def _is_hostile_at_once(row: dict[str, Any]) -> bool:  # Any: a cell holds what its column says
    low = wilson_interval(row["hostile"], row["posts"])[0]
    return low >= HOSTILE_AT_LEAST and densest_share(row["times"]) >= AT_ONCE


def densest_share(times: Sequence[int]) -> float:
    """Return the largest share of these times (microseconds, ascending) that lies within WITHIN_DAYS days."""
    moments = np.array(times, dtype=np.int64)
    within = np.searchsorted(moments, moments + WITHIN_DAYS * 86_400_000_000, side="right") - np.arange(len(moments))
    return float(within.max() / len(moments)) if len(moments) else 0.0
