"""Agreed activism: people who agree in the open on an hour and a text, once or twice, and have lives of their own."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

MOST_OCCASIONS = 2
OCCASION = pl.duration(hours=1)
GATHERED_FROM = 0.9
MOST_POSTS_PER_OCCASION = 2.0
OWN_LIFE_FROM = 0.3


def fit(view: NetworkView) -> Fit:
    """Return how much of its own life the median member has, if one or two single hours hold nearly all common posts.

    At least nine tenths of the posts fall in two spans of an hour, and the median member posted at most twice in each.
    """
    posts = view.acts.select("post", "account", "at").unique("post", keep="any")
    if posts.height == 0:
        return Fit("agreed_activism", 0.0, "There are no common acts.")
    counts = _fullest_hours(posts["at"])
    gathered = sum(counts) / posts.height
    each = posts.group_by("account").len()["len"].median()
    per_occasion = (float(each) if isinstance(each, int | float) else 0.0) / len(counts)
    explained = view.members["explained_share"].median()
    own_life = 1.0 - float(explained) if isinstance(explained, int | float) else 0.0
    because = (
        f"{gathered:.0%} of {posts.height:,} common posts fall in {'one hour' if len(counts) == 1 else 'two hours'}, "
        f"with {per_occasion:.2g} by the median member in each; of what that member did, {own_life:.0%} had nothing to "
        "do with the network."
    )
    if gathered < GATHERED_FROM or per_occasion > MOST_POSTS_PER_OCCASION:
        return Fit("agreed_activism", 0.0, because)
    return Fit("agreed_activism", min(1.0, max(0.0, own_life) / OWN_LIFE_FROM), because)


def _fullest_hours(times: pl.Series) -> list[int]:
    """Return how many of these moments the fullest hour holds, and the fullest of what is left."""
    left = times.sort()
    counts: list[int] = []
    while len(left) and len(counts) < MOST_OCCASIONS:
        frame = pl.DataFrame({"at": left})
        held = frame.with_row_index().rolling("at", period="1h", closed="both").agg(pl.len().alias("held"))
        best = held.sort("held", "at", descending=[True, False]).row(0, named=True)
        counts.append(int(best["held"]))
        left = frame.filter((pl.col("at") > best["at"]) | (pl.col("at") < pl.lit(best["at"]) - OCCASION))["at"]
    return counts
