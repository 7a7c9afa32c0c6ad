"""The strongest pairs and objects are chosen by one rule, and each comes with its closest acts."""

from datetime import UTC, datetime, timedelta

import polars as pl

from unisono.exports.report.choosing import strongest_pairs, top_objects
from unisono.model.tables import ACTS, PAIRS, conform, empty

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


def acts_of(*rows: tuple[str, str, float], layer: str = "repost") -> pl.DataFrame:
    """Return ACTS of network 1 from (account, object, seconds after noon)."""
    return pl.DataFrame(
        [
            (1, layer, thing, account, f"x:{account}{thing}{seconds}", NOON + timedelta(seconds=seconds))
            for account, thing, seconds in rows
        ],
        schema=ACTS,
        orient="row",
    )


def pairs_of(*rows: tuple[str, str, float]) -> pl.DataFrame:
    """Return PAIRS from (a, b, q)."""
    frame = pl.DataFrame([{"a": a, "b": b, "q": q, "p": q / 10, "layer": "repost", "objects": 3} for a, b, q in rows])
    return conform(frame, PAIRS)


def test_pairs_come_by_q_and_no_account_fills_the_list() -> None:
    pairs = pairs_of(("a", "b", 1e-9), ("a", "c", 1e-8), ("a", "d", 1e-7), ("c", "d", 1e-3))
    chosen = strongest_pairs(pairs, empty(ACTS), 4, 3)
    assert [(pair.a, pair.b) for pair in chosen] == [("a", "b"), ("a", "c"), ("c", "d")]


def test_the_closest_acts_come_first_one_for_each_object() -> None:
    acts = acts_of(("a", "o1", 0), ("b", "o1", 50), ("a", "o2", 100), ("b", "o2", 97), ("b", "o2", 160), ("a", "o3", 9))
    (pair,) = strongest_pairs(pairs_of(("a", "b", 1e-9)), acts, 5, 5)
    assert [(act.object, act.gap_seconds) for act in pair.acts] == [("o2", -3.0), ("o1", 50.0)]


def test_objects_come_by_accounts_with_delays_after_the_first() -> None:
    acts = acts_of(("a", "o1", 0), ("b", "o1", 4), ("c", "o1", 10), ("c", "o1", 90), ("a", "o2", 0), ("b", "o2", 1))
    first, second = top_objects(acts, 5)
    assert (first.object, first.accounts, first.acts, first.delays_s, first.half_within_s) == (
        "o1",
        3,
        4,
        [0, 4, 10],
        4,
    )
    assert second.object == "o2"


def test_a_network_without_pairs_or_acts_has_nothing_to_choose() -> None:
    assert strongest_pairs(empty(PAIRS), empty(ACTS), 5, 5) == []
    assert top_objects(empty(ACTS), 5) == []
