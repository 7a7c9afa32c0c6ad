"""The columns of every table: written once, and kept when frames are made to fit."""

from datetime import UTC, datetime

import polars as pl
import pytest

from unisono.model import tables
from unisono.model.tables import PAIRS, POSTS, TRACES, conform, empty

EVERY_TABLE = ("POSTS", "ACCOUNTS", "REFERENCES", "MEDIA", "TRACES", "PAIRS", "NETWORKS", "MEMBERS", "ACTS", "FINDINGS")


@pytest.mark.parametrize("name", EVERY_TABLE)
def test_an_empty_table_has_the_columns_in_order(name: str) -> None:
    schema = getattr(tables, name)
    frame = empty(schema)
    assert frame.height == 0
    assert dict(frame.schema) == schema
    assert frame.columns == list(schema)


@pytest.mark.parametrize("name", EVERY_TABLE)
def test_every_time_is_utc_in_microseconds(name: str) -> None:
    schema = getattr(tables, name)
    times = [kind for column, kind in schema.items() if column == "at" or column.endswith("_at")]
    assert all(kind == pl.Datetime("us", "UTC") for kind in times)


def test_a_frame_is_made_to_fit_without_losing_what_it_has() -> None:
    frame = pl.DataFrame({"extra": [1], "object": ["o"], "account": ["twitter:1"]})
    fitted = conform(frame, TRACES)
    assert fitted.columns == list(TRACES)
    assert fitted["object"].to_list() == ["o"]
    assert fitted["at"].to_list() == [None]


def test_kinds_are_converted_and_missing_stays_missing() -> None:
    frame = pl.DataFrame({"objects": [3, None], "expected": [1, 2]}, schema={"objects": pl.Int16, "expected": pl.Int8})
    fitted = conform(frame, PAIRS)
    assert fitted.schema["objects"] == pl.Int64
    assert fitted["objects"].to_list() == [3, None]
    assert fitted["expected"].to_list() == [1.0, 2.0]


def test_what_cannot_be_converted_is_an_error_not_a_null() -> None:
    with pytest.raises(pl.exceptions.InvalidOperationError):
        conform(pl.DataFrame({"repost_count": ["many"]}), POSTS)


def test_a_fitted_frame_stays_as_it_is() -> None:
    frame = conform(pl.DataFrame({"post_id": ["1"], "created_at": [datetime(2018, 6, 1, tzinfo=UTC)]}), POSTS)
    assert conform(frame, POSTS).equals(frame)
