"""The list of accounts is sorted and searched, and each number leads to posts."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient

from tests.web.posts.posts_case import posts_case
from tests.web.posts.signed_in_here import signed_in_here


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    case = posts_case(Path(tmp_path_factory.mktemp("accounts")) / "case")
    with signed_in_here(case.path) as client:
        yield client


def listed(client: TestClient, **query: str) -> list[str]:
    lines = client.get("/case/case/accounts", params={**query, "as": "json"}).text.splitlines()
    return [orjson.loads(line)["account_id"].removeprefix("twitter:") for line in lines]


def test_accounts_of_most_posts_come_first(client: TestClient) -> None:
    assert listed(client) == ["bob", "cid", "ann", "dan", "eve"]


@pytest.mark.parametrize(
    ("query", "accounts"),
    [
        ({"order": "last"}, ["dan", "cid", "bob", "ann", "eve"]),
        ({"order": "handle"}, ["ann", "bob", "cid", "dan", "eve"]),
        ({"order": "network"}, ["ann", "bob", "cid", "dan", "eve"]),
        ({"order": "nonsense"}, ["bob", "cid", "ann", "dan", "eve"]),
        ({"words": "@H_B"}, ["bob"]),
        ({"words": "eva ΩΜΕΓΑ"}, ["eve"]),
        ({"words": "twitter:dan"}, ["dan"]),
        ({"words": "nobody"}, []),
        ({"platform": "mastodon"}, []),
    ],
)
def test_accounts_are_sorted_and_found(client: TestClient, query: dict[str, str], accounts: list[str]) -> None:
    assert listed(client, **query) == accounts


def test_the_number_of_posts_opens_them_and_the_network_is_named(client: TestClient) -> None:
    page = client.get("/case/case/accounts").text
    assert 'href="/case/case/posts?account=twitter%3Abob">2</a>' in page
    assert 'href="/case/case/network/1"' in page


def test_words_that_no_account_has_lead_on_to_posts(client: TestClient) -> None:
    assert "/case/case/posts?words=harbour" in client.get("/case/case/accounts", params={"words": "harbour"}).text


def test_the_accounts_of_a_network_are_its_members(client: TestClient) -> None:
    assert set(listed(client, network="1")) < set(listed(client))
    assert "network=1" not in client.get("/case/case/accounts").text
    page = client.get("/case/case/accounts", params={"network": "1"}).text
    assert f"{len(listed(client, network='1'))} accounts" in page


@pytest.mark.parametrize("network", ["99", "x", "-1", "9" * 40])
def test_a_network_that_is_not_there_is_said(client: TestClient, network: str) -> None:
    answer = client.get("/case/case/accounts", params={"network": network})
    assert answer.status_code == 404
    assert "no network" in answer.text
