"""Accounts known by handle only are told beside the one account that had the handle; what is unclear is not told."""

from pathlib import Path

import polars as pl
import pytest

from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.handle_accounts import LOOK_ALIKE, find_look_alikes
from unisono.cases.same_persons import SamePerson, keep_same_person
from unisono.model.batches import Batch

SOURCE = SourceRecord("a.csv", "ab" * 32)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create_case(tmp_path / "case")


def add(case: Case, *posts: tuple[str, str, str | None]) -> None:
    """Append posts of (platform, account_id, handle)."""
    start = case.counts()[0]
    table = pl.DataFrame(posts, schema=["platform", "account_id", "handle"], orient="row")
    ids = [str(start + number) for number in range(len(posts))]
    case.append([Batch(posts=table.with_columns(pl.Series("post_id", ids)))], SOURCE)


def test_a_handle_that_one_account_with_an_id_has_is_told(case: Case) -> None:
    add(case, ("twitter", "Ann", "Ann"), ("twitter", "bea", None), ("twitter", "cem", "cem"))
    assert find_look_alikes(case).is_empty()
    add(case, ("twitter", "11", "ann"), ("twitter", "12", "Bea"), ("gab", "13", "cem"))
    found = find_look_alikes(case)
    assert dict(found.schema) == LOOK_ALIKE
    assert found.rows() == [
        ("twitter", "ann", "twitter:Ann", "twitter:11"),
        ("twitter", "bea", "twitter:bea", "twitter:12"),
    ]


def test_a_profile_tells_the_id_as_well(case: Case) -> None:
    add(case, ("twitter", "ann", "ann"))
    profiles = pl.DataFrame({"platform": ["twitter"], "account_id": ["11"], "handle": ["ann"]})
    case.append([Batch(accounts=profiles)], SOURCE)
    assert find_look_alikes(case)["with_id"].to_list() == ["twitter:11"]


def test_a_handle_of_two_ids_or_of_an_unknown_platform_tells_nobody(case: Case) -> None:
    add(case, ("twitter", "ann", "ann"), ("twitter", "11", "ann"), ("twitter", "12", "ann"))
    add(case, ("unknown", "bea", "bea"), ("unknown", "13", "bea"))
    assert find_look_alikes(case).is_empty()


def test_an_id_without_a_handle_is_no_handle(case: Case) -> None:
    add(case, ("twitter", "77", None), ("twitter", "11", "77"))
    assert find_look_alikes(case).is_empty()


def test_what_was_declared_is_not_told_again(case: Case) -> None:
    add(case, ("twitter", "ann", "ann"), ("twitter", "11", "ann"))
    keep_same_person(case.path, SamePerson("Ann", ("twitter:ann", "twitter:11"), "the same handle"))
    assert find_look_alikes(case).is_empty()
