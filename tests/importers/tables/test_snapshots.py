"""Profiles are thinned to what says something new."""

from datetime import UTC, datetime

import polars as pl

from unisono.importers.tables.snapshots import thin_snapshots


def profiles(*rows: tuple[str, int | None, datetime | None]) -> pl.DataFrame:
    schema = {"account_id": pl.String, "followers": pl.Int64, "observed_at": pl.Datetime("us", "UTC")}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(platform=pl.lit("twitter"), source_row=pl.int_range(2, pl.len() + 2, dtype=pl.Int64))


def at(day: int, hour: int) -> datetime:
    return datetime(2020, 5, day, hour, tzinfo=UTC)


def test_the_last_profile_of_a_day_is_kept_and_the_next_only_if_it_differs() -> None:
    kept = thin_snapshots(
        profiles(("ann", 1, at(1, 8)), ("ann", 2, at(1, 9)), ("ann", 2, at(2, 8)), ("ann", 3, at(3, 8)))
    )
    assert kept.select("followers", "source_row").rows() == [(2, 3), (3, 5)]


def test_profiles_of_two_accounts_do_not_hide_each_other() -> None:
    kept = thin_snapshots(profiles(("ann", 1, at(1, 8)), ("bob", 1, at(1, 9)), ("ann", 1, at(2, 8))))
    assert kept["account_id"].to_list() == ["ann", "bob"]


def test_undated_profiles_are_kept_once_for_each_state() -> None:
    kept = thin_snapshots(profiles(("ann", 1, None), ("ann", 1, None), ("ann", 2, None)))
    assert kept["followers"].to_list() == [1, 2]


def test_rows_that_say_nothing_about_the_account_give_no_profile() -> None:
    assert thin_snapshots(profiles(("ann", None, at(1, 8)))).is_empty()
    assert thin_snapshots(profiles((None, 3, at(1, 8)))).is_empty()  # type: ignore[arg-type]  # a row without author
