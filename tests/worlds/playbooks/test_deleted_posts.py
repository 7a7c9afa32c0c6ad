"""Deleted posts: nine of ten of the network's are gone, and hardly any of other people's."""

import polars as pl

from tests.worlds.playbooks.planted_world import stage_world


def test_nine_of_ten_posts_are_deleted() -> None:
    staged = stage_world("deleted_posts", size=30, acts=12)
    gone = staged.acts.select(pl.col("is_deleted").fill_null(False).mean()).item()
    assert 0.85 < gone < 0.95


def test_only_the_network_deletes_what_it_copies() -> None:
    staged = stage_world("deleted_posts", size=30, acts=12)
    others = staged.world.posts.filter(~("twitter:" + pl.col("account_id")).is_in(staged.truth["accounts"]))
    assert others.select(pl.col("is_deleted").fill_null(False).sum()).item() == 0
    assert set(staged.acts["text"]) == set(staged.truth["texts"])
    assert staged.acts["hashtags"].explode().unique().to_list() == staged.truth["tags"]
