"""From a request to an answer: a page, its data, or a sentence about what is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from tests.cli.scanned_case import scanned_case
from tests.web.workbench import HOST, OWN, application
from unisono.model.errors import DataRejectedError, UsageError
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Given, NothingThere, Shown, StillComputing


def view(asked: Asked) -> Shown | Given:
    """Answer as the subject says."""
    what = asked.subject["what"]
    errors = {
        "missing": NothingThere("No account has this id."),
        "computing": StillComputing("account x"),
        "usage": UsageError("There is no such thing. Try: another"),
        "damaged": DataRejectedError("The file is damaged. Restore it."),
    }
    if what in errors:
        raise errors[what]
    if what == "file":
        return Given(PlainTextResponse("bytes"))
    return Shown("problem.html.j2", {"told": what, "status": 200}, [{"words": what}])


def take(asked: Asked) -> Shown:
    """Show what a form held."""
    return Shown("problem.html.j2", {"told": f"took {asked.form['words']}", "status": 200})


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("unisono.web.application.PAGES", (Page("/try/{what}", view, take),))
    made = application(scanned_case(tmp_path / "party").path)
    with TestClient(made.asgi(), base_url=HOST) as client:
        client.get("/case/party/try/x", params={"token": made.sessions.token})
        yield client


def test_a_page_and_its_data_have_one_address(client: TestClient) -> None:
    assert "hello" in client.get("/case/party/try/hello").text
    assert client.get("/case/party/try/hello?as=json").json() == {"words": "hello"}
    written = client.get("/case/party/try/hello?as=csv")
    assert written.text == "words\r\nhello\r\n"
    assert 'filename="party-try-hello.csv"' in written.headers["content-disposition"]


def test_the_name_of_a_file_holds_nothing_of_a_strangers_words(client: TestClient) -> None:
    answer = client.get("/case/party/try/%22;%20x=%0d%0a<b>%E2%80%AE?as=csv")
    assert set(answer.headers["content-disposition"].split("filename=")[1].strip('"')) <= set(
        "abcdefghijklmnopqrstuvwxyz-."
    )


def test_what_is_missing_answers_404_and_what_is_damaged_400(client: TestClient) -> None:
    for what, status in (("missing", 404), ("usage", 404), ("damaged", 400)):
        page = client.get(f"/case/party/try/{what}")
        assert page.status_code == status and 'role="alert"' in page.text
        data = client.get(f"/case/party/try/{what}?as=json")
        assert (data.status_code, list(data.json())) == (status, ["error"])


def test_what_is_being_computed_comes_by_itself(client: TestClient) -> None:
    page = client.get("/case/party/try/computing")
    assert (page.status_code, page.headers["refresh"]) == (202, "1") and "account x" in page.text
    data = client.get("/case/party/try/computing?as=json")
    assert (data.status_code, data.json(), data.headers["retry-after"]) == (202, {"computing": "account x"}, "1")


def test_files_are_handed_over_as_they_are(client: TestClient) -> None:
    assert client.get("/case/party/try/file").text == "bytes"


def test_a_form_is_taken_from_pages_of_the_workbench(client: TestClient) -> None:
    assert "took these" in client.post("/case/party/try/x", data={"words": "these"}, headers=OWN).text
    assert client.post("/case/party/try/x", data={"words": "these"}).status_code == 403
