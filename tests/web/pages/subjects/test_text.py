"""The page of a text marks its slots and what differs between its wordings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.dossiers.written_case import texts_case
from tests.web.posts.signed_in_here import signed_in_here
from unisono.web.pages.subjects.text import slots_of, wordings_of


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    case = texts_case(Path(tmp_path_factory.mktemp("text")) / "case")
    with signed_in_here(case.path) as client:
        yield client


def test_slots_are_marked_and_the_writers_claims_named(client: TestClient) -> None:
    listed = client.get("/case/case/texts", params={"as": "json", "words": "walk away"}).text
    name = listed.split('"text":"')[1].split('"')[0]
    page = client.get(f"/case/case/text/{name}").text
    assert '<span class="slot">' in page
    assert "What the writers say of themselves" in page
    assert f'href="/case/case/posts?text={name}">5</a>' in page


def test_a_post_names_its_text_and_hidden_characters_are_shown(client: TestClient) -> None:
    page = client.get("/case/case/text/twitter:b0").text
    assert "U+200B" in page
    assert "theamberpage[.]example" in page


def test_a_text_that_is_not_there_says_what_to_type(client: TestClient) -> None:
    answer = client.get("/case/case/text/t-none")
    assert answer.status_code == 404
    assert "has no text t-none" in answer.text


def test_what_differs_from_the_first_wording_is_marked() -> None:
    card = {"wordings": [{"text": "open the bridge"}, {"text": "close the bridge"}]}
    first, second = wordings_of(card)
    assert "<mark>" not in first.shown
    assert "<mark>close</mark>" in second.shown
    assert wordings_of({"wordings": []}) == []


def test_slots_of_a_card_are_those_that_are_drawn() -> None:
    slot = {"position": 1, "kind": "words", "different": 2, "fillers": [{"text": "a", "texts": 1, "posts": 3}]}
    assert slots_of({"slots": [slot]})[0].fillers[0].posts == 3
