"""The record of a scan says what was looked at."""

from datetime import timedelta

import polars as pl

from tests.detectors.small_world import world
from unisono.detectors.scan_record import CountedPosts, count_posts
from unisono.detectors.scanning import scan_posts
from unisono.model.settings import ScanSettings
from unisono.worlds.written import STARTS_AT


def test_posts_are_counted_with_their_accounts_and_their_span() -> None:
    posts = world().posts.head(50)
    counted = count_posts(posts)
    assert (counted.posts, counted.accounts) == (50, posts["account_id"].n_unique())
    assert STARTS_AT <= min(posts["created_at"]) == counted.first_at  # type: ignore[type-var]  # times, none is null
    assert count_posts(posts.clear()) == CountedPosts(0, 0, None, None)


def test_times_of_minute_precision_are_warned_of_with_their_layers() -> None:
    batch = world()
    coarse = batch.posts.with_columns(created_at_precision=pl.lit("minute"))
    record = scan_posts(coarse, batch.accounts, None, ScanSettings(only=(), twin=False)).record
    assert any("to the minute" in warning for warning in record["warnings"])
    assert record["settings"]["windows"][-1] == "any"


def test_a_crowded_layer_is_warned_of() -> None:
    batch = world()
    span = batch.posts.filter(pl.col("created_at") < STARTS_AT + timedelta(days=5))
    record = scan_posts(span, batch.accounts, None, ScanSettings(only=(), twin=False, emission_budget=200)).record
    assert any("is crowded" in warning for warning in record["warnings"])


def test_a_layer_whose_windows_were_all_searched_whole_is_not_called_crowded() -> None:
    batch = world()
    span = batch.posts.filter(pl.col("created_at") < STARTS_AT + timedelta(days=5))
    record = scan_posts(span, batch.accounts, None, ScanSettings(only=(), twin=False, windows=(60.0,))).record
    assert not any("is crowded" in warning for warning in record["warnings"])
