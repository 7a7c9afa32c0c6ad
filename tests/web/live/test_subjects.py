"""Alerts lead to the page of their subject, and to the posts of their window."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.live.live_case import alert_on
from tests.web.workbench import application
from unisono.cases import create_case
from unisono.web.asked import Asked
from unisono.web.live.subjects import posts_address, subject_address

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    case = create_case(Path(tmp_path_factory.mktemp("live")) / "case")
    return Asked(application(case.path).workbench, "case", "/case/case/live", {}, {})


@pytest.mark.parametrize(
    ("kind", "subject", "address"),
    [
        ("hashtag", "a b", "/case/case/hashtag/a%20b"),
        ("link", "https://x.example/?a=1", "/case/case/link?url=https%3A%2F%2Fx.example%2F%3Fa%3D1"),
        ("domain", "x.example", "/case/case/posts?domain=x.example"),
        ("account", "bluesky:1", "/case/case/account/bluesky:1"),
        ("text", "t-12ab", "/case/case/text/t-12ab"),
        ("network", "9 accounts", None),
        ("hashtag", "", None),
    ],
)
def test_each_kind_of_subject_has_its_page(asked: Asked, kind: str, subject: str, address: str | None) -> None:
    assert subject_address(asked, kind, subject) == address


def test_posts_are_those_of_the_window_with_the_newest_among_them(asked: Asked) -> None:
    query = parse_qs(urlsplit(posts_address(asked, alert_on("https://x.example", NOON, "link"))).query)
    assert query == {
        "link": ["https://x.example"],
        "since": ["2026-05-01T11:49:58Z"],
        "until": ["2026-05-01T11:59:58.000001Z"],
    }
    assert "text=t-12ab" in posts_address(asked, alert_on("t-12ab", NOON, "text"))
