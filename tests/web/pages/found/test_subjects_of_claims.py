"""What claims are about."""

from pathlib import Path

import pytest

from tests.cli.scanned_case import scanned_case
from tests.web.pages.found.asked_page import asked
from unisono.web.pages.found.subjects_of_claims import known_handles, shown_claim, subject_parts

HANDLES = {"twitter:1": "ann"}


@pytest.mark.parametrize(
    ("kind", "subject", "parts"),
    [
        ("account", "twitter:1", [("@ann", "/case/case/account/twitter:1")]),
        ("pair", "twitter:1 x:2", [("@ann", "/case/case/account/twitter:1"), ("x:2", "/case/case/account/x:2")]),
        ("hashtag", "a/b", [("#a/b", "/case/case/hashtag/a%2Fb")]),
        ("network", "network:3", [("3", "/case/case/network/3")]),
        ("cohort", "2018-06-01", [("2018-06-01", None)]),
        ("text", "t-1", [("t-1", "/case/case/text/t-1")]),
    ],
)
def test_a_subject_leads_to_its_page_where_it_has_one(
    tmp_path: Path, kind: str, subject: str, parts: list[tuple[str, str | None]]
) -> None:
    assert subject_parts(asked(tmp_path), kind, subject, HANDLES) == parts


def test_a_claim_leads_to_its_page_and_its_posts(tmp_path: Path) -> None:
    one = asked(tmp_path)
    row = {"kind": "network", "id": "1", "subject_kind": "network", "subject": "1"}
    assert shown_claim(one, row, {})["posts_address"] == "/case/case/posts?network=1"
    row = {"kind": "finding", "id": "f-1", "subject_kind": "text", "subject": "t-1"}
    assert shown_claim(one, row, {})["address"] == "/case/case/finding/f-1"


def test_handles_are_those_of_the_members(tmp_path: Path) -> None:
    assert known_handles(scanned_case(tmp_path / "case").runs()[0]) == {"twitter:1": "ann", "twitter:2": "bob"}
