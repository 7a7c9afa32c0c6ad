"""Times are read with and without an offset."""

from datetime import UTC, datetime

import polars as pl
import pytest

from unisono.importers.tweets.v2_pages import read_time


@pytest.mark.parametrize(
    "written",
    ["2021-04-08T15:07:30.000Z", "2021-04-08T15:07:30+00:00", "2021-04-08T17:07:30+02:00", "2021-04-08T15:07:30"],
)
def test_times_keep_their_offset(written: str) -> None:
    assert pl.select(read_time(pl.lit(written))).item() == datetime(2021, 4, 8, 15, 7, 30, tzinfo=UTC)
