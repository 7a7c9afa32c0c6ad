"""Collection artefact: times that the collector set or rounded make acts look simultaneous."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

ORDINARY = 0.5
FEWEST_OBJECTS = 3
MOST_FOR_FULL_HOURS = 0.4  # a scheduler posts on full hours too, so these alone explain nothing


def fit(view: NetworkView) -> Fit:
    """Return how far the common posts bear times not their own: the collection's, a day's, or one instant's."""
    posts = view.acts.select("post", "layer", "object", "at").unique("post", keep="any", maintain_order=True)
    if posts.height == 0:
        return Fit("collection_artefact", 0.0, "There are no common acts.")
    observed = posts.join(view.posts.select("post", "created_at", "created_at_precision", "collected_at"), on="post")
    by_day = pl.col("created_at_precision") == "day"
    # To the minute, a collector that follows closely bears the same time without having set it.
    exact = pl.col("created_at_precision").fill_null("second") == "second"
    collected = exact & (pl.col("created_at") == pl.col("collected_at"))
    set_share = observed.filter((by_day | collected).fill_null(value=False))["post"].n_unique() / posts.height
    instant = _largest_instant(posts)
    on_the_hour = posts.filter((pl.col("at").dt.minute() == 0) & (pl.col("at").dt.second() == 0)).height / posts.height
    value = max(_beyond(set_share), _beyond(instant), min(MOST_FOR_FULL_HOURS, _beyond(on_the_hour)))
    because = (
        f"{set_share:.0%} of the {posts.height:,} common posts bear the time of their collection or a day without "
        "an hour; "
        f"{on_the_hour:.0%} bear a full hour; {instant:.0%} bear one and the same instant on several objects."
    )
    return Fit("collection_artefact", value, because)


def _largest_instant(posts: pl.DataFrame) -> float:
    """Return the share of the posts with the most common instant, where it joins at least three different objects."""
    instants = posts.group_by("at").agg(
        pl.len().alias("posts"), pl.struct("layer", "object").n_unique().alias("objects")
    )
    largest = instants.filter(pl.col("objects") >= FEWEST_OBJECTS)["posts"].max()
    return (largest if isinstance(largest, int) else 0) / posts.height


def _beyond(share: float) -> float:
    return max(0.0, (share - ORDINARY) / (1.0 - ORDINARY))
