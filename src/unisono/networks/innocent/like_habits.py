"""Like habits: friends, a family, hunters of prizes: few people who like the same and look at it in their own time."""

import polars as pl

from unisono.networks.innocent.delays import duration
from unisono.networks.innocent.networks_view import Facts, Fit, NetworksView
from unisono.significance.timing import OWN_WORDS

FEW = 12
COMMAND_WITHIN = 180.0
OWN_TIME_FROM = 360.0
"""Seconds to the next member on the same object, in the middle: commands and programs stay below, people rarely do."""


def fit(view: NetworksView) -> list[Fit]:
    """Return how far apart in time up to twelve members come to what they share: 0 up to 3 minutes, 1 from 6."""
    in_order = view.acts.sort("network", "layer", "object", "at", "account")
    same = ("network", "layer", "object")
    before = (pl.col("at") - pl.col("at").shift(1).over(same)).dt.total_milliseconds()
    after = (pl.col("at").shift(-1).over(same) - pl.col("at")).dt.total_milliseconds()
    nearest = in_order.with_columns((pl.min_horizontal(before, after) / 1000.0).alias("nearest_s"))
    medians = nearest.group_by("network").agg(
        pl.col("nearest_s").median(), pl.col("layer").is_in(OWN_WORDS).mean().alias("worded")
    )
    return [_judge(facts) for facts in view.facts(medians)]


def _judge(facts: Facts) -> Fit:
    size, nearest = facts["size"], facts["nearest_s"]
    if size > FEW:
        return Fit("like_habits", 0.0, f"Not applicable to {size:,} accounts: a circle of friends has up to {FEW}.")
    if (facts["worded"] or 0.0) > 0.5:
        told = "Not applicable: most common acts are words or pictures, which people with like interests do not share."
        return Fit("like_habits", 0.0, told)
    if nearest is None:
        return Fit("like_habits", 0.0, "No two members came to the same object.")
    value = min(1.0, max(0.0, (nearest - COMMAND_WITHIN) / (OWN_TIME_FROM - COMMAND_WITHIN)))
    return Fit(
        "like_habits",
        value,
        f"Half of the common acts are {duration(nearest)} or more from the next member's on the same object: commands "
        f"and programs bring members within {duration(COMMAND_WITHIN)} as a rule, people with like interests and hours "
        "come in their own time.",
    )
