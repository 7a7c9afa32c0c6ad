"""Acts are posts with an account and a time, each counted once."""

import datetime as dt

import polars as pl

from unisono.model.tables import TRACES
from unisono.traces import LAYER_READERS, read_traces
from unisono.traces.acts import as_traces, read_acts

NOON = dt.datetime(2018, 7, 1, 12, 0, tzinfo=dt.UTC)
ALL_LAYERS = [reader.name for reader in LAYER_READERS]


def test_posts_without_account_or_time_leave_no_acts() -> None:
    posts = pl.DataFrame(
        {
            "platform": ["twitter"] * 4,
            "post_id": ["1", "2", "3", "4"],
            "account_id": [None, "", "a", "b"],
            "created_at": [NOON, NOON, None, NOON],
        }
    )
    assert read_acts(posts, [])["post"].to_list() == ["twitter:4"]


def test_ids_carry_their_platform_so_that_the_same_number_elsewhere_is_someone_else() -> None:
    posts = pl.DataFrame(
        {"platform": ["twitter", "gab", None], "account_id": ["1"] * 3, "post_id": ["9"] * 3, "created_at": [NOON] * 3}
    )
    assert read_acts(posts, [])["account"].to_list() == ["twitter:1", "gab:1", "unknown:1"]


def test_minute_precision_is_true_unless_times_are_known_to_the_second() -> None:
    posts = pl.DataFrame(
        {
            "account_id": ["a"] * 4,
            "created_at": [NOON] * 4,
            "created_at_precision": ["second", "minute", "day", None],
        }
    )
    assert read_acts(posts, [])["minute_precision"].to_list() == [False, True, True, False]


def test_a_post_without_kind_is_a_repost_only_where_its_text_says_so() -> None:
    posts = pl.DataFrame(
        {"account_id": ["a"] * 3, "created_at": [NOON] * 3, "text": ["RT @x: hello", "I like the RT @x", None]}
    )
    assert read_acts(posts, ["text"])["kind"].to_list() == ["repost", "post", "post"]


def test_exact_duplicates_count_once_and_other_acts_stay() -> None:
    rows = pl.DataFrame(
        {
            "account": ["t:a"] * 4,
            "object": ["o", "o", "o", ""],
            "at": [NOON, NOON, NOON + dt.timedelta(seconds=1), NOON],
            "post": ["t:1", "t:1", "t:2", "t:3"],
            "minute_precision": [False] * 4,
        }
    )
    traces = as_traces(rows)
    assert traces["post"].to_list() == ["t:1", "t:2"]
    assert dict(traces.schema) == TRACES


def test_every_layer_takes_a_frame_with_no_rows_and_few_columns() -> None:
    posts = pl.DataFrame(schema={"account_id": pl.String, "created_at": pl.Datetime})
    for traces in read_traces(posts, layers=ALL_LAYERS).values():
        assert traces.is_empty()
        assert dict(traces.schema) == TRACES
