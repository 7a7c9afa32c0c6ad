"""Profiles that come with every post, thinned to dated snapshots that say something new."""

import polars as pl

from unisono.model.tables import ACCOUNTS, conform

KEY = ("platform", "account_id")
ABOUT_THE_ROW = (*KEY, "observed_at", "source_sha256", "source_row")


def thin_snapshots(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep of each account the last profile of each UTC day, and of those the ones that differ from the one before.

    Rows without an account, or without anything about it beyond its handle, are left out; a file that states no
    observation time gives one snapshot for each state of the profile.
    """
    profiles = conform(rows, ACCOUNTS).filter(pl.col("account_id").is_not_null())
    said = [name for name in ACCOUNTS if name not in (*ABOUT_THE_ROW, "handle")]
    stated = [name for name in said if profiles[name].null_count() < profiles.height]
    if not stated:
        return profiles.clear()
    profiles = profiles.filter(pl.any_horizontal(pl.col(stated).is_not_null())).sort("observed_at", "source_row")
    state = pl.struct("handle", *stated)
    day = pl.col("observed_at").dt.date().alias("day")
    daily = profiles.filter(pl.struct(*KEY, day, _state_if_undated(stated)).is_last_distinct())
    return daily.filter((state != state.shift(1).over(KEY)).fill_null(value=True)).sort("source_row")


def _state_if_undated(stated: list[str]) -> pl.Expr:
    """Tell the states of an undated profile apart; null for dated ones, of which the last of the day is kept."""
    return pl.when(pl.col("observed_at").is_null()).then(pl.struct("handle", *stated)).alias("state")
