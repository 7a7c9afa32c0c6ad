"""Declared automation: accounts that say of themselves that a program posts for them."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

DECLARATION = (
    r"(?i)(^|[^a-z])(bot|robot|automated|automatic feed|rss|ifttt|autopost)([^a-z]|$)|[a-z0-9]_?bot$|бот([^а-я]|$)|"
    r"automático|automatisch|automatique|ボット|自动|自動|روبوت|آلي"
)


def fit(view: NetworkView) -> Fit:
    """Return the share of members whose profile says that it is automated."""
    profiles = view.profiles
    said = pl.any_horizontal(
        pl.col("is_bot_declared").fill_null(value=False),
        *(pl.col(name).str.contains(DECLARATION).fill_null(value=False) for name in ("handle", "display_name", "bio")),
    )
    declared = int(profiles.select(said.sum()).item()) if profiles.height else 0
    share = declared / max(1, view.members.height)
    return Fit("declared_bots", share, f"{declared:,} of {view.members.height:,} members say that they are automated.")
