"""A network for hire: shops first, a party among them after the turn."""

from datetime import datetime

import polars as pl

from tests.worlds.playbooks.planted_world import stage_world


def test_politics_begins_after_the_turn_and_advertisements_go_on() -> None:
    staged = stage_world("adverts_then_party", acts=40)
    turned = datetime.fromisoformat(staged.truth["turned_at"])
    is_party = pl.col("hashtags").list.len() > 0
    assert staged.acts.filter(is_party)["created_at"].min() > turned
    late = staged.acts.filter(pl.col("created_at") > turned)
    assert 0.2 < late.select(is_party.mean()).item() < 0.8
    assert late.filter(~is_party)["urls"].list.len().min() == 1


def test_hired_accounts_do_nothing_but_repost_many_shops() -> None:
    staged = stage_world("adverts_then_party", acts=40)
    assert staged.acts["kind"].unique().to_list() == ["repost"]
    assert staged.acts["ref_account_id"].n_unique() >= 6
    assert set(staged.acts["hashtags"].explode().drop_nulls()) == set(staged.truth["tags"])
