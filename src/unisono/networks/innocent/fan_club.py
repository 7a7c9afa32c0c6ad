"""Fan club: the members follow the same few authors and pass on what those publish."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

FEW_AUTHORS = 3
NONE_BELOW, FULL_FROM = 0.4, 0.9


def fit(view: NetworkView) -> Fit:
    """Return the share of the network's reposts and replies that go to its three most reposted authors, rescaled."""
    acted = view.acts.filter(pl.col("layer").is_in(["repost", "reply"]))
    if acted.height < 0.5 * view.acts.height or acted.height == 0:
        return Fit("fan_club", 0.0, f"{acted.height:,} of {view.acts.height:,} common acts are reposts or replies.")
    authors = acted.join(view.crowd.select("layer", "object", "author"), on=["layer", "object"], how="left")["author"]
    known = authors.drop_nulls()
    if len(known) == 0:
        return Fit("fan_club", 0.0, "Who wrote the reposted posts is not known, so this was not measured.")
    counts = known.value_counts(sort=True)
    share = float(counts["count"].head(FEW_AUTHORS).sum()) / len(authors)
    because = (
        f"{share:.0%} of {len(authors):,} common reposts and replies go to {min(FEW_AUTHORS, counts.height)} authors; "
        f"{counts.height:,} authors in all."
    )
    return Fit("fan_club", min(1.0, max(0.0, (share - NONE_BELOW) / (FULL_FROM - NONE_BELOW))), because)
