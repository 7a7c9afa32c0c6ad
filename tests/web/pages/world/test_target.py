"""A target's page counts what was posted against it, and shows no word of it before it is asked to."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.pages.world.attacked_workbench import attacked


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of the workbench on the attacked case."""
    with attacked(tmp_path_factory.mktemp("attacked")) as signed:
        yield signed


def test_the_words_stand_in_closed_folds_only(client: TestClient) -> None:
    page = client.get("/case/case/target/Ilva").text
    folded = re.findall(r"<details class=\"words-of-post\">.*?</details>", page, re.DOTALL)
    assert len(folded) == 25
    assert all("kill you" in fold for fold in folded)
    assert "kill you" not in re.sub(r"<details class=\"words-of-post\">.*?</details>", "", page, flags=re.DOTALL)
    assert '<details class="words-of-post" open' not in page


def test_episodes_launchers_and_networks_lead_to_their_pages(client: TestClient) -> None:
    page = client.get("/case/case/target/Ilva").text
    assert '<span class="flag">massive</span>' in page
    assert "First more often than chance makes somebody first:" in page
    assert 'href="/case/case/account/twitter:500"' in page
    assert 'href="/case/case/network/1"' in page
    assert 'class="burst"' in page
    assert "What else could explain it" in page


def test_the_log_is_narrowed_by_severity_and_episode(client: TestClient) -> None:
    assert ">1 post<" in client.get("/case/case/target/Ilva?severity=1").text
    assert "248 posts" in client.get("/case/case/target/Ilva?episode=1").text
    assert "No post against the target is of this kind." in client.get("/case/case/target/Ilva?severity=3").text


def test_after_some_pages_a_break_is_offered(client: TestClient) -> None:
    assert "A break helps" not in client.get("/case/case/target/Ilva?page=2").text
    assert "A break helps" in client.get("/case/case/target/Ilva?page=3").text


def test_the_data_are_the_card_or_the_posts(client: TestClient) -> None:
    assert len(client.get("/case/case/target/Ilva?as=json").text.splitlines()) == 1
    posts = client.get("/case/case/target/Ilva?as=csv&of=posts").text
    assert len(posts.splitlines()) == 250
    assert "'=HYPERLINK(1)" in posts


def test_a_case_without_a_scan_shows_its_counts_and_an_unknown_target_is_said(tmp_path: Path) -> None:
    with attacked(tmp_path, scanned=False) as unscanned:
        page = unscanned.get("/case/case/target/Rosa").text
        assert "The case was not scanned." in page
        answer = unscanned.get("/case/case/target/nobody")
        assert answer.status_code == 404
        assert "no target named nobody" in answer.text
