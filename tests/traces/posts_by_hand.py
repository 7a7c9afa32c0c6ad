"""Small tables of posts for the tests of layers."""

import datetime as dt
from typing import Any

import polars as pl

from unisono.model.tables import POSTS, conform

NOON = dt.datetime(2018, 7, 1, 12, 0, tzinfo=dt.UTC)


def posts(*rows: dict[str, Any]) -> pl.DataFrame:
    """Return POSTS: row n is post n, n seconds after noon, by account `a` on twitter, unless it says otherwise."""
    filled = [
        {
            "platform": "twitter",
            "post_id": str(number),
            "account_id": "a",
            "created_at": NOON + dt.timedelta(seconds=number),
            "kind": "post",
        }
        | row
        for number, row in enumerate(rows, start=1)
    ]
    schema = {name: kind for name, kind in POSTS.items() if any(name in row for row in filled)}
    return conform(pl.DataFrame(filled, schema=schema), POSTS)
