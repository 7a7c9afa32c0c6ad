"""A view joins a network's acts with their posts, authors and profiles."""

from dataclasses import replace

import polars as pl

from tests.networks.innocent.views_by_hand import Act, everyone, view_of

ACTS = (
    Act("m0", "p1", 60, author="star", origin=0),
    Act("m1", "p1", 90, author="star", origin=0),
    Act("m0", "words", 500, layer="text"),
)


def test_answers_carry_their_author_and_their_delay_after_the_original() -> None:
    answers = view_of(ACTS).answers
    assert answers.select("object", "account", "author", "delay_s").rows() == [
        ("p1", "m0", "star", 60.0),
        ("p1", "m1", "star", 90.0),
    ]


def test_the_delay_after_an_unknown_original_is_unknown() -> None:
    assert view_of([Act("m0", "p1", 60)]).answers["delay_s"].to_list() == [None]


def test_profiles_of_accounts_outside_the_network_are_left_out() -> None:
    view = view_of(ACTS, profiles={**everyone({"handle": "ann"}, {"handle": "bob"}), "hub": {"handle": "hub"}})
    assert sorted(view.profiles["account"].to_list()) == ["m0", "m1"]


def test_a_post_is_counted_once_however_many_traces_it_leaves() -> None:
    twice = [Act("m0", "a", 0, layer="text", post_id="one"), Act("m0", "b", 0, layer="link", post_id="one")]
    assert view_of(twice).networks.rows() == [(1, 1, 2, 1)]


def test_facts_stand_beside_each_network_and_are_none_where_a_table_has_no_row() -> None:
    both = pl.DataFrame({"network": [2, 1], "links": [5, 6]})
    second = pl.DataFrame({"network": [2], "named": [3]})
    one = view_of(ACTS)
    two = replace(
        one,
        members=pl.concat([one.members, one.members.with_columns(network=pl.lit(2, pl.Int64))]),
        acts=one.acts.with_columns(network=pl.when(pl.col("account") == "m1").then(2).otherwise(1).cast(pl.Int64)),
    )
    assert two.facts(both, second) == [
        {"network": 1, "size": 2, "acts": 2, "posts": 2, "links": 6, "named": None},
        {"network": 2, "size": 2, "acts": 1, "posts": 1, "links": 5, "named": 3},
    ]


def test_a_network_without_acts_has_none() -> None:
    view = view_of(ACTS)
    assert replace(view, acts=view.acts.clear()).networks.rows() == [(1, 2, 0, 0)]
