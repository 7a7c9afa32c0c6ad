"""Edited posts in wide rows: one id and one moment for all versions, wherever they are named."""

from datetime import UTC, datetime

import polars as pl

from tests.importers.tweet_builders import START, post_id
from unisono.importers.tweets.first_versions import PREFIXES, name_by_first_versions
from unisono.model.tables import TIME

FIRST, SECOND, OTHER = post_id(START), post_id(START.replace(minute=20)), post_id(START.replace(hour=18))
LATER = datetime(2018, 6, 1, 12, 20, tzinfo=UTC)
LISTS = pl.List(pl.String)


def wide(rows: list[dict[str, object]]) -> pl.DataFrame:
    kinds: dict[str, pl.DataType] = {"in_reply_to_post": pl.String(), "thread_id": pl.String()}
    for prefix in PREFIXES:
        kinds |= {f"{prefix}id": pl.String(), f"{prefix}created_at": TIME}
        kinds |= {f"{prefix}first_id": pl.String(), f"{prefix}history": LISTS}
    return pl.DataFrame(rows, schema=kinds)


def test_a_later_version_gets_the_first_id_and_its_moment() -> None:
    rows = wide(
        [
            {"id": SECOND, "created_at": LATER, "history": [FIRST, SECOND]},
            {"id": OTHER, "created_at": LATER, "history": [OTHER], "in_reply_to_post": SECOND, "thread_id": SECOND},
            {"id": "5", "created_at": LATER, "quoted_id": SECOND, "quoted_created_at": LATER, "quoted_first_id": FIRST},
        ]
    )
    found = name_by_first_versions(rows)
    assert found["id"].to_list() == [FIRST, OTHER, "5"]
    assert found["created_at"].to_list() == [START, LATER, LATER]
    assert found.select("in_reply_to_post", "thread_id").row(1) == (FIRST, FIRST)
    assert found.select("quoted_id", "quoted_created_at").row(2) == (FIRST, START)


def test_posts_that_nobody_edited_stay_as_they_are() -> None:
    rows = wide([{"id": FIRST, "created_at": START, "history": [FIRST], "first_id": FIRST}, {"id": OTHER}])
    assert name_by_first_versions(rows).equals(rows)
