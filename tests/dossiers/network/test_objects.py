"""Objects that several members share."""

from datetime import UTC, datetime, timedelta

import polars as pl

from unisono.dossiers.network.objects import SHARED, first_of_each, posts_with, shared_objects

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
TRACES = pl.DataFrame(
    [
        ("a", "x", 3, "p1"),
        ("b", "x", 1, "p2"),
        ("b", "x", 2, "p3"),
        ("c", "x", 0, "p0"),
        ("a", "y", 0, "p4"),
        ("a", "y", 1, "p5"),
        ("a", "z", 0, "p6"),
        ("b", "z", 0, "p7"),
    ],
    schema=["account", "object", "minutes", "post"],
    orient="row",
).with_columns(at=pl.lit(NOON) + pl.duration(minutes="minutes"))
MEMBERS = pl.DataFrame({"account": ["a", "b"], "network": [1, 1]})


def test_only_what_two_members_have_counts_and_outsiders_do_not() -> None:
    shared = shared_objects(TRACES, MEMBERS)
    assert tuple(shared.columns) == SHARED
    assert shared.rows() == [
        (1, "x", 2, 3, NOON + timedelta(minutes=1), NOON + timedelta(minutes=3)),
        (1, "z", 2, 2, NOON, NOON),
    ]


def test_members_of_different_networks_share_nothing() -> None:
    apart = pl.DataFrame({"account": ["a", "b"], "network": [1, 2]})
    assert shared_objects(TRACES, apart).is_empty()


def test_the_earliest_posts_of_members_are_taken() -> None:
    kept = first_of_each(shared_objects(TRACES, MEMBERS), 1)
    assert kept["object"].to_list() == ["x"]
    assert posts_with(TRACES, MEMBERS, kept, 2).rows() == [(1, "x", "p2"), (1, "x", "p3")]
