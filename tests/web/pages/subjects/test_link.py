"""The page of a link or a site: in any form of its address; one that only reposts have opens these."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.dossiers.written_case import FORMS, PAGE, texts_case, write_case
from tests.web.posts.signed_in_here import signed_in_here


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    case = texts_case(Path(tmp_path_factory.mktemp("link")) / "case")
    with signed_in_here(case.path) as client:
        yield client


@pytest.mark.parametrize("url", [PAGE, FORMS[2], "hxxps://theamberpage[.]example/articles/7"])
def test_every_form_of_an_address_opens_its_page(client: TestClient, url: str) -> None:
    answer = client.get("/case/case/link", params={"url": url})
    assert answer.status_code == 200
    assert "As it is written" in answer.text
    assert 'href="https://theamberpage' not in answer.text


def test_a_domain_opens_the_site_with_its_pages(client: TestClient) -> None:
    assert "Pages (1)" in client.get("/case/case/link", params={"url": "theamberpage.example"}).text


@pytest.mark.parametrize("query", [{}, {"url": "zzz.example"}, {"url": "javascript:alert(1)"}])
def test_what_nobody_links_says_what_to_try(client: TestClient, query: dict[str, str]) -> None:
    assert client.get("/case/case/link", params=query).status_code == 404


def test_a_link_of_reposts_alone_opens_these(tmp_path: Path) -> None:
    posts = [
        {"account": "ann", "text": "other", "urls": ["https://other.example/1"]},
        {"account": "bob", "text": "RT @x: y", "kind": "repost", "ref_post_id": "9", "urls": [PAGE]},
    ]
    with signed_in_here(write_case(tmp_path / "case", posts).path) as client:
        answer = client.get("/case/case/link", params={"url": PAGE})
        assert answer.url.path == "/case/case/posts"
        assert "<strong>1 post</strong>" in answer.text
