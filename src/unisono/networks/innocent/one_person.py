"""One person's many accounts: a handful of accounts that present themselves as the same."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

FEW = 6
LONGEST_STEM = 8
SHORTEST_STEM = 4


def fit(view: NetworkView) -> Fit:
    """Return the share of members with the second most common of three signs, for up to six accounts.

    The signs: one display name, one biography, handles that begin alike. One sign alone is also what hired accounts
    made from one form have, so two are asked for.
    """
    size = view.members.height
    if size > FEW:
        return Fit(
            "one_person", 0.0, f"{size:,} accounts are more than one person usually runs in the open (up to {FEW})."
        )
    names = _most_alike(view.profiles["display_name"].str.strip_chars().str.to_lowercase())
    biographies = _most_alike(view.profiles["bio"].str.strip_chars().str.to_lowercase())
    stems = view.profiles["handle"].str.to_lowercase().str.replace(r"[\d_.]+$", "").str.head(LONGEST_STEM)
    handles = _most_alike(stems.filter(stems.str.len_chars() >= SHORTEST_STEM))
    because = (
        f"Of {size:,} accounts, {names:,} have one display name, {biographies:,} one biography, and {handles:,} "
        "handles that begin alike; two such signs are asked for."
    )
    return Fit("one_person", sorted((names, biographies, handles))[1] / max(1, size), because)


def _most_alike(written: pl.Series) -> int:
    """Return how many share the most common value, 0 where nobody shares one; nothing written is no value."""
    counts = written.drop_nulls().value_counts(sort=True).rename({written.name: "value"})
    shared = counts.filter((pl.col("value") != "") & (pl.col("count") >= 2))
    return int(shared["count"][0]) if shared.height else 0
