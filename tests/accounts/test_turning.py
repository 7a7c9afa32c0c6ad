"""Changes of subject are found at their date, and shuffled or steady accounts have uniform p-values."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from scipy.stats import kstest

from tests.accounts.turning_town import START, Town, crowd
from unisono.accounts.mixes import read_mixes
from unisono.accounts.read_posts import HeldPosts
from unisono.accounts.timelines import read_timelines
from unisono.accounts.turning import (
    TURNS,
    Turning,
    Turns,
    blocks_of,
    find_turns,
    name_turns,
    tails_of_shuffles,
    weighed_days,
)
from unisono.engine.mixes import scan_splits, shuffle_blocks


def turns_of(posts: pl.DataFrame, settings: Turning | None = None) -> pl.DataFrame:
    timelines = read_timelines(posts)
    return find_turns(read_mixes(timelines, HeldPosts(posts)), timelines.accounts, settings or Turning())


def test_a_change_is_dated_within_its_interval() -> None:
    town = crowd()
    town.live("turner", "football", then="vote", since=35.0)
    table = turns_of(town.posts())
    assert dict(table.schema) == TURNS
    row = table.row(by_predicate=pl.col("account") == "here:turner", named=True)
    changed = START + timedelta(days=35)
    assert abs(row["turned_at"] - changed) < timedelta(days=3)
    assert row["earliest"] - timedelta(days=1) <= changed <= row["latest"] + timedelta(days=1)
    assert row["p"] < 1e-4
    assert row["divergence"] > 0.3 > row["by_chance"] + row["drift"]
    others = table.filter(pl.col("account") != "here:turner")
    assert others["p"].min() > 1e-4


def test_the_order_of_rows_and_other_accounts_do_not_matter() -> None:
    town = crowd(people=30)
    town.live("turner", "football", then="vote", since=25.0)
    posts = town.posts()
    assert turns_of(posts).drop("place", "split").equals(turns_of(posts.reverse()).drop("place", "split"))


def test_what_all_others_do_at_a_date_is_no_change() -> None:
    town = Town()
    for number in range(60):
        town.live(f"p{number}", ("football", "baking", "garden")[number % 3], then="vote", since=30.0)
    table = turns_of(town.posts())
    assert table["p"].min() > 1e-3


@pytest.mark.parametrize("seed", [1, 2])
def test_the_p_values_of_steady_accounts_are_uniform(seed: int) -> None:
    posts = crowd(seed, people=300).posts()
    timelines = read_timelines(posts)
    mixes = read_mixes(timelines, HeldPosts(posts))
    days, everyone = weighed_days(mixes), np.arange(len(mixes), dtype=np.int32)
    _, strongest, _ = scan_splits(days, edge=5)
    shuffled = shuffle_blocks(
        days,
        edge=5,
        chosen=everyone,
        blocks=blocks_of(mixes, Turning(longest_block_days=1.0)),
        seeds=everyone.astype(np.int64) + 1,
        known=np.empty((len(mixes), 0)),
        shuffles=99,
    )
    p = tails_of_shuffles(strongest, shuffled)
    assert kstest(p, "uniform").pvalue > 0.01
    assert (p < 0.01).mean() < 0.03


def test_a_filter_first_makes_no_p_value_smaller() -> None:
    posts = crowd(5, people=90).posts()
    table = turns_of(posts)
    assert (table["p"] < 0.05).mean() <= 0.08
    # All are shuffled where nothing is asked of a change.
    everyone = turns_of(posts, replace(Turning(), least_change=-1.0, least_spreads=0.0))
    assert (everyone["p"] < 1.0).mean() > 0.4
    assert (everyone["p"] < 0.05).mean() <= 0.12


def test_a_tail_is_counted_where_shuffles_reach_it_and_fitted_where_none_does() -> None:
    shuffled = np.random.default_rng(1).gumbel(size=(3, 199))
    own = np.array([0.0, 3.0, 12.0])
    p = tails_of_shuffles(own, shuffled)
    exact = 1 - np.exp(-np.exp(-own))
    assert p[0] == (1 + (shuffled[0] >= 0.0).sum()) / 200
    np.testing.assert_allclose(np.log10(p), np.log10(exact), atol=0.6)
    few = tails_of_shuffles(own, shuffled[:, :9])
    assert few.min() >= 0.1


def test_a_case_without_busy_accounts_gives_an_empty_table() -> None:
    town = Town()
    town.live("ann", "baking", posts=5)
    assert dict(turns_of(town.posts()).schema) == TURNS
    assert turns_of(town.posts()).height == 0


def test_only_what_is_large_and_can_be_named_counts_as_found() -> None:
    town = crowd()
    town.live("turner", "football", then="vote", since=35.0)
    posts = town.posts()
    timelines = read_timelines(posts)
    mixes = read_mixes(timelines, HeldPosts(posts))
    table = find_turns(mixes, timelines.accounts)
    named = name_turns(table, mixes, HeldPosts(posts))
    assert named.unnamed == frozenset()
    assert named.found()["account"].to_list() == ["here:turner"]
    # The same days without words and tags: nothing is left that could be named.
    silent = posts.with_columns(text=pl.lit(""), hashtags=pl.lit([], pl.List(pl.String)))
    unnamed = name_turns(table, mixes, HeldPosts(silent))
    assert unnamed.unnamed == {"here:turner"}
    assert unnamed.found().height == 0
    small = pl.when(pl.col("account") == "here:turner").then(0.09).otherwise("divergence").alias("divergence")
    assert Turns(table.with_columns(small), mixes).found().height == 0


def test_who_was_not_shuffled_has_no_figure_of_chance() -> None:
    table = turns_of(crowd().posts())
    assert table["by_chance"].null_count() > 0
    assert set(table.filter(pl.col("by_chance").is_null())["p"]) == {1.0}
