"""A search names accounts, hashtags, links and posts, exact hits first; an id or an address goes to its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.dossiers.written_case import PAGE
from tests.web.posts.posts_case import posts_case
from tests.web.posts.signed_in_here import signed_in_here


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    case = posts_case(Path(tmp_path_factory.mktemp("search")) / "case")
    with signed_in_here(case.path) as client:
        yield client


def search(client: TestClient, words: str) -> str:
    return client.get("/case/case/search", params={"words": words}).text


def test_groups_have_counts_and_lead_on(client: TestClient) -> None:
    page = search(client, "harbour")
    assert 'id="found-hashtag"' in page
    assert 'href="/case/case/hashtag/harbour"' in page
    assert 'id="found-account"' not in page
    assert "Posts with these words" in page


def test_an_exact_handle_comes_first(client: TestClient) -> None:
    assert '<li class="unusual">' in search(client, "@h_eve")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("twitter:ann", "/case/case/account/twitter:ann"),
        ("twitter:3", "/case/case/post/twitter:3"),
        ("https://twitter.com/x/status/3", "/case/case/post/twitter:3"),
        (PAGE, "/case/case/link"),
    ],
)
def test_what_names_one_thing_goes_straight_there(client: TestClient, words: str, path: str) -> None:
    assert client.get("/case/case/search", params={"words": words}).url.path == path


def test_the_bare_id_of_a_post_and_a_part_of_an_address_are_found(client: TestClient) -> None:
    assert 'href="/case/case/post/twitter:5"' in search(client, "5")
    assert "theamberpage[.]example" in search(client, "amberpage")


@pytest.mark.parametrize("words", ["zzz", "\u200b", "$^("])
def test_words_that_nothing_has_say_what_to_try(client: TestClient, words: str) -> None:
    page = search(client, words)
    assert "Nothing in this case is called so" in page or "1</span></h2>" in page


def test_no_words_ask_for_some(client: TestClient) -> None:
    assert "Type a handle or a name" in search(client, " ")
