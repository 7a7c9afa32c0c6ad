"""Columns that no post fills are told without reading them, and nothing that anybody filled is among them."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import Case, create_case
from unisono.cases.empty_columns import FIRST_ROWS, empty_columns
from unisono.cases.folder import posts_by_part
from unisono.cases.manifest import SourceRecord
from unisono.model.batches import Batch
from unisono.model.tables import DELETIONS, POSTS, conform

POST = {"platform": "twitter", "account_id": "a", "created_at": datetime(2020, 1, 1, tzinfo=UTC)}


def posts_of(first: int, count: int, **filled: object) -> pl.DataFrame:
    rows = pl.DataFrame({"post_id": [str(first + number) for number in range(count)], **filled})
    return conform(rows.with_columns(pl.lit(value).alias(name) for name, value in POST.items()), POSTS)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case of two files: in the first a text stands behind many posts without one, in the second one has a client."""
    made = create_case(tmp_path / "case")
    texts = [*[None] * (2 * FIRST_ROWS), "at last"]
    made.append([Batch(posts=posts_of(0, len(texts), text=texts))], SourceRecord("one", "1" * 64))
    made.append([Batch(posts=posts_of(9_000, 3, client=[None, "web", None]))], SourceRecord("two", "2" * 64))
    return made


def test_what_no_post_says_is_empty_and_what_one_says_is_not(case: Case) -> None:
    found = empty_columns(posts_by_part(case), list(POSTS))
    whole = case.posts().collect()
    truly = {name for name in POSTS if whole[name].null_count() == whole.height}
    assert {"lang", "ref_post_id", "collected_at", "is_deleted"} <= set(found) <= truly
    assert not {"text", "client", "created_at"} & set(found)


def test_a_case_without_posts_has_no_empty_columns(tmp_path: Path) -> None:
    assert empty_columns(posts_by_part(create_case(tmp_path / "none")), list(POSTS)) == []


def test_what_notices_of_deletions_fill_is_not_empty(case: Case) -> None:
    gone = pl.DataFrame({"platform": ["twitter"], "post_id": ["1"], "at": [POST["created_at"]], "reason": ["deleted"]})
    case.append([Batch(deletions=conform(gone, DELETIONS))], SourceRecord("three", "3" * 64))
    found = empty_columns(posts_by_part(case), ["is_deleted", "collected_at", "lang"])
    assert found == ["lang"]
