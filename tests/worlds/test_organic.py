"""Ordinary life: shared interests, quick and slow reactions, super-fans."""

import numpy as np
import polars as pl

from unisono.worlds import WorldSettings, build_world
from unisono.worlds.organic import first_of_each

LIFE = WorldSettings(posts=12_000, accounts=1_200, decoys=(), super_fan_share=0.1)


def test_nobody_reposts_the_same_post_twice_in_ordinary_life() -> None:
    posts = build_world(WorldSettings(posts=6_000, accounts=700, decoys=(), super_fan_share=0.0), seed=1).posts
    reposts = posts.filter(pl.col("kind") == "repost")
    assert reposts.select("account_id", "ref_post_id").is_duplicated().sum() == 0


def test_super_fans_answer_within_a_minute_all_the_time() -> None:
    world = build_world(LIFE, seed=2)
    fans = world.accounts["account_id"][:120].to_list()
    reposts = world.posts.filter(pl.col("kind") == "repost").with_columns(
        lag=(pl.col("created_at") - pl.col("ref_created_at")).dt.total_seconds()
    )
    quick = reposts.with_columns(fan=pl.col("account_id").is_in(fans)).group_by("fan").agg((pl.col("lag") < 60).mean())
    shares = dict(quick.rows())
    assert shares[True] > 0.6
    assert shares[False] < 0.15


def test_communities_share_authors() -> None:
    world = build_world(LIFE, seed=3)
    reposts = world.posts.filter(pl.col("kind") == "repost")
    authors = reposts.group_by("account_id").agg(pl.len(), pl.col("ref_account_id").n_unique().alias("authors"))
    busy = authors.filter(pl.col("len") >= 15)
    assert busy.height > 20
    assert (busy["authors"] < busy["len"]).mean() > 0.9


def test_only_the_first_of_two_equal_acts_counts() -> None:
    assert first_of_each(np.array([1, 1, 2, 1]), np.array([9, 9, 9, 8])).tolist() == [True, False, True, True]
