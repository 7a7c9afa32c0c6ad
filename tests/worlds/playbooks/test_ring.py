"""A ring: members repost members, never themselves."""

import polars as pl

from tests.worlds.playbooks.planted_world import stage_world


def test_a_ring_reposts_its_own_members() -> None:
    staged = stage_world("ring", size=10, acts=20)
    members = [account.removeprefix("twitter:") for account in staged.truth["accounts"]]
    reposts = staged.acts.filter(pl.col("kind") == "repost")
    assert reposts["ref_account_id"].is_in(members).all()
    assert (reposts["account_id"] != reposts["ref_account_id"]).all()
    assert reposts.height == 20 * 9
