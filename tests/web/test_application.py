"""The application: its first page, the form that signs in, files that may be kept, and pages that fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.cli.scanned_case import case_with_posts, scanned_case
from tests.web.workbench import HOST, OWN, application, signed_in
from unisono.web.pages.declared import Page
from unisono.web.rendering import asset


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = Path(tmp_path_factory.mktemp("cases"))
    return [scanned_case(folder / "party").path, case_with_posts(folder / "vote").path]


@pytest.fixture(scope="module")
def client(folders: list[Path]) -> Iterator[TestClient]:
    with signed_in(*folders) as client:
        yield client


def test_the_first_page_lists_the_cases_with_posts_and_scan(client: TestClient, folders: list[Path]) -> None:
    page = client.get("/").text
    assert 'href="/case/party"' in page and 'href="/case/vote"' in page
    assert str(folders[0]) in page and "not scanned yet" in page and ">8</td>" in page


def test_one_case_is_opened_at_once(folders: list[Path]) -> None:
    with signed_in(folders[0]) as client:
        assert client.get("/", follow_redirects=False).headers["location"] == "/case/party"


def test_the_form_signs_in_with_the_token_alone(folders: list[Path]) -> None:
    made = application(folders[0])
    client = TestClient(made.asgi(), base_url=HOST, follow_redirects=False)
    wrong = client.post("/login", data={"token": "guess"}, headers=OWN)
    assert wrong.status_code == 401 and "is not the token" in wrong.text
    right = client.post("/login", data={"token": made.sessions.token, "next": "//evil.example"}, headers=OWN)
    assert (right.status_code, right.headers["location"]) == (303, "/")


def test_a_chosen_language_stays_and_an_unknown_one_does_not(client: TestClient) -> None:
    answer = client.post("/language", data={"language": "de", "next": "/"}, headers=OWN, follow_redirects=False)
    assert "unisono-language=de" in answer.headers["set-cookie"]
    other = client.post("/language", data={"language": "xx", "next": "/"}, headers=OWN, follow_redirects=False)
    assert "set-cookie" not in other.headers
    client.cookies.delete("unisono-language")


def test_files_of_pages_may_be_kept_and_pages_may_not(client: TestClient) -> None:
    for name in ("page.js", "report.css", "workbench.css"):
        assert "immutable" in client.get(str(asset(name))).headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "no-store"


def test_unknown_pages_and_cases_are_told_in_a_sentence(client: TestClient) -> None:
    assert "There is no such page here." in client.get("/nowhere").text
    missing = client.get("/case/nobody")
    assert missing.status_code == 404 and "No case" in missing.text and "party" in missing.text
    assert client.get("/case/nobody", headers={"accept": "application/json"}).json()["error"].startswith("No case")


def test_a_page_that_fails_says_so_and_tells_nothing_of_the_posts(
    folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def view(_: object) -> None:
        raise RuntimeError("words of a post")

    monkeypatch.setattr("unisono.web.application.PAGES", (Page("/fails", view),))  # type: ignore[arg-type]  # it fails
    made = application(folders[0])
    with TestClient(made.asgi(), base_url=HOST, raise_server_exceptions=False) as client:
        client.get("/", params={"token": made.sessions.token}, follow_redirects=False)
        answer = client.get("/case/party/fails")
    assert answer.status_code == 500 and "RuntimeError" in answer.text and "words of a post" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
