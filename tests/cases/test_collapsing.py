"""Collapsing observations against a definition in plain Python."""

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.cases.collapsing import POST_KEY, latest_known, latest_posts, latest_rows

Observation = tuple[str, str, datetime | None, int]
START = datetime(2020, 1, 1, tzinfo=UTC)
SCHEMA = {
    "platform": pl.String(),
    "post_id": pl.String(),
    "collected_at": pl.Datetime("us", "UTC"),
    "like_count": pl.Int64(),
}
TIMES = st.none() | st.integers(min_value=0, max_value=3).map(lambda hours: START + timedelta(hours=hours))
KEYS = st.tuples(st.sampled_from(["twitter", "bluesky"]), st.sampled_from(["1", "2", "3"]))


def latest_by_definition(observations: list[Observation]) -> set[Observation]:
    """For each key the observation that no other beats: later time, null before all times, then further down."""
    winners: dict[tuple[str, str], Observation] = {}
    for observation in observations:
        key = observation[:2]
        beaten = winners.get(key)
        earliest = datetime.min.replace(tzinfo=UTC)
        if beaten is None or (observation[2] or earliest) >= (beaten[2] or earliest):
            winners[key] = observation
    return set(winners.values())


def a_table(observations: list[Observation]) -> pl.LazyFrame:
    return pl.LazyFrame(observations, schema=SCHEMA, orient="row")


@settings(deadline=None)
@given(drawn=st.lists(st.tuples(KEYS, TIMES), max_size=25))
def test_the_latest_observation_wins_as_defined(drawn: list[tuple[tuple[str, str], datetime | None]]) -> None:
    observations = [(*key, at, number) for number, (key, at) in enumerate(drawn)]
    expected = latest_by_definition(observations)
    collapsed = latest_rows(a_table(observations), POST_KEY, "collected_at").collect()
    assert collapsed.height == len(expected)
    assert set(collapsed.iter_rows()) == expected
    seen: set[tuple[str, str]] = set()
    first = [row for row in observations if row[:2] not in seen and not seen.add(row[:2])]  # type: ignore[func-returns-value]
    again = [row for row in observations if row not in first]
    split = latest_posts(a_table(first), a_table(again)).collect()
    assert split.height == len(expected)
    assert set(split.iter_rows()) == expected


def test_the_order_of_posts_without_later_observations_stays() -> None:
    first = a_table([("twitter", str(number), None, 0) for number in range(50)])
    again = a_table([("twitter", "7", None, 1)])
    ids = latest_posts(first, again).collect()["post_id"].to_list()
    assert ids == [str(number) for number in range(50) if number != 7] + ["7"]


def test_collapsing_twice_gives_the_same_bytes() -> None:
    observations = [("twitter", str(number % 97), None, number) for number in range(1_000)]
    once, twice = (latest_rows(a_table(observations), POST_KEY, "collected_at").collect() for _ in range(2))
    assert once.equals(twice)


def test_what_the_latest_row_leaves_open_is_as_an_earlier_one_said_it_last() -> None:
    schema = {**SCHEMA, "name": pl.String(), "bio": pl.String()}
    rows = [
        ("twitter", "1", START + timedelta(hours=2), None, None, "new bio"),
        ("twitter", "1", START + timedelta(hours=1), 7, "Ana", "old bio"),
        ("twitter", "1", None, 9, "Undated", None),
        ("twitter", "2", None, 4, None, None),
        ("bluesky", "1", START, None, "Another", None),
    ]
    table = pl.LazyFrame(rows, schema=schema, orient="row")
    found = latest_known(table, POST_KEY, "collected_at", ["name", "bio"]).collect()
    assert found.columns == list(schema)
    # The count is no field that was asked for: it stays that of the latest row, and unknown.
    assert found.rows() == [
        ("twitter", "1", START + timedelta(hours=2), None, "Ana", "new bio"),
        ("twitter", "2", None, 4, None, None),
        ("bluesky", "1", START, None, "Another", None),
    ]
