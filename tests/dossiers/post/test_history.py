"""A post's page knows whether it is gone and in which versions it was seen."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import Case, SourceRecord, create_case
from unisono.dossiers.post.history import describe_deletion, describe_versions
from unisono.model.batches import Batch
from unisono.model.tables import DELETIONS, POSTS, conform


def day(number: int) -> datetime:
    return datetime(2018, 6, number, tzinfo=UTC)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = create_case(tmp_path / "case")
    columns = {"post_id": pl.String, "text": pl.String, "collected_at": POSTS["collected_at"], "is_deleted": pl.Boolean}
    rows = [("1", "one", day(1), None), ("1", "two", day(2), None), ("2", "b", day(3), True), ("3", "c", None, None)]
    posts = pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        platform=pl.lit("x"), source_sha256=pl.lit("a")
    )
    case.append([Batch(posts=conform(posts, POSTS))], SourceRecord("posts.csv", "a"))
    notices = pl.DataFrame(
        {"platform": "x", "post_id": ["1", "3"], "at": [day(9), None], "reason": ["deleted", "suspended"],
         "source_sha256": "b"}
    )  # fmt: skip
    case.append([Batch(deletions=conform(notices, DELETIONS))], SourceRecord("notices.jsonl", "b"))
    return case


def test_a_notice_or_the_post_s_own_file_says_that_it_is_gone(case: Case) -> None:
    assert describe_deletion(case, "x:1") == {"at": day(9), "reason": "deleted", "file": "notices.jsonl"}
    assert describe_deletion(case, "x:2") == {"at": day(3), "reason": "deleted", "file": "posts.csv"}
    assert describe_deletion(case, "x:3") == {"at": None, "reason": "suspended", "file": "notices.jsonl"}
    assert describe_deletion(case, "x:4") is None


def test_every_text_in_which_a_post_was_seen_is_a_version(case: Case) -> None:
    assert describe_versions(case, "x:1") == [{"text": "one", "seen_at": day(1)}, {"text": "two", "seen_at": day(2)}]
    assert len(describe_versions(case, "x:3")) == 1
