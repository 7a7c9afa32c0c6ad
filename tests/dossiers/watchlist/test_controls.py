"""Control lists are of other accounts, as many, as alike as there are, and the same for the same seed."""

from datetime import date

import polars as pl
import pytest

from unisono.dossiers.watchlist.controls import Controls, draw_controls, rank_in_controls


def peers_of(rows: list[tuple[str, str, str, int]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["account", "platform", "language", "posts"], orient="row")
    return frame.with_columns(pl.lit("all").alias("group"))


MANY = [(f"t:{number:04}", "t", "en" if number % 2 else "es", 1 + number) for number in range(600)]
MEMBERS = pl.Series([f"t:{number:04}" for number in range(100, 500, 20)])


def test_each_list_has_as_many_other_accounts_of_the_same_languages_and_like_activity() -> None:
    peers = peers_of(MANY)
    controls = draw_controls(peers, MEMBERS, lists=7, seed=3)
    own = peers.filter(pl.col("account").is_in(MEMBERS.implode()))
    for _, drawn in controls.accounts.group_by("list"):
        assert drawn["account"].n_unique() == drawn.height == len(MEMBERS)
        assert not set(drawn["account"]) & set(MEMBERS)
        known = drawn.join(peers, on="account")
        assert sorted(known["language"]) == sorted(own["language"])
        assert abs(known["posts"].mean() - own["posts"].mean()) < 30
    assert controls.same_language == 1.0
    assert controls.accounts["list"].n_unique() == 7


def test_the_same_seed_draws_the_same_lists_and_another_does_not() -> None:
    peers = peers_of(MANY)
    first, again, other = (draw_controls(peers, MEMBERS, seed=seed).accounts for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_the_order_of_members_and_accounts_changes_nothing() -> None:
    turned = draw_controls(peers_of(MANY[::-1]), MEMBERS.reverse(), seed=1)
    assert turned.accounts.equals(draw_controls(peers_of(MANY), MEMBERS, seed=1).accounts)


def test_a_language_of_too_few_others_is_matched_within_the_platform_and_told() -> None:
    rows = [*MANY, ("t:x1", "t", "ja", 5), ("t:x2", "t", "ja", 5), ("t:x3", "t", "ja", 5)]
    controls = draw_controls(peers_of(rows), pl.Series(["t:x1", "t:x2", "t:0101", "t:0103"]))
    assert controls.same_language == 0.5
    assert controls.accounts.height == 20 * 4


def test_where_others_are_too_few_nothing_is_drawn_and_the_reason_said() -> None:
    controls = draw_controls(peers_of(MANY[:30]), pl.Series([row[0] for row in MANY[:20]]))
    assert controls.accounts.height == 0
    assert (
        controls.cannot_say == "cannot say: 10 other accounts for 20 members with posts, and each needs one of its own"
    )


def test_members_without_posts_need_no_counterpart() -> None:
    assert draw_controls(peers_of(MANY), pl.Series(["t:0101", "t:silent"]), lists=1).accounts.height == 1


DAY = date(2018, 6, 1)


def uses_of(rows: list[tuple[str, str]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["account", "item"], orient="row").with_row_index("post")
    return frame.with_columns(pl.lit(DAY).alias("day"), pl.lit("hashtag").alias("kind"), pl.col("post").cast(pl.String))


def test_a_control_rank_is_the_mean_over_lists_and_an_unused_thing_stands_behind_all() -> None:
    accounts = pl.DataFrame({"list": [0, 1, 2, 3], "account": ["a", "b", "c", "silent"]})
    controls = Controls(accounts, lists=4, members=1, seed=0)
    uses = uses_of([("a", "x"), ("a", "y"), ("a", "y"), ("b", "x"), ("c", "y"), ("m", "x"), ("m", "z")])
    wanted = pl.DataFrame({"day": [DAY] * 2, "kind": ["hashtag"] * 2, "item": ["x", "z"]})
    ranks = {row["item"]: row for row in rank_in_controls(uses, controls, wanted).to_dicts()}
    # List 0 ranks x second, list 1 first, list 2 has only y, and x behind it; the fourth used nothing that day.
    assert ranks["x"]["control_rank"] == pytest.approx((2 + 1 + 2) / 3)
    assert (ranks["x"]["control_low"], ranks["x"]["control_high"], ranks["x"]["control_lists"]) == (1, 2, 2)
    assert (ranks["z"]["control_rank"], ranks["z"]["control_lists"]) == (None, 0)
