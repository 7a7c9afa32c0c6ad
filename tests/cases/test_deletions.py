"""Notices that posts are gone mark the posts, whichever comes first, and are no posts."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.deletions import kept_deletions
from unisono.model.batches import Batch
from unisono.model.tables import DELETIONS, POSTS, conform


def day(number: int) -> datetime:
    return datetime(2018, 6, number, tzinfo=UTC)


def add_posts(case: Case, rows: list[tuple[str, str, datetime, int]], sha256: str = "aa") -> None:
    columns = ["platform", "post_id", "collected_at", "like_count"]
    frame = pl.DataFrame(rows, schema={name: POSTS[name] for name in columns}, orient="row")
    case.append([Batch(posts=frame)], SourceRecord("posts.csv", sha256))


def test_a_case_without_notices_has_none_in_their_columns(tmp_path: Path) -> None:
    assert kept_deletions(create_case(tmp_path / "case").path).collect().schema == pl.Schema(DELETIONS)


def test_a_notice_marks_its_post_as_deleted_at_its_time_and_stays_when_the_post_is_seen_again(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    notices = pl.DataFrame(
        {"platform": "twitter", "post_id": ["1", "1", "2", "9"], "at": [day(9), day(8), None, day(8)],
         "reason": ["deleted", None, None, "suspended"]},
    )  # fmt: skip
    case.append([Batch(deletions=conform(notices, DELETIONS))], SourceRecord("notices.jsonl", "ab" * 32))
    assert case.counts() == (0, 0)
    add_posts(case, [("twitter", "1", day(1), 1), ("twitter", "2", day(2), 2), ("twitter", "9", day(3), 3)])
    add_posts(case, [("twitter", "1", day(3), 4)], sha256="bb")
    rows = case.posts().sort("post_id").select("post_id", "like_count", "is_deleted", "collected_at").collect().rows()
    assert rows == [("1", 4, True, day(8)), ("2", 2, True, day(2)), ("9", 3, None, day(3))]
    assert kept_deletions(case.path).collect().height == 4
