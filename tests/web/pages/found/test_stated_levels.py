"""Levels beyond posts are stated, shown and withdrawn on a network's page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.cli.scanned_case import scanned_case
from tests.web.workbench import OWN, signed_in
from unisono.cases.breakouts import FILE, kept_levels

PAGE = "/case/case/network/1"
STATED = {
    "form": "state-level",
    "by": "Ana <i>",
    "level": "5",
    "evidence": "https://news.example/a",
    "on": "2026-11-20",
    "note": "<script>1</script>",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scanned_case(tmp_path_factory.mktemp("levels") / "case").path


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with signed_in(folder) as client:
        yield client


@pytest.fixture(autouse=True)
def nothing_stated(folder: Path) -> Iterator[None]:
    yield
    (folder / FILE).unlink(missing_ok=True)


def test_the_page_says_that_nobody_stated_a_level(client: TestClient) -> None:
    page = client.get(PAGE).text
    assert '<section id="breakout"' in page
    assert "Nobody stated that it got beyond posts." in page


def test_a_level_is_stated_shown_harmlessly_and_given_as_json(client: TestClient, folder: Path) -> None:
    answer = client.post(PAGE, data=STATED, headers=OWN, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}#breakout")
    (kept,) = kept_levels(folder).holding
    assert (kept.level, kept.network, kept.on, bool(kept.run)) == (5, "1", "2026-11-20", True)
    page = client.get(PAGE).text
    assert "Level 5" in page
    assert "<script>1" not in page
    assert "hxxps://news[.]example/a" in page
    (row,) = client.get(PAGE, params={"as": "json"}).json()["stated"]
    assert (row["id"], row["withdrawn"]) == (kept.id, None)


def test_a_withdrawn_level_stays_on_the_page_with_who_withdrew_it(client: TestClient, folder: Path) -> None:
    client.post(PAGE, data=STATED, headers=OWN)
    (kept,) = kept_levels(folder).holding
    taken = {"form": "withdraw-level", "id": kept.id, "by": "Ben", "note": "another post"}
    assert client.post(PAGE, data=taken, headers=OWN, follow_redirects=False).status_code == 303
    assert kept_levels(folder).holding == []
    page = client.get(PAGE).text
    assert "Withdrawn by" in page
    assert "another post" in page


@pytest.mark.parametrize("changed", [{"evidence": " "}, {"level": "3"}, {"level": ""}, {"by": ""}])
def test_a_form_that_says_too_little_stores_nothing(client: TestClient, folder: Path, changed: dict[str, str]) -> None:
    answer = client.post(PAGE, data={**STATED, **changed}, headers=OWN)
    assert answer.status_code == 400
    assert not (folder / FILE).exists()
