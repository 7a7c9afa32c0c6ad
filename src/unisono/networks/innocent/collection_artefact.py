"""Collection artefact: times that the collector set or rounded make acts look simultaneous."""

import polars as pl

from unisono.networks.innocent.networks_view import Facts, Fit, NetworksView

ORDINARY = 0.5
FEWEST_OBJECTS = 3
STREAMED = ("bluesky",)
"""Platforms whose own stream says when each post came to be: it is seen at that moment, and no collector set it."""

MOST_FOR_FULL_HOURS = 0.4  # a scheduler posts on full hours too, so these alone explain nothing


def fit(view: NetworksView) -> list[Fit]:
    """Return how far the common posts bear times not their own: the collection's, a day's, or one instant's."""
    posts = view.acts.select("network", "post", "layer", "object", "at").unique(
        ["network", "post"], keep="any", maintain_order=True
    )
    full = (pl.col("at").dt.minute() == 0) & (pl.col("at").dt.second() == 0)
    hours = posts.filter(full).group_by("network").agg(pl.len().alias("on_the_hour"))
    return [_judge(facts) for facts in view.facts(hours, _set_by_collection(view, posts), _largest_instants(posts))]


def _judge(facts: Facts) -> Fit:
    posts = facts["posts"]
    if posts == 0:
        return Fit("collection_artefact", 0.0, "There are no common acts.")
    set_share, instant, on_the_hour = ((facts[name] or 0) / posts for name in ("set", "instant", "on_the_hour"))
    value = max(_beyond(set_share), _beyond(instant), min(MOST_FOR_FULL_HOURS, _beyond(on_the_hour)))
    because = (
        f"{set_share:.0%} of the {posts:,} common posts bear the time of their collection or a day without "
        "an hour; "
        f"{on_the_hour:.0%} bear a full hour; {instant:.0%} bear one and the same instant on several objects."
    )
    return Fit("collection_artefact", value, because)


def _set_by_collection(view: NetworksView, posts: pl.DataFrame) -> pl.DataFrame:
    """Return (network, set): how many posts bear the time of their collection, or no time of day."""
    observed = posts.select("network", "post").join(
        view.posts.select("post", "created_at", "created_at_precision", "collected_at"), on="post"
    )
    by_day = pl.col("created_at_precision") == "day"
    # To the minute, a collector that follows closely bears the same time without having set it.
    exact = pl.col("created_at_precision").fill_null("second") == "second"
    is_streamed = pl.any_horizontal(pl.col("post").str.starts_with(f"{platform}:") for platform in STREAMED)
    collected = exact & ~is_streamed & (pl.col("created_at") == pl.col("collected_at"))
    found = observed.filter((by_day | collected).fill_null(value=False))
    return found.group_by("network").agg(pl.col("post").n_unique().alias("set"))


def _largest_instants(posts: pl.DataFrame) -> pl.DataFrame:
    """Return (network, instant): the posts with the most common moment that joins at least three different objects."""
    moment = ["network", "at"]
    crowded = posts.filter(pl.len().over(moment) >= FEWEST_OBJECTS)
    objects = crowded.select(*moment, "layer", "object").unique().group_by(moment).agg(pl.len().alias("objects"))
    joining = objects.filter(pl.col("objects") >= FEWEST_OBJECTS)
    instants = crowded.join(joining, on=moment, how="semi").group_by(moment).agg(pl.len().alias("instant"))
    return instants.group_by("network").agg(pl.col("instant").max())


def _beyond(share: float) -> float:
    return max(0.0, (share - ORDINARY) / (1.0 - ORDINARY))
