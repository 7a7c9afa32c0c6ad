"""A request says what it is about without naming anybody, and comes to the posts that it is about."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from unisono.cases import SourceRecord, create_case
from unisono.cases.manifest import read_manifest
from unisono.cases.purging.request import PurgeRequest, count_gone, find_gone
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, REFERENCES, conform


def test_a_request_is_told_by_numbers() -> None:
    asked = PurgeRequest(accounts=("x:7", "x:8"), before=datetime(2018, 1, 1, tzinfo=UTC))
    assert asked.says == "2 accounts, posts from before 2018-01-01"
    assert PurgeRequest(accounts=("x:7",), posts=("x:1",)).says == "1 account, 1 post"
    assert PurgeRequest().says == ""


def test_every_observation_and_every_nested_original_of_an_account_is_found(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    told = {"platform": "x", "post_id": ["1", "2"], "account_id": ["7", "8"], "handle": ["anna", None]}
    nested = conform(pl.DataFrame({"platform": "x", "post_id": ["5"], "account_id": ["7"]}), REFERENCES)
    posts = conform(pl.DataFrame(told), POSTS)
    case.append([Batch(posts, references=nested), Batch(posts)], SourceRecord("a", "f" * 64))
    lines = read_manifest(case.path / "manifest.jsonl")
    gone = find_gone(case.path, lines, PurgeRequest(accounts=("x:7",)))
    assert sorted(gone.posts["post_id"]) == ["1", "5"]
    assert (gone.handles, gone.ids, count_gone(case.path, lines, gone)) == (("anna",), ("7",), 1)
