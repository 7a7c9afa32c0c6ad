"""Accounts are named by their profiles, else by their latest posts."""

from datetime import UTC, datetime, timedelta

import polars as pl

from unisono.detectors.profiles import profiles_of, with_persons
from unisono.model.tables import ACCOUNTS, POSTS, conform

START = datetime(2018, 6, 1, tzinfo=UTC)


def accounts_of(rows: list[tuple[str, str | None, str | None]]) -> pl.DataFrame:
    columns = {"account_id": pl.String, "handle": pl.String, "display_name": pl.String}
    table = pl.DataFrame(rows, schema=columns, orient="row").with_columns(pl.lit("x").alias("platform"))
    return conform(table.with_columns(pl.lit(7, pl.Int64).alias("followers")), ACCOUNTS)


def posts_of(rows: list[tuple[str, str | None, str | None]]) -> pl.DataFrame:
    columns = {"account_id": pl.String, "handle": pl.String, "display_name": pl.String}
    table = pl.DataFrame(rows, schema=columns, orient="row").with_row_index("post_id")
    times = pl.Series(
        [START + timedelta(minutes=number) for number in range(len(rows))], dtype=pl.Datetime("us", "UTC")
    )
    return conform(table.with_columns(pl.lit("x").alias("platform"), times.alias("created_at")), POSTS)


def names(table: pl.DataFrame) -> dict[str, tuple[str | None, str | None]]:
    return {
        account: (handle, name) for account, handle, name in table.select("account", "handle", "display_name").rows()
    }


def test_members_without_profiles_have_the_latest_names_of_their_posts() -> None:
    posts = posts_of(
        [("1", "old", "Old"), ("1", "new", "New"), ("1", None, None), ("2", "two", None), ("3", "no", None)]
    )
    table = profiles_of(accounts_of([]), posts, pl.Series(["x:1", "x:2"]))
    assert names(table) == {"x:1": ("new", "New"), "x:2": ("two", None)}


def test_a_profile_comes_before_posts_and_is_filled_where_it_lacks() -> None:
    posts = posts_of([("1", "posted", "Posted"), ("2", "posted2", "Posted 2")])
    table = profiles_of(accounts_of([("1", "known", None), ("2", None, "Known 2")]), posts, pl.Series(["x:1", "x:2"]))
    assert names(table) == {"x:1": ("known", "Posted"), "x:2": ("posted2", "Known 2")}
    assert table["followers"].to_list() == [7, 7]


def test_only_members_are_looked_up() -> None:
    posts = posts_of([("1", "one", None), ("2", "two", None)])
    table = profiles_of(accounts_of([("2", None, None)]), posts, pl.Series(["x:1"]))
    assert names(table) == {"x:1": ("one", None), "x:2": (None, None)}


def test_complete_profiles_stay_as_they_are() -> None:
    given = accounts_of([("1", "a", "A"), ("2", "b", "B")])
    assert profiles_of(given, posts_of([]), pl.Series(["x:1"])).drop("account").equals(given)


def test_nobody_in_a_network_needs_nothing() -> None:
    given = accounts_of([("1", None, None)])
    assert (
        profiles_of(given, posts_of([("1", "a", None)]), pl.Series([], dtype=pl.String)).drop("account").equals(given)
    )


def test_declared_persons_stand_beside_their_accounts_and_change_no_row() -> None:
    profiles = pl.DataFrame({"account": ["x:1", "x:2"], "handle": ["a", "b"]})
    links = pl.DataFrame({"account": ["x:2", "x:9"], "person": ["Ana", "Ana"], "because": ["z", "z"]})
    assert with_persons(profiles, links).rows() == [("x:1", "a", None), ("x:2", "b", "Ana")]
