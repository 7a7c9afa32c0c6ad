"""The first page: another case is made beside the first one, under a name that is checked."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.uploads.sending import BROWSER, visitor
from unisono.cases import create_case, open_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_case(tmp_path / "first")
    return tmp_path


@pytest.fixture
def client(folder: Path) -> TestClient:
    return visitor(folder / "first")


def test_another_case_is_made_beside_the_first_and_opened(client: TestClient, folder: Path) -> None:
    assert str(folder) in client.get("/cases").text
    form = {"name": "Wahl 2025", "zone": "Europe/Berlin"}
    answer = client.post("/cases", data=form, headers=BROWSER, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/case/Wahl-2025/import")
    assert open_case(folder / "Wahl 2025").zone == "Europe/Berlin"
    assert client.get("/case/Wahl-2025/import").status_code == 200
    assert 'href="/case/first"' in client.get("/").text


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "a\\b", "", ".hidden", "x" * 65, "<b>", "con:", "first", "a\x00", "/tmp"]
)
def test_a_name_that_no_case_can_have_is_refused_and_stays_in_the_form(
    client: TestClient, folder: Path, name: str
) -> None:
    before = sorted(folder.rglob("*"))
    answer = client.post("/cases", data={"name": name, "zone": "UTC"}, headers=BROWSER)
    assert answer.status_code == 400 and 'role="alert"' in answer.text and "<b>" not in answer.text
    assert sorted(folder.rglob("*")) == before


def test_an_unknown_zone_makes_no_case(client: TestClient, folder: Path) -> None:
    answer = client.post("/cases", data={"name": "second", "zone": "Mars/Base"}, headers=BROWSER)
    assert answer.status_code == 400 and "There is no time zone" in answer.text
    assert not (folder / "second").exists()


def test_a_case_whose_folder_is_gone_is_said_beside_the_others(client: TestClient, folder: Path) -> None:
    client.post("/cases", data={"name": "second", "zone": "UTC"}, headers=BROWSER, follow_redirects=False)
    shutil.rmtree(folder / "second")
    answer = client.get("/cases")
    assert answer.status_code == 200 and f"{folder / 'second'} does not exist" in answer.text
    assert 'href="/case/first"' in answer.text
