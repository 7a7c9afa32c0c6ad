"""Profiles are thinned to what says something new."""

import random
from datetime import UTC, datetime
from typing import Any

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


def thin_by_hand(rows: list[dict[str, Any]]) -> list[int]:  # cells are of several types
    """Return the rows that are kept, one account after the other, as the docstring of thin_snapshots says it."""
    accounts: dict[Any, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (row["observed_at"] is not None, row["observed_at"] or at(1, 0))):
        if row["account_id"] is not None and (row["bio"], row["followers"]) != (None, None):
            accounts.setdefault((row["platform"], row["account_id"]), []).append(row)
    kept: list[int] = []
    for seen in accounts.values():
        last = {_of_the_day(row): row for row in seen}
        before: Any = ()
        for row in (row for row in seen if last[_of_the_day(row)] is row):
            if _state(row) != before:
                kept.append(row["source_row"])
            before = _state(row)
    return sorted(kept)


def _state(row: dict[str, Any]) -> Any:  # cells are of several types
    return row["handle"], row["bio"], row["followers"]


def _of_the_day(row: dict[str, Any]) -> Any:  # as above
    return row["observed_at"].date() if row["observed_at"] else _state(row)


def test_random_profiles_are_thinned_as_a_plain_loop_thins_them() -> None:
    for seed in range(60):
        chance = random.Random(seed)
        rows = [
            {
                "platform": chance.choice(["a", "b", None]),
                "account_id": chance.choice(["1", "2", None]),
                "handle": chance.choice(["x", "y", None]),
                "bio": chance.choice(["x", "y", None]),
                "followers": chance.choice([1, 2, None]),
                "observed_at": at(chance.randrange(1, 5), chance.randrange(24)) if chance.random() < 0.6 else None,
                "source_row": number,
            }
            for number in range(40)
        ]
        kept = thin_snapshots(pl.DataFrame(rows, schema_overrides={"observed_at": pl.Datetime("us", "UTC")}))
        assert kept["source_row"].to_list() == thin_by_hand(rows)
