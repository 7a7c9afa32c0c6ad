"""Agreed activism: people who agree in the open on an hour and a text, once or twice, and have lives of their own."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.networks.innocent.networks_view import Facts, Fit, NetworksView

MOST_OCCASIONS = 2
OCCASION_US = 3_600_000_000
GATHERED_FROM = 0.9
MOST_POSTS_PER_OCCASION = 2.0
OWN_LIFE_FROM = 0.3


def fit(view: NetworksView) -> list[Fit]:
    """Return how much of its own life the median member has, if one or two single hours hold nearly all common posts.

    At least nine tenths of the posts fall in two spans of an hour, and the median member posted at most twice in each.
    """
    posts = view.acts.select("network", "post", "account", "at").unique(["network", "post"], keep="any")
    made = posts.group_by("network", "account").agg(pl.len().alias("each"))
    moments = posts.sort("network", "at").group_by("network").agg(pl.col("at").to_physical().alias("moments"))
    hours = moments.select(
        "network", pl.Series("hours", [fullest_hours(own.to_numpy()) for own in moments["moments"]], pl.List(pl.Int64))
    )
    each = made.group_by("network").agg(pl.col("each").median())
    explained = view.members.group_by("network").agg(pl.col("explained_share").median().alias("explained"))
    return [_judge(facts) for facts in view.facts(hours, each, explained)]


def _judge(facts: Facts) -> Fit:
    if not facts["hours"]:
        return Fit("agreed_activism", 0.0, "There are no common acts.")
    counts, posts = facts["hours"], facts["posts"]
    gathered = sum(counts) / posts
    per_occasion = facts["each"] / len(counts)
    own_life = 1.0 - facts["explained"] if facts["explained"] is not None else 0.0
    because = (
        f"{gathered:.0%} of {posts:,} common posts fall in {'one hour' if len(counts) == 1 else 'two hours'}, "
        f"with {per_occasion:.2g} by the median member in each; of what that member did, {own_life:.0%} had nothing to "
        "do with the network."
    )
    if gathered < GATHERED_FROM or per_occasion > MOST_POSTS_PER_OCCASION:
        return Fit("agreed_activism", 0.0, because)
    return Fit("agreed_activism", min(1.0, max(0.0, own_life) / OWN_LIFE_FROM), because)


def fullest_hours(moments: NDArray[np.int64]) -> list[int]:
    """Return how many of these moments the fullest hour holds, and the fullest of what is left.

    moments: int64 (n), microseconds, ascending. An hour holds both its ends; of equally full ones the earliest counts.
    """
    left = moments
    counts: list[int] = []
    while len(left) and len(counts) < MOST_OCCASIONS:
        start = np.searchsorted(left, left - OCCASION_US, side="left")
        end = np.searchsorted(left, left, side="right")
        fullest = int(np.argmax(end - start))
        counts.append(int(end[fullest] - start[fullest]))
        left = np.concatenate([left[: start[fullest]], left[end[fullest] :]])
    return counts
