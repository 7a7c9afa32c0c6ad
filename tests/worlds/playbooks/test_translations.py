"""Translated messages: one message, five languages, one minute."""

import polars as pl

from tests.worlds.playbooks.planted_world import stage_world


def test_a_message_comes_in_every_language_within_a_minute() -> None:
    staged = stage_world("translations", size=25, acts=1)
    assert staged.acts.height == 25
    assert staged.acts["text"].n_unique() == staged.acts["lang"].n_unique() == 5
    seconds = (staged.acts["created_at"] - staged.acts["created_at"].min()).dt.total_seconds()
    assert seconds.max() <= 60


def test_the_role_of_a_member_is_the_language_it_writes() -> None:
    staged = stage_world("translations", size=25, acts=6)
    for language, accounts in staged.truth["roles"].items():
        assert staged.acts_of(accounts)["lang"].unique().to_list() == [language]
    per_account = staged.acts.group_by("account_id").agg(pl.col("lang").n_unique())
    assert per_account["lang"].max() == 1
