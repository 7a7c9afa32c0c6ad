"""The sites that a network links to."""

from datetime import UTC, datetime

import polars as pl
import pytest

from unisono.cases.domain_lists import DomainList, ListedDomain
from unisono.dossiers.network.domains import domains_of_networks
from unisono.model.tables import POSTS, conform

MEMBERS = pl.DataFrame({"account": ["twitter:1", "twitter:2"], "network": [3, 3]})


def posts_with(*links: tuple[str, str, str]) -> pl.DataFrame:
    rows = [
        {
            "platform": "twitter",
            "post_id": str(number),
            "account_id": account,
            "created_at": datetime(2018, 6, 1, tzinfo=UTC),
            "kind": kind,
            "text": "look",
            "urls": [link],
        }
        for number, (account, kind, link) in enumerate(links)
    ]
    return conform(pl.DataFrame(rows), POSTS)


POSTED = posts_with(
    ("1", "post", "https://www.one.example/a"),
    ("2", "post", "https://one.example/b"),
    ("2", "post", "https://t.me/channel/5"),
    ("2", "repost", "https://two.example/"),
    ("9", "post", "https://three.example/"),
)


def test_shares_are_of_the_members_own_posts_with_links() -> None:
    found, count, linking = domains_of_networks(MEMBERS, POSTED, [], 5)
    assert [(one.domain, one.accounts, one.posts) for one in found[3]] == [
        ("one.example", 2, 2),
        ("t.me/channel", 1, 1),
    ]
    assert [one.share for one in found[3]] == pytest.approx([2 / 3, 1 / 3])
    assert (count, linking) == ({3: 2}, {3: 3})


def test_lists_say_what_they_say_with_source_and_date() -> None:
    lists = [DomainList("press", "A. Society", "2026-01-31", "f.csv", "aa", (ListedDomain("one.example", "daily"),))]
    found, _, _ = domains_of_networks(MEMBERS, POSTED, lists, 1)
    (one,) = found[3]
    assert one.listed == ({"list": "press", "label": "daily", "source": "A. Society", "date": "2026-01-31"},)
    assert one.as_json()["listed"] == list(one.listed)
