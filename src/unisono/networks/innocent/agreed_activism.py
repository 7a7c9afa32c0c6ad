"""Agreed activism: people who agree on an hour and a text, once or twice, and otherwise live their own lives."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

OCCASIONS = 3
OCCASION_LENGTH = "2h"
OWN_LIFE_FROM = 0.6


def fit(view: NetworkView) -> Fit:
    """Return how much of the common activity fell in three occasions of two hours, times how much life is left."""
    acts = view.acts
    if acts.height == 0:
        return Fit("agreed_activism", 0.0, "There are no common acts.")
    counts = acts.group_by(pl.col("at").dt.truncate(OCCASION_LENGTH)).len().sort("len", descending=True)
    gathered = float(counts["len"].head(OCCASIONS).sum()) / acts.height
    explained = view.members["explained_share"].median()
    own_life = 1.0 - float(explained) if isinstance(explained, float) else 0.0
    because = (
        f"{gathered:.0%} of the common acts fell in {min(OCCASIONS, counts.height)} spans of two hours; of what its "
        f"median member did, {own_life:.0%} had nothing to do with the network."
    )
    value = max(0.0, (gathered - 0.5) / 0.5) * min(1.0, own_life / OWN_LIFE_FROM)
    return Fit("agreed_activism", value, because)
