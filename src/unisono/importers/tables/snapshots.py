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
    profiles = profiles.filter(pl.any_horizontal(pl.col(stated).is_not_null()))
    new = _rows_that_differ(_numbered_states(profiles, ["handle", *stated]))
    return profiles[new].sort("source_row")


def _numbered_states(profiles: pl.DataFrame, stated: list[str]) -> pl.DataFrame:
    """Return `row`, `account`, `state`, `day` and `undated_state` of each profile, in the order of observation.

    Accounts and states are the number of the first row with the same: whole profiles are compared once, not in a sort.
    """
    row = pl.col("row")
    numbered = (
        profiles.with_row_index("row")
        .select(
            row,
            row.first().over(KEY).alias("account"),
            row.first().over(stated).alias("state"),
            "observed_at",
            "source_row",
        )
        .sort("observed_at", "source_row")
    )
    # Undated profiles are told apart by their state; of dated ones the last of the day is kept.
    undated = pl.when(pl.col("observed_at").is_null()).then("state")
    day = pl.col("observed_at").dt.date()
    return numbered.select("row", "account", "state", day.alias("day"), undated.alias("undated_state"))


def _rows_that_differ(numbered: pl.DataFrame) -> pl.Series:
    """Return the rows of the last profiles of each day whose state is another than that of the one before."""
    daily = numbered.filter(pl.struct("account", "day", "undated_state").is_last_distinct())
    state = pl.col("state")
    return daily.filter(state.ne_missing(state.shift(1).over("account")))["row"]
