"""Lists are kept in versions that stay, known by a hash of who is on them and why."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.cases import create_case
from unisono.cases.watchlists import (
    Member,
    Watchlist,
    change_between,
    find_watchlist,
    keep_watchlist,
    kept_watchlists,
    remove_watchlist,
    versions_of,
)
from unisono.model.errors import DataRejectedError, UsageError

ANN = Member(platform="twitter", account_id="1", handle="Ann", reason="posts together")
BOB = Member(handle="bob")
CEM = Member(platform="twitter", account_id="3")

MEMBERS = st.lists(
    st.builds(
        Member,
        platform=st.sampled_from([None, "twitter", "facebook"]),
        account_id=st.sampled_from([None, "1", "2"]),
        handle=st.sampled_from(["ann", "آن", "日本"]),
        reason=st.none() | st.text(max_size=8),
        membership=st.sampled_from([None, "attributed", "engages"]),
    ),
    max_size=6,
    unique_by=lambda one: one.key,
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return create_case(tmp_path / "case").path


def test_a_list_is_read_back_as_it_was_kept(case: Path) -> None:
    kept, is_new = keep_watchlist(case, Watchlist("Published 2018", (ANN, BOB), source="desk", date="2018-06-01"))
    assert is_new
    assert kept.version == 1
    assert find_watchlist(case, "published 2018") == kept
    assert kept_watchlists(case) == [kept]


def test_another_file_of_the_same_name_is_another_version_and_the_first_stays(case: Path) -> None:
    first, _ = keep_watchlist(case, Watchlist("desk", (ANN, BOB)))
    second, is_new = keep_watchlist(case, Watchlist("DESK", (replace(ANN, reason="copies"), CEM)))
    assert (is_new, second.version, second.name) == (True, 2, "desk")
    assert versions_of(case, "Desk") == [first, second]
    assert find_watchlist(case, "desk", 1) == first
    change = change_between(first, second)
    assert change.came == (CEM,)
    assert change.went == (BOB,)
    assert [one.reason for one in change.changed] == ["copies"]


def test_the_same_list_in_another_order_is_no_new_version(case: Path) -> None:
    first, _ = keep_watchlist(case, Watchlist("desk", (ANN, BOB), file="a.csv"))
    again, is_new = keep_watchlist(case, Watchlist("desk", (BOB, ANN), file="b.json"))
    assert not is_new
    assert again == first


@given(members=MEMBERS, seed=st.randoms())
@settings(max_examples=100, deadline=None)
def test_the_hash_is_of_the_members_and_not_of_their_order_or_the_lists_name(
    members: list[Member], seed: Random
) -> None:
    one = Watchlist("a", tuple(members))
    seed.shuffle(members)
    assert Watchlist("b", tuple(members), file="other.csv", version=3).sha256 == one.sha256
    other = Watchlist("a", (*members, Member(handle="somebody else")))
    assert other.sha256 != one.sha256


@given(before=MEMBERS, after=MEMBERS)
@settings(max_examples=100, deadline=None)
def test_who_came_and_who_went_make_the_one_list_into_the_other(before: list[Member], after: list[Member]) -> None:
    change = change_between(Watchlist("a", tuple(before)), Watchlist("a", tuple(after)))
    left = {one.key for one in before} - {one.key for one in change.went}
    assert left | {one.key for one in change.came} == {one.key for one in after}
    assert {one.key for one in change.changed} <= left


def test_two_lists_of_like_names_are_not_mixed_up(case: Path) -> None:
    keep_watchlist(case, Watchlist("a", (ANN,)))
    keep_watchlist(case, Watchlist("a.v2", (BOB,)))
    assert [one.name for one in kept_watchlists(case)] == ["a", "a.v2"]
    assert remove_watchlist(case, "a") == 1
    assert [one.name for one in kept_watchlists(case)] == ["a.v2"]


@pytest.mark.parametrize("name", ["", "../up", "a/b", " a", "a.", "x" * 57])
def test_what_cannot_be_a_files_name_is_refused(case: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot name a watchlist"):
        keep_watchlist(case, Watchlist(name, (ANN,)))


def test_names_of_other_scripts_are_taken(case: Path) -> None:
    keep_watchlist(case, Watchlist("قائمة المعهد", (ANN,)))
    assert find_watchlist(case, "قائمة المعهد").members == (ANN,)


def test_an_unknown_list_is_told_with_those_there_are(case: Path) -> None:
    keep_watchlist(case, Watchlist("desk", (ANN,)))
    with pytest.raises(UsageError, match=r"no watchlist named press\. Watchlists: desk"):
        find_watchlist(case, "press")
    with pytest.raises(UsageError, match=r"no version 7\. Versions: 1"):
        find_watchlist(case, "desk", 7)


def test_a_changed_file_is_told_as_damaged(case: Path) -> None:
    keep_watchlist(case, Watchlist("desk", (ANN,)))
    (file,) = (case / "watchlists").glob("*.json")
    file.write_text(file.read_text().replace('"Ann"', '"Eve"'))
    with pytest.raises(DataRejectedError, match="do not fit its hash"):
        find_watchlist(case, "desk")
