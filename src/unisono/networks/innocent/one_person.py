"""One person's many accounts: a handful of accounts that present themselves as the same."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

FEW = 6


def fit(view: NetworkView) -> Fit:
    """Return the share of members that carry the most common name or biography, for small networks only."""
    size = view.members.height
    if size > FEW:
        return Fit("one_person", 0.0, f"{size:,} accounts are more than one person usually runs in the open (up to {FEW}).")
    shares = []
    for column in ("display_name", "bio"):
        written = view.profiles.select(pl.col(column).str.strip_chars().str.to_lowercase().replace("", None)).drop_nulls()
        largest = int(written.group_by(column).len()["len"].max() or 0)  # type: ignore[call-overload]  # a maximum of counts
        shares.append(largest / size if largest > 1 else 0.0)
    stems = view.members.select(pl.col("handle").str.to_lowercase().str.replace(r"[\d_.]+$", "").str.head(8)).drop_nulls()
    largest = int(stems.group_by("handle").len()["len"].max() or 0)  # type: ignore[call-overload]  # a maximum of counts
    shares.append(largest / size if largest > 1 else 0.0)
    because = (
        f"Of {size:,} accounts, the share with the same display name is {shares[0]:.0%}, with the same biography "
        f"{shares[1]:.0%}, with handles of one stem {shares[2]:.0%}."
    )
    return Fit("one_person", max(shares), because)
