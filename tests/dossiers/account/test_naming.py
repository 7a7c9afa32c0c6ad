"""Accounts by handle and bare id where that is unambiguous."""

from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import case_with_posts
from unisono.cases import Case, SourceRecord, create_case
from unisono.dossiers.account.naming import find_account
from unisono.model.batches import Batch
from unisono.model.errors import UsageError


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return case_with_posts(tmp_path / "case")


def add(case: Case, **columns: list[object]) -> None:
    profiles = pl.DataFrame(columns)
    if "observed_at" in columns:
        profiles = profiles.with_columns(pl.col("observed_at").str.to_datetime(time_zone="UTC"))
    case.append([Batch(accounts=profiles)], SourceRecord("more.jsonl", "cd"))


def test_an_account_is_found_by_every_name_it_has(case: Case) -> None:
    for name in ("twitter:1", "1", "ann", "@ann", "ANN", " ann ", "＠ann"):
        assert find_account(case, name) == "twitter:1"
    assert find_account(case, "@ČARLIE") == "twitter:3"


def test_an_account_is_found_by_the_handles_it_had_before(case: Case) -> None:
    add(
        case,
        platform=["twitter", "twitter"],
        account_id=["1", "1"],
        handle=["anna_1", "ann_for_mayor"],
        observed_at=["2017-01-01", "2019-01-01"],
    )
    assert [find_account(case, name) for name in ("anna_1", "ann", "ann_for_mayor")] == ["twitter:1"] * 3


def test_a_name_that_two_accounts_have_is_refused_and_both_are_named_with_their_posts(case: Case) -> None:
    add(case, platform=["bluesky"], account_id=["did:x"], handle=["Ann"])
    with pytest.raises(UsageError, match=r"ann names 2 accounts: bluesky:did:x \(@Ann, 0 posts\), twitter:1 \(2 posts"):
        find_account(case, "ann")


def test_a_handle_that_is_another_accounts_id_is_not_guessed(case: Case) -> None:
    add(case, platform=["twitter"], account_id=["9"], handle=["1"])
    with pytest.raises(UsageError, match="1 names 2 accounts"):
        find_account(case, "1")
    assert find_account(case, "twitter:9") == "twitter:9"


def test_an_unknown_name_leads_to_names_like_it(case: Case) -> None:
    with pytest.raises(UsageError, match=r"has no account nobody\. Type a handle or an id as in: unisono accounts"):
        find_account(case, "nobody")
    with pytest.raises(UsageError, match="Accounts with such a name: @dora"):
        find_account(case, "dor")
    with pytest.raises(UsageError, match="Accounts with such a name: @dora"):
        find_account(case, "dorra")
    with pytest.raises(UsageError, match="An account needs a name"):
        find_account(case, "@")


def test_a_name_that_is_only_mentioned_is_told_apart_from_an_unknown_one(case: Case) -> None:
    posts = pl.DataFrame({"platform": ["twitter"], "post_id": ["77"], "account_id": ["1"], "ref_handle": ["Party"]})
    case.append([Batch(posts=posts)], SourceRecord("more.jsonl", "cd"))
    with pytest.raises(UsageError, match="no post and no profile of @party, though 1 post names it"):
        find_account(case, "@party")


def test_an_empty_case_says_so_and_how_to_fill_it(tmp_path: Path) -> None:
    case = create_case(tmp_path / "empty")
    with pytest.raises(UsageError, match=r"holds no post and no account yet\. Add a file: unisono import"):
        find_account(case, "ann")
