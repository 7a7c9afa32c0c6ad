"""Edited posts in wide rows: one id and one moment for all versions, wherever they are named."""

from datetime import UTC, datetime

import polars as pl

from tests.importers.tweet_builders import START, post_id
from unisono.importers.tweets.first_versions import PREFIXES, name_by_first_versions, versions_of, versions_of_wide
from unisono.model.tables import TIME, VERSIONS

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


def test_every_later_id_is_kept_once_with_the_first_one_and_its_row() -> None:
    histories = pl.DataFrame(
        {"history": [[FIRST, SECOND, OTHER], [FIRST, SECOND], [OTHER], None], "source_row": [1, 2, 3, 4]}
    )
    found = versions_of(histories, "ab")
    assert dict(found.schema) == VERSIONS
    assert found.rows() == [("twitter", FIRST, SECOND, "ab", 1), ("twitter", FIRST, OTHER, "ab", 1)]


def test_posts_nested_in_a_row_tell_their_versions_too() -> None:
    rows = wide([{"id": "5", "first_id": "5", "quoted_id": SECOND, "quoted_first_id": FIRST}])
    found = versions_of_wide(rows.with_columns(pl.lit(7, pl.Int64).alias("source_row")), "ab")
    assert found.select("post_id", "version_id", "source_row").rows() == [(FIRST, SECOND, 7)]
