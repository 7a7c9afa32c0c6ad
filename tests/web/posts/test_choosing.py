"""Posts fulfil every field of an address, and what names nothing is answered."""

from pathlib import Path

import polars as pl
import pytest

from tests.web.posts.posts_case import posts_case, with_acts
from unisono.cases import Case, SourceRecord
from unisono.model.batches import Batch
from unisono.model.errors import UsageError
from unisono.model.tables import DELETIONS, POSTS, conform, empty
from unisono.web.posts.asked_for import PostsAsked
from unisono.web.posts.choosing import choose_positions, positions_of
from unisono.web.posts.keeping import keep_posts


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = posts_case(Path(tmp_path_factory.mktemp("choosing")) / "case")
    with_acts(made)
    return made


def chosen(case: Case, **fields: str) -> list[str]:
    kept = keep_posts(case, "state")

    def found(what: str, value: str) -> pl.Series:
        return pl.Series("position", [0, 5], dtype=pl.UInt32)

    positions = choose_positions(kept, case.latest_run(), PostsAsked.of(fields, "UTC"), found)
    return [kept.columns["post"][place].removeprefix("twitter:") for place in positions]


@pytest.mark.parametrize(
    ("fields", "posts"),
    [
        ({}, ["1", "2", "4", "3", "5", "6"]),
        ({"account": "@h_bob"}, ["2", "3"]),
        ({"network": "1"}, ["1", "2", "3"]),
        ({"network": "1", "together": "1"}, ["1", "2"]),
        ({"hashtag": "#HARBOUR"}, ["1", "2", "6"]),
        ({"hashtag": "harbour", "kind": "own"}, ["1", "6"]),
        ({"link": "hxxp://theamberpage[.]example/articles/7"}, ["3", "6"]),
        ({"domain": "theamberpage.example", "account": "dan"}, ["6"]),
        ({"of": "twitter:1", "kind": "reply"}, ["4"]),
        ({"day": "2018-06-02"}, ["3"]),
        ({"since": "2018-06-02", "until": "2018-06-03T12:30Z"}, ["3", "5"]),
        ({"language": "ar"}, ["4"]),
        ({"platform": "mastodon"}, []),
        ({"deleted": "1"}, []),
        ({"words": "anything", "kind": "post"}, ["1", "6"]),
        ({"hashtag": "nobody"}, []),
    ],
)
def test_posts_fulfil_all_that_is_asked(case: Case, fields: dict[str, str], posts: list[str]) -> None:
    assert chosen(case, **fields) == posts


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"network": "7"}, "no network 7"), ({"kind": "shout"}, "no kind of post"), ({"account": "zoe"}, "no account")],
)
def test_a_choice_that_means_nothing_is_refused(case: Case, fields: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        chosen(case, **fields)


def test_a_network_needs_a_scan(case: Case) -> None:
    kept = keep_posts(case, "state")
    with pytest.raises(UsageError, match="has not been scanned"):
        choose_positions(kept, None, PostsAsked.of({"network": "1"}, "UTC"), lambda what, value: pl.Series())


def test_posts_that_the_case_does_not_hold_have_no_position(case: Case) -> None:
    assert positions_of(keep_posts(case, "state"), pl.Series(["twitter:6", "twitter:none", None])).to_list() == [5]


def test_posts_that_a_notice_says_are_deleted_are_found(tmp_path: Path) -> None:
    case = posts_case(tmp_path / "case")
    notice = {"platform": "twitter", "post_id": "3", "reason": "deleted", "source_sha256": "cd" * 32}
    deletions = conform(pl.DataFrame([notice]), DELETIONS)
    case.append([Batch(posts=empty(POSTS), deletions=deletions)], SourceRecord("gone.csv", "cd" * 32))
    assert chosen(case, deleted="1") == ["3"]
