"""Traces and pairs of plain frames."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from unisono.api.frames import as_posts, pairs, traces
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import POSTS, TRACES

REPOSTS = pl.DataFrame(
    {
        "account_id": ["1", "2", "1", "2", "3"],
        "created_at": [0, 30, 1_000, 1_030, 5_000],
        "ref_post_id": ["a", "a", "b", "b", "a"],
    }
)


def test_a_frame_needs_no_more_than_what_its_layer_reads() -> None:
    found = traces(REPOSTS)
    assert found.schema == pl.Schema(TRACES)
    assert found["account"].to_list() == [f"unknown:{number}" for number in (1, 2, 1, 2, 3)]
    assert traces(REPOSTS.lazy()).equals(found)


def test_missing_columns_are_filled_with_what_is_known() -> None:
    posts = as_posts(REPOSTS.with_columns(ref_post_id=pl.Series(["a", None, None, None, None])))
    assert posts.schema == pl.Schema(POSTS)
    assert posts["kind"].to_list() == ["repost", "post", "post", "post", "post"]
    assert posts["post_id"].to_list() == ["0", "1", "2", "3", "4"]
    assert posts["text"].null_count() == 5


@pytest.mark.parametrize(
    "times",
    [
        pl.Series(["2018-06-30T00:00:00Z"]),
        pl.Series(["2018-06-30T02:00:00+02:00"]),
        pl.Series([datetime(2018, 6, 30)]),
        pl.Series([datetime(2018, 6, 30, tzinfo=UTC)]),
        pl.Series([date(2018, 6, 30)]),
        pl.Series([1_530_316_800]),
        pl.Series([1_530_316_800], dtype=pl.UInt32),
    ],
)
def test_times_may_come_in_any_usual_form(times: pl.Series) -> None:
    posts = as_posts(pl.DataFrame({"account_id": ["1"], "created_at": times}))
    assert posts["created_at"].to_list() == [datetime(2018, 6, 30, tzinfo=UTC)]


def test_ids_may_be_numbers() -> None:
    assert as_posts(REPOSTS.with_columns(pl.col("account_id").cast(pl.Int64)))["account_id"].to_list()[:2] == ["1", "2"]


def test_a_missing_column_says_which_and_what_to_type() -> None:
    with pytest.raises(DataRejectedError, match=r"posts have no column created_at\. Columns: account_id.*rename"):
        traces(pl.DataFrame({"account_id": ["1"]}))
    with pytest.raises(DataRejectedError, match="traces have no column object"):
        pairs(pl.DataFrame({"account": ["1"]}))


def test_a_column_of_another_kind_is_a_clear_error() -> None:
    with pytest.raises(DataRejectedError, match="another kind"):
        as_posts(REPOSTS.with_columns(like_count=pl.Series(["many"] * 5)))
    with pytest.raises(DataRejectedError, match="created_at"):
        as_posts(REPOSTS.with_columns(created_at=pl.Series(["yesterday"] * 5)))


def test_an_unknown_layer_is_refused() -> None:
    with pytest.raises(UsageError, match="no layer 'colour'"):
        traces(REPOSTS, layer="colour")


def test_pairs_are_counted_within_the_window() -> None:
    found = pairs(traces(REPOSTS), window="60s", min_objects=2)
    assert found.select("a", "b", "objects").rows() == [("unknown:1", "unknown:2", 2)]
    assert pairs(traces(REPOSTS), window="10s", min_objects=1).height == 0
    anytime = pairs(traces(REPOSTS), window="any", min_objects=1).select("a", "b", "objects")
    assert sorted(anytime.rows()) == [
        ("unknown:1", "unknown:2", 2),
        ("unknown:1", "unknown:3", 1),
        ("unknown:2", "unknown:3", 1),
    ]


def test_no_threshold_below_one_makes_sense() -> None:
    with pytest.raises(UsageError, match="the least is 1"):
        pairs(traces(REPOSTS), min_objects=0)
