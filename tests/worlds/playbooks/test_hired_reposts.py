"""Hired reposts: scattered authors, one command each, and camouflage at the harder levels."""

import polars as pl

from tests.worlds.playbooks.planted_world import stage_world


def test_hired_accounts_repost_scattered_authors_within_seconds_of_each_other() -> None:
    acts = stage_world("hired_reposts").acts
    commands = acts.group_by("ref_post_id").agg(
        pl.len(), (pl.col("created_at").max() - pl.col("created_at").min()).dt.total_seconds().alias("span")
    )
    assert acts["kind"].unique().to_list() == ["repost"]
    assert commands["len"].min() == 20
    assert commands["span"].max() <= 60
    assert acts["ref_account_id"].n_unique() >= 12


def test_a_hard_net_is_mostly_camouflage() -> None:
    acts = stage_world("hired_reposts", "hard").acts
    by_target = acts.drop_nulls("ref_post_id").group_by("ref_post_id").len()
    commanded = by_target.filter(pl.col("len") >= 6)["len"].sum()
    assert 0.3 < commanded / acts.height < 0.55
