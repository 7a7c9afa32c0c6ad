"""Collection artefact: times that were rounded or set by the collector make acts look simultaneous."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

ROUNDED_FROM = 0.5


def fit(view: NetworkView) -> Fit:
    """Return how far the common acts crowd on few instants or full hours, more than whole seconds would."""
    acts = view.acts.unique("post")
    if acts.height == 0:
        return Fit("collection_artefact", 0.0, "There are no common acts.")
    counts = acts.group_by("at").len()
    largest = float(counts["len"].max() or 0) / acts.height  # type: ignore[arg-type]  # a maximum of counts
    on_the_hour = float(acts.select(((pl.col("at").dt.minute() == 0) & (pl.col("at").dt.second() == 0)).mean()).item())
    value = max(0.0, (max(largest, on_the_hour) - ROUNDED_FROM) / (1.0 - ROUNDED_FROM))
    because = (
        f"{on_the_hour:.0%} of the {acts.height:,} posts bear a full hour, and the most common instant is that of "
        f"{largest:.0%} of them."
    )
    return Fit("collection_artefact", min(1.0, value), because)
