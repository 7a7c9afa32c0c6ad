"""The address that takes files: it keeps what came whole, under names that can do nothing, and leads on."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.uploads.sending import BROWSER, send, visitor
from tests.web.workbench import OWN
from unisono.cases import create_case
from unisono.web.uploads.kept import draft_named


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return create_case(tmp_path / "case").path


@pytest.fixture
def client(case: Path) -> TestClient:
    return visitor(case)


def test_a_name_that_climbs_stays_in_the_uploads_of_the_case(client: TestClient, case: Path, tmp_path: Path) -> None:
    draft = draft_named(case, send(client, "case", {"../../../evil.csv": b"a,b\n", "..\\..\\evil.csv": b"c"}))
    assert [one.file for one in draft.received] == ["evil.csv", "evil-2.csv"]
    assert all(Path(file).resolve().is_relative_to(case / "uploads" / draft.id) for file in draft.files)
    assert not list(tmp_path.glob("evil*")) and not list(case.glob("evil*"))


def test_a_program_is_answered_with_the_address_to_go_on_to(client: TestClient, case: Path) -> None:
    answer = client.post("/case/case/uploads", files={"files": ("a.csv", b"x")}, headers=OWN).json()
    assert answer["address"] == f"/case/case/import?draft={answer['draft']}"
    assert [(one["name"], one["bytes"]) for one in answer["files"]] == [("a.csv", 1)]


def test_more_files_join_those_of_a_draft(client: TestClient, case: Path) -> None:
    draft = send(client, "case", {"a.csv": b"x"})
    assert send(client, "case", {"b.csv": b"y"}, draft=draft) == draft
    assert [one.name for one in draft_named(case, draft).received] == ["a.csv", "b.csv"]


def test_what_is_refused_leaves_nothing_behind(client: TestClient, case: Path) -> None:
    none = client.post("/case/case/uploads", files={"files": ("", b"")}, headers=BROWSER)
    assert none.status_code == 400 and "<h1" in none.text
    broken = client.post(
        "/case/case/uploads", content=b"--B\r\nbad", headers={**OWN, "content-type": "multipart/form-data; boundary=B"}
    )
    assert broken.status_code == 400 and "Send them again" in broken.json()["error"]
    assert client.post("/case/case/uploads", content=b"{}", headers=OWN).status_code == 400
    assert client.post("/case/other/uploads", files={"files": ("a", b"x")}, headers=OWN).status_code == 400
    assert list((case / "uploads").glob("*")) == []


def test_files_of_another_site_or_a_stranger_are_refused(client: TestClient, case: Path) -> None:
    files = {"files": ("a.csv", b"x")}
    assert client.post("/case/case/uploads", files=files, headers={"origin": "http://evil.example"}).status_code == 403
    client.cookies.clear()
    assert client.post("/case/case/uploads", files=files, headers=OWN).status_code == 401
    assert not (case / "uploads").exists()
