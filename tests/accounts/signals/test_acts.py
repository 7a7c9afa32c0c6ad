"""Posts in the order of the timelines, with columns that may be missing."""

import math

import polars as pl

from tests.accounts.signals.lives import acts_of, posts_of
from unisono.accounts.known import KnownAccounts
from unisono.accounts.signals.acts import Acts


def test_columns_come_in_the_order_of_the_timelines() -> None:
    acts = acts_of(
        [
            {"account_id": "b", "seconds": 5, "text": "b5"},
            {"account_id": "a", "seconds": 9, "text": "a9"},
            {"account_id": "a", "seconds": 1, "text": "a1", "kind": "reply"},
        ]
    )
    assert acts.column(pl.col("text")).to_list() == ["a1", "a9", "b5"]
    assert acts.flags(pl.col("text") == "a9").tolist() == [False, True, False]
    assert acts.numbers(pl.col("text").str.slice(1).cast(pl.Int64)).tolist() == [1.0, 9.0, 5.0]
    assert acts.is_kind("reply").tolist() == [True, False, False]
    assert acts.owners.tolist() == [0, 0, 1]
    assert acts.accounts == 2


def test_a_column_that_was_not_read_is_not_there() -> None:
    posts = posts_of([{"account_id": "a", "seconds": 5}]).drop("client", "text")
    acts = Acts(KnownAccounts(posts))
    assert not acts.has("client") and acts.has("account_id")
    assert math.isnan(acts.numbers(pl.col("text").str.len_chars())[0])
    assert acts.flags(pl.col("client") == "x").tolist() == [False]


def test_posts_within_a_minute_belong_to_the_one_before() -> None:
    acts = acts_of([{"account_id": "a", "seconds": second} for second in (0, 59, 119, 500)])
    assert acts.apart.tolist() == [True, False, True, True]
    assert acts.timed_gaps.tolist() == [False, True, True, True]


def test_gaps_beside_a_post_of_which_only_the_day_is_known_are_not_timed() -> None:
    rows = [{"account_id": "a", "seconds": 1_000 * step} for step in range(4)]
    rows[1]["created_at_precision"] = "day"
    acts = acts_of(rows)
    assert acts.timed_gaps.tolist() == [False, False, False, True]
