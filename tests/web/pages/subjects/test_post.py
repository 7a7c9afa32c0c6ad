"""The page of a post says who reposted it and what that fits; of a repost, the page is the original's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.posts.posts_case import posts_case
from tests.web.posts.signed_in_here import signed_in_here
from unisono.exports.report.amounts import Clock
from unisono.web.pages.subjects.post import waves_figure
from unisono.web.posts.keeping import keep_posts


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    case = posts_case(Path(tmp_path_factory.mktemp("post")) / "case")
    with signed_in_here(case.path) as client:
        yield client


def test_the_page_counts_reposts_and_replies_and_opens_them(client: TestClient) -> None:
    page = client.get("/case/case/post/twitter:1").text
    assert 'href="/case/case/posts?of=twitter%3A1&amp;kind=repost">1</a>' in page
    assert 'href="/case/case/posts?of=twitter%3A1&amp;kind=reply">1</a>' in page
    assert "What could explain the reposts" in page
    assert "Cannot say:" in page


def test_the_address_of_a_repost_shows_the_original(client: TestClient) -> None:
    page = client.get("/case/case/post/twitter:2").text
    assert "<h1><bdi>twitter:1</bdi></h1>" in page
    assert "names a repost of it" in page


def test_a_post_that_is_not_there_says_what_to_type(client: TestClient) -> None:
    assert client.get("/case/case/post/twitter:none").status_code == 404


def test_reposts_are_drawn_from_the_publication_on(tmp_path: Path) -> None:
    kept = keep_posts(posts_case(tmp_path / "case"), "state")
    card = {"post_id": "twitter:1", "created_at": "2018-06-01T06:00:00Z", "waves": []}
    drawn = waves_figure(kept, card, Clock())
    assert drawn is not None
    assert "1 post from 1 June 2018" in drawn
    assert waves_figure(kept, {**card, "post_id": "twitter:6"}, Clock()) is None
