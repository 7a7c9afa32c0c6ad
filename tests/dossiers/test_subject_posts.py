"""What every dossier says of its posts."""

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.dossiers.written_case import START, put_in_network, write_case
from unisono.cases import Case
from unisono.dossiers.subject_posts import (
    count_days,
    count_networks,
    count_reposts,
    first_posts,
    members_of,
    networked_share,
    summarise_posts,
    with_words,
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    posts = [
        {"account": "ann", "text": "one", "id": "1"},
        {"account": "bob", "text": "two", "id": "2", "minutes": 60 * 24},
        {"account": "ann", "text": "three", "id": "3", "minutes": 60 * 24 + 1},
        {"account": "eve", "text": "RT", "kind": "repost", "ref_post_id": "1", "id": "4"},
    ]
    return write_case(tmp_path / "case", posts)


def traces(*names: tuple[str, str, int]) -> pl.DataFrame:
    rows = [(f"twitter:{account}", f"twitter:{post}", START + timedelta(minutes=at)) for account, post, at in names]
    return pl.DataFrame(rows, schema=["account", "post", "at"], orient="row")


def test_without_a_run_no_share_is_known(case: Case) -> None:
    posts = with_words(case, traces(("ann", "1", 0)))
    assert members_of(None) is None
    card = summarise_posts(case, posts, None)
    assert (card["networked_share"], card["networks"]) == (None, None)
    assert card["first"][0]["network"] is None


def test_the_share_counts_posts_and_the_networks_their_accounts(case: Case) -> None:
    put_in_network(case, ["ann"])
    members = members_of(case.latest_run())
    posts = traces(("ann", "1", 0), ("bob", "2", 1), ("ann", "3", 2))
    assert posts.select(networked_share(members)).item() == pytest.approx(2 / 3)
    assert count_networks(posts, members) == [{"network": 1, "accounts": 1, "posts": 2}]


def test_a_post_that_carries_a_subject_twice_counts_once(case: Case) -> None:
    put_in_network(case, ["ann"])
    twice = with_words(case, traces(("ann", "1", 0), ("ann", "1", 0), ("bob", "2", 5)))
    card = summarise_posts(case, twice, members_of(case.latest_run()))
    assert (card["posts"], card["accounts"], card["networked_share"]) == (2, 2, 0.5)
    assert card["post_ids"] == ["twitter:1", "twitter:2"]


def test_days_are_those_of_the_zone_of_the_case() -> None:
    posts = traces(("ann", "1", 0), ("bob", "2", 60 * 11))
    assert [day["posts"] for day in count_days(posts, "UTC")] == [2]
    assert [str(day["day"]) for day in count_days(posts, "Asia/Tokyo")] == ["2018-06-01", "2018-06-02"]


def test_the_first_posts_are_one_for_each_account_and_ties_are_said(case: Case) -> None:
    posts = with_words(case, traces(("bob", "2", 3), ("ann", "3", 2), ("ann", "1", 1)))
    first = first_posts(posts, None)
    assert [one["post_id"] for one in first] == ["twitter:1", "twitter:2"]
    assert [one["handle"] for one in first] == ["h_ann", "h_bob"]
    assert not summarise_posts(case, posts, None)["first_is_shared"]
    tied = with_words(case, traces(("bob", "2", 1), ("ann", "1", 1)))
    assert summarise_posts(case, tied, None)["first_is_shared"]


def test_reposts_are_counted_by_their_original(case: Case) -> None:
    assert count_reposts(case, pl.Series(["twitter:1", "twitter:2"])) == 1
    assert count_reposts(case, pl.Series(["twitter:2"])) == 0


def test_no_posts_make_an_empty_card(case: Case) -> None:
    card = summarise_posts(case, with_words(case, traces(("ann", "1", 0)).clear()), None)
    assert (card["posts"], card["first_at"], card["post_ids"], card["timeline"]) == (0, None, [], [])
