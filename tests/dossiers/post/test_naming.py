"""Posts by id and address."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.written_case import write_case
from unisono.cases import Case, SourceRecord, create_case
from unisono.dossiers.post.naming import find_post, ids_in
from unisono.model.batches import Batch
from unisono.model.errors import UsageError
from unisono.model.tables import VERSIONS, conform

WORDS = "Free trams for all 無料の電車"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    posts = [
        {"account": "anna", "text": WORDS, "id": "1001", "lang": "en"},
        {"account": "bo", "text": f"RT @h_anna: {WORDS}", "kind": "repost", "ref_post_id": "1001", "id": "1002"},
        {"account": "bo", "text": f"RT @h_zoe: {WORDS}", "kind": "repost", "ref_post_id": "9009", "id": "1003"},
        {"account": "cy", "text": "at", "id": "at://did:plc:x/app.bsky.feed.post/3kkey"},
    ]
    return write_case(tmp_path / "case", posts)


@pytest.mark.parametrize(
    "typed",
    [
        "1001",
        "twitter:1001",
        " 1001 ",
        "https://twitter.com/h_anna/status/1001",
        "https://x.com/h_anna/status/1001/photo/1?s=20",
        "https://mobile.twitter.com/i/web/status/1001#top",
        "https://mastodon.example/@anna/1001",
    ],
)
def test_a_post_is_found_by_id_and_by_address(case: Case, typed: str) -> None:
    found = find_post(case, typed)
    assert (found.post, found.in_case, found.author, found.text) == ("twitter:1001", True, "twitter:anna", WORDS)


def test_a_repost_stands_for_the_post_that_it_repeats(case: Case) -> None:
    found = find_post(case, "1002")
    assert (found.post, found.typed_repost) == ("twitter:1001", "twitter:1002")


def test_a_post_that_was_not_collected_is_known_from_its_reposts(case: Case) -> None:
    found = find_post(case, "9009")
    assert (found.post, found.in_case, found.text) == ("twitter:9009", False, WORDS)


def test_a_post_of_bluesky_is_found_by_the_key_in_its_address(case: Case) -> None:
    found = find_post(case, "https://bsky.app/profile/cy.example/post/3kkey")
    assert found.post == "twitter:at://did:plc:x/app.bsky.feed.post/3kkey"


def test_an_unknown_post_names_those_with_most_reposts(case: Case) -> None:
    with pytest.raises(
        UsageError, match=r"no post 77, and no repost.*Posts with most reposts here: twitter:1001 \(1\)"
    ):
        find_post(case, "77")


def test_an_empty_case_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no post yet"):
        find_post(create_case(tmp_path / "none"), "77")


def test_no_name_is_refused(case: Case) -> None:
    with pytest.raises(UsageError, match="needs a name"):
        find_post(case, "  ")


@given(st.text(max_size=60))
def test_whatever_is_typed_names_itself(typed: str) -> None:
    ids = ids_in(typed)
    assert ids[0] == typed.strip()
    assert len(ids) <= 3


@given(st.integers(10_000, 10**19), st.sampled_from(["", "/", "?s=1", "/photo/1", "#x", "/likes"]))
def test_an_address_names_its_number(number: int, end: str) -> None:
    assert ids_in(f"https://twitter.com/anna99/status/{number}{end}")[-1] == str(number)


def test_a_post_that_reposts_give_by_words_alone_has_a_name_of_its_own(tmp_path: Path) -> None:
    words = "Новости о море и хлебе для всех жителей города"
    posts = [{"account": f"a{n}", "kind": "repost", "text": f"RT @zoe: {words}", "id": f"rt{n}"} for n in range(3)]
    case = write_case(tmp_path / "case", posts)
    found = find_post(case, "rt1")
    assert found.post.startswith("r-")
    assert (found.typed_repost, found.handle, found.text) == ("twitter:rt1", "zoe", words)
    assert find_post(case, found.post).typed_repost is None
    with pytest.raises(UsageError, match=rf"most reposts here: {found.post} \(3\)"):
        find_post(case, "77")


def test_the_id_of_a_later_version_names_the_edited_post(case: Case) -> None:
    rows = [("twitter", "1001", "1005"), ("twitter", "7", "8"), ("twitter", "8", "7")]
    versions = pl.DataFrame(rows, schema=["platform", "post_id", "version_id"], orient="row")
    case.append([Batch(versions=conform(versions, VERSIONS))], SourceRecord("edits.jsonl", "cd" * 32))
    for typed in ("1005", "twitter:1005", "https://x.com/h_anna/status/1005"):
        assert find_post(case, typed).post == "twitter:1001"
    with pytest.raises(UsageError, match="has no post 8"):
        find_post(case, "8")
