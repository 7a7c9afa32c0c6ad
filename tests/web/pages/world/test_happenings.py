"""What happened leads to the page of what it is about, and strangers' names in it are harmless."""

from unisono.web.asked import Asked, Workbench
from unisono.web.cards.kept import Cards
from unisono.web.jobs.running import Jobs
from unisono.web.opened_cases import OpenedCases
from unisono.web.pages.world.happenings import address_of_happening, shown_happening


def asked() -> Asked:
    return Asked(Workbench(OpenedCases(), Cards(), Jobs()), "case", "/case/case", {}, {})


def row(kind: str, subject: str, finding: str | None = None) -> dict[str, object]:
    return {"kind": kind, "subject": subject, "finding": finding, "author": None, "author_handle": None, "says": "So."}


def test_each_kind_leads_to_its_own_page() -> None:
    found = [
        address_of_happening(asked(), row(kind, subject, "f-1"))
        for kind, subject in (("hashtag", "a b"), ("purpose", "2"), ("woke", "woke:2018-06-01"), ("post", "twitter:1"))
    ]
    assert found == [
        "/case/case/hashtag/a%20b",
        "/case/case/network/2",
        "/case/case/finding/f-1",
        "/case/case/post/twitter:1",
    ]
    assert address_of_happening(asked(), row("event", "vote")) is None


def test_names_of_strangers_are_written_without_markup() -> None:
    told = shown_happening(asked(), {**row("post", "twitter:1"), "author": "twitter:9", "author_handle": "<b>\u202e"})
    assert "Post twitter:1 by @&lt;b&gt;" in str(told["told"])
    assert "\u202e" not in str(told["told"])
