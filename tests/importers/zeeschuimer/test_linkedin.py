"""LinkedIn's posts: ids that hold the time, accounts in addresses, shared posts."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.zeeschuimer.reading import read_items
from unisono.importers.zeeschuimer.linkedin import EARLIEST, LATEST, SHIFT, time_of


def test_posts_are_named_and_dated_by_their_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = read_items("linkedin.com", tmp_path, monkeypatch)
    first, second = "6920882777168695296", "6920882777168695297"
    assert batch.posts.select("post_id", "account_id", "handle", "kind", "ref_post_id").rows() == [
        (first, "in/jane-doe", "jane-doe", "post", None),
        (second, "company/acme", "acme", "repost", first),
    ]
    assert batch.posts["created_at"].to_list() == [datetime(2022, 4, 15, 23, 57, 17, 861_000, tzinfo=UTC)] * 2
    assert batch.posts.select("hashtags", "urls", "like_count").row(0) == (["bread"], ["https://bread.example/a"], 8)
    assert [(item.reason, item.row) for item in batch.rejected] == [("no post: LinkedIn names nobody as its author", 3)]


@given(st.integers(EARLIEST, LATEST), st.integers(0, (1 << SHIFT) - 1))
def test_an_id_gives_back_the_millisecond_it_was_made_in(millisecond: int, number: int) -> None:
    ids = pl.DataFrame({"id": [str((millisecond << SHIFT) + number), "12", "x", None]})
    at = ids.select(time_of(pl.col("id"))).to_series()
    # Ids are numbers of 64 bits with a sign: those of the far future do not exist.
    exists = (millisecond << SHIFT) + number < 1 << 63
    assert at.dt.epoch("ms").to_list() == [millisecond if exists else None, None, None, None]
