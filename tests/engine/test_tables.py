"""Pairs of a table of traces against a definition in plain Python."""

import math
from datetime import UTC, datetime, timedelta
from itertools import combinations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.engine.tables import COUNTED_PAIRS, count_pairs

START = datetime(2018, 6, 30, tzinfo=UTC)
SCHEMA = {"account": pl.String(), "object": pl.String(), "at": pl.Datetime("us", "UTC")}
Act = tuple[str, str, datetime]
Pair = tuple[str, str, int, int, datetime, datetime]


def count_by_definition(acts: list[Act], window: float, min_objects: int) -> list[Pair]:
    """For each two accounts: the pairs of their acts on one object at most the window apart."""
    pairs = []
    distinct = set(acts)
    for a, b in combinations(sorted({act[0] for act in acts}), 2):
        met = [
            (left, right)
            for left in distinct
            for right in distinct
            if (left[0], right[0], left[1]) == (a, b, right[1]) and abs((left[2] - right[2]).total_seconds()) <= window
        ]
        objects = {left[1] for left, _ in met}
        if len(objects) >= min_objects:
            times = [act[2] for acts_met in met for act in acts_met]
            pairs.append((a, b, len(objects), len(met), min(times), max(times)))
    return sorted(pairs, key=lambda pair: (-pair[2], -pair[3], pair[0], pair[1]))


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["x:1", "x:2", "x:3", "ž:4"]),
        st.sampled_from(["a", "b", "c"]),
        st.integers(min_value=0, max_value=40).map(lambda seconds: START + timedelta(seconds=seconds)),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(acts=ACTS, window=st.sampled_from([0.0, 5.0, 10.0, math.inf]), min_objects=st.integers(1, 3))
def test_pairs_are_counted_as_defined(acts: list[Act], window: float, min_objects: int) -> None:
    found = count_pairs(pl.DataFrame(acts, schema=SCHEMA, orient="row"), window, min_objects)
    assert found.schema == pl.Schema(COUNTED_PAIRS)
    assert found.rows() == count_by_definition(acts, window, min_objects)


def test_rows_without_account_object_or_time_are_left_out() -> None:
    acts = [("1", "a", START), ("2", "a", START), (None, "a", START), ("3", None, START), ("4", "a", None)]
    found = count_pairs(pl.DataFrame(acts, schema=SCHEMA, orient="row"), 60.0, 1)
    assert found.select("a", "b", "objects", "acts").rows() == [("1", "2", 1, 1)]


def test_times_before_1970_and_far_apart_meet_at_any_time() -> None:
    acts = [("1", "a", datetime(1, 1, 1, tzinfo=UTC)), ("2", "a", datetime(9999, 12, 31, tzinfo=UTC))]
    table = pl.DataFrame(acts, schema=SCHEMA, orient="row")
    assert count_pairs(table, math.inf, 1).height == 1
    assert count_pairs(table, 86_400.0, 1).height == 0
