"""Threat waves: hundreds in a day at one person, hardly two the same, and half of the senders come twice."""

import polars as pl

from tests.worlds.playbooks.planted_world import stage_world


def test_hundreds_of_threats_come_in_one_day() -> None:
    staged = stage_world("threat_wave", size=40, acts=30)
    for wave in staged.world.truth["networks"]:
        target = wave["target"].removeprefix("twitter:")
        threats = staged.acts_of(wave["accounts"]).filter(pl.col("mentions").list.contains(target))
        assert threats.height > 400
        assert threats["created_at"].dt.date().n_unique() == 1
        assert threats["text"].n_unique() > 150
        assert {"reply", "post"} == set(threats["kind"])


def test_half_of_the_members_send_both_waves() -> None:
    staged = stage_world("threat_wave", size=40, acts=30)
    first, second = staged.world.truth["networks"]
    assert len(set(first["accounts"]) & set(second["accounts"])) == 20
    assert first["target"] != second["target"]
    assert first["roles"]["shared"] == second["roles"]["shared"]


def test_people_answer_the_threatened_journalist_too() -> None:
    staged = stage_world("threat_wave", size=40, acts=30)
    wave = staged.world.truth["networks"][0]
    target = wave["target"].removeprefix("twitter:")
    replies = staged.world.posts.filter(pl.col("ref_account_id") == target, pl.col("kind") == "reply")
    senders = {account.removeprefix("twitter:") for account in wave["accounts"]}
    assert replies.filter(~pl.col("account_id").is_in(sorted(senders))).height >= 30
