"""Members are found by id, or by any handle an account has had; a doubtful name is nobody."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.dossiers.watchlist.listed_case import write_posts
from unisono.cases import Case
from unisono.cases.watchlists import Member
from unisono.dossiers.watchlist.matching import NOT_THERE, match_members


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Ann was called anna before; bob's old handle is now cem's; dora is on two platforms; eva is her handle."""
    posts = [
        {"account": "1", "handle": "Ann"},
        {"account": "2", "handle": "bob2"},
        {"account": "3", "handle": "bob", "day": 9},
        {"account": "4", "handle": "dora"},
        {"account": "5", "handle": "dora", "platform": "facebook"},
        {"account": "eva", "handle": "eva"},
        {"account": "6", "handle": "آن"},
    ]
    profiles = [
        {"account_id": "1", "handle": "anna", "observed_at": datetime(2018, 5, 1, tzinfo=UTC)},
        {"account_id": "2", "handle": "bob", "observed_at": datetime(2018, 5, 1, tzinfo=UTC)},
        {"account_id": "9", "handle": "quiet", "observed_at": datetime(2018, 5, 1, tzinfo=UTC)},
    ]
    return write_posts(tmp_path / "case", posts, profiles)


@pytest.mark.parametrize(
    ("member", "account", "how"),
    [
        (Member(platform="twitter", account_id="1"), "twitter:1", "id"),
        (Member(account_id="1", handle="renamed_since"), "twitter:1", "id"),
        (Member(platform="x", account_id="1"), "twitter:1", "id"),
        (Member(handle="ANN"), "twitter:1", "handle"),
        (Member(handle="anna"), "twitter:1", "earlier handle"),
        (Member(platform="twitter", handle="dora"), "twitter:4", "handle"),
        (Member(handle="quiet"), "twitter:9", "handle"),
        (Member(account_id="77", handle="eva"), "twitter:eva", "handle"),
        (Member(handle="آن"), "twitter:6", "handle"),
    ],
)
def test_a_member_is_found_by_its_id_or_any_of_its_handles(case: Case, member: Member, account: str, how: str) -> None:
    row = match_members(case, (member,)).row(0, named=True)
    assert (row["account"], row["how"], row["absent"]) == (account, how, None)


@pytest.mark.parametrize(
    ("member", "why"),
    [
        (Member(handle="nobody"), NOT_THERE),
        (Member(platform="facebook", account_id="1"), NOT_THERE),
        (Member(handle="dora"), "fits several accounts of the case: facebook:5, twitter:4"),
        (Member(handle="bob"), "fits several accounts of the case: twitter:2, twitter:3"),
        (Member(account_id="77", handle="ann"), "its handle under another id: twitter:1"),
    ],
)
def test_a_doubtful_name_is_no_account_and_says_why(case: Case, member: Member, why: str) -> None:
    row = match_members(case, (member,)).row(0, named=True)
    assert row["account"] is row["how"] is None
    assert why in row["absent"]


def test_an_empty_list_matches_nobody(case: Case) -> None:
    assert match_members(case, ()).height == 0
