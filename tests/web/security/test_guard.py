"""The door: who is let in, and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.workbench import HOST, OWN, application, signed_in
from unisono.web.security.guard import own_address


@pytest.fixture
def stranger(tmp_path: Path) -> TestClient:
    return TestClient(application(tmp_path / "case").asgi(), base_url=HOST, follow_redirects=False)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with signed_in(tmp_path_factory.mktemp("known") / "case") as client:
        yield client


def test_pages_lead_a_stranger_to_the_form_and_data_answers_401(stranger: TestClient) -> None:
    page = stranger.get("/case/case", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Fcase%2Fcase")
    assert stranger.get("/case/case?as=json").status_code == 401
    assert stranger.get("/case/case", headers={"accept": "application/json"}).status_code == 401
    assert stranger.get("/login").status_code == 200


def test_the_token_signs_in_once_and_leaves_the_address(tmp_path: Path) -> None:
    made = application(tmp_path / "case")
    client = TestClient(made.asgi(), base_url=HOST, follow_redirects=False)
    answer = client.get("/case/case", params={"token": made.sessions.token, "as": "json"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/case/case?as=json")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and made.sessions.token not in cookie
    assert client.get("/case/case?as=json").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8808", "127.0.0.1", "127.0.0.1.evil.example:8808", ""])
def test_a_name_that_was_rebound_to_this_machine_is_refused(known: TestClient, host: str) -> None:
    assert known.get("/", headers={"host": host}).status_code == 403
    assert known.get("/").status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1:8808"])
def test_a_form_of_another_site_is_refused(known: TestClient, origin: str) -> None:
    assert known.post("/language", data={"language": "de"}, headers={"origin": origin}).status_code == 403
    assert known.post("/language", data={"language": "de"}).status_code == 403
    assert known.post("/language", data={"language": "de"}, headers=OWN).status_code == 200


def test_every_answer_forbids_scripts_from_elsewhere(stranger: TestClient) -> None:
    for path in ("/login", "/case/case", "/static/page.js", "/nowhere"):
        policy = stranger.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize("address", ["//evil.example", "/\\evil.example", "http://evil.example", "", "/a\nb"])
def test_nobody_is_led_away_after_signing_in(address: str) -> None:
    assert own_address(address) == "/"
