"""What all Twitter JSON has in common: escapes, client names, snapshots."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from unisono.importers.tweets.wide_rows import PROFILE, client_name, thin_snapshots, unescape
from unisono.model.tables import ACCOUNTS


@pytest.mark.parametrize(
    ("written", "plain"),
    [("a &amp; b", "a & b"), ("&lt;3 &gt;", "<3 >"), ("&amp;lt;", "&lt;"), ("a & b", "a & b")],
)
def test_texts_are_unescaped_once(written: str, plain: str) -> None:
    assert pl.select(unescape(pl.lit(written))).item() == plain


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('<a href="http://twitter.com/download/iphone" rel="nofollow">Twitter for iPhone</a>', "Twitter for iPhone"),
        ("Twitter Web App", "Twitter Web App"),
        ("", None),
        (None, None),
    ],
)
def test_clients_are_named_without_markup(source: str | None, name: str | None) -> None:
    assert pl.select(client_name(pl.lit(source, dtype=pl.String))).item() == name


def test_a_day_keeps_the_last_sight_of_each_state_of_a_profile() -> None:
    start = datetime(2018, 6, 1, 8, tzinfo=UTC)
    hours, names, followers = [0, 1, 2, 30], ["ann", "ann", "anna", "anna"], [1, 2, 3, 4]
    fields = {field: pl.Series(field, [None] * 4, dtype=ACCOUNTS[field]) for field in PROFILE}
    seen = pl.DataFrame(
        {
            **fields,
            "account_id": ["7"] * 4,
            "handle": names,
            "followers": followers,
            "observed_at": [start + timedelta(hours=hour) for hour in hours],
            "source_row": [1, 2, 3, 4],
        }
    )
    kept = thin_snapshots(seen, "0" * 64)
    assert dict(kept.schema) == ACCOUNTS
    assert kept.select("handle", "followers").rows() == [("ann", 2), ("anna", 3), ("anna", 4)]
