"""The page of posts shows what an address asks for, safely, and gives all of it as data."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient

from tests.web.posts.posts_case import posts_case
from tests.web.posts.signed_in_here import signed_in_here


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    case = posts_case(Path(tmp_path_factory.mktemp("posts")) / "case")
    with signed_in_here(case.path) as client:
        yield client


def test_posts_are_shown_in_order_of_time_with_their_file_and_row(client: TestClient) -> None:
    page = client.get("/case/case/posts").text
    assert page.index('id="twitter:1"') < page.index('id="twitter:3"') < page.index('id="twitter:6"')
    assert "posts.jsonl" in page
    assert 'href="/case/case/account/twitter:ann"' in page
    assert 'href="/case/case/hashtag/harbour"' in page or "#Harbour" in page


def test_markup_in_a_text_is_text(client: TestClient) -> None:
    page = client.get("/case/case/posts", params={"account": "dan"}).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_each_choice_is_a_pill_that_can_be_taken_away(client: TestClient) -> None:
    page = client.get("/case/case/posts", params={"hashtag": "harbour", "kind": "own"}).text
    assert 'href="/case/case/posts?kind=own"' in page
    assert "<strong>2 posts</strong>" in page


def test_words_are_found_whatever_their_accents(client: TestClient) -> None:
    page = client.get("/case/case/posts", params={"words": "NINO"}).text
    assert "<strong>1 post</strong>" in page


def test_all_chosen_posts_are_given_as_data(client: TestClient) -> None:
    lines = client.get("/case/case/posts", params={"network": "1", "rows": "1", "as": "json"}).text.splitlines()
    assert [orjson.loads(line)["post_id"] for line in lines] == ["twitter:1", "twitter:2", "twitter:3"]
    table = client.get("/case/case/posts", params={"network": "1", "as": "csv"}).text
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["source_row"] for row in rows] == ["1", "2", "3"]


def test_a_page_beyond_the_last_is_the_last(client: TestClient) -> None:
    assert 'id="twitter:6"' in client.get("/case/case/posts", params={"page": "99", "rows": "2"}).text


@pytest.mark.parametrize("query", [{"account": "zoe"}, {"day": "soon"}, {"network": "x"}, {"kind": "shout"}])
def test_what_names_nothing_says_what_to_type_beside_the_choices(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/case/case/posts", params=query)
    assert answer.status_code == 404
    assert 'role="alert"' in answer.text
    assert "Choose posts" in answer.text


def test_posts_that_nobody_wrote_say_how_to_go_on(client: TestClient) -> None:
    assert "No post of the case fits" in client.get("/case/case/posts", params={"platform": "mastodon"}).text


def test_the_empty_fields_of_a_form_leave_the_address(client: TestClient) -> None:
    answer = client.get("/case/case/posts", params={"words": "", "kind": "own", "day": ""})
    assert answer.url.query == b"kind=own"
