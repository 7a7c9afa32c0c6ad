"""A watchlist: a tag and a link for a few days, then the next, among as many other things."""

import polars as pl

from tests.worlds.playbooks.planted_world import stage_world


def test_each_tag_is_pushed_for_a_few_days() -> None:
    staged = stage_world("watchlist", acts=60)
    pushed = staged.acts.filter(pl.col("kind") == "post").explode("hashtags").drop_nulls("hashtags")
    days = pushed.group_by("hashtags").agg(pl.col("created_at").dt.date().n_unique().alias("days"))
    days = days.filter(pl.col("hashtags").is_in(staged.truth["tags"]))
    assert days.height >= 6
    assert days["days"].max() <= 4


def test_half_of_what_listed_accounts_do_is_other_things() -> None:
    staged = stage_world("watchlist", size=10, acts=30)
    tagged = pl.col("hashtags").list.set_intersection(pl.lit(staged.truth["tags"])).list.len() > 0
    linked = pl.col("urls").list.set_intersection(pl.lit(staged.truth["links"])).list.len() > 0
    assert 0.3 < staged.acts.filter(~tagged & ~linked).height / staged.acts.height < 0.6
    own = staged.acts.filter(pl.col("kind") == "post")
    assert own.filter(linked).height > 0.2 * own.height
