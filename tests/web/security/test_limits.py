"""How much a browser may send: refused by what it announces, and by what it brings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.uploads.sending import visitor
from tests.web.workbench import OWN
from unisono.cases import create_case
from unisono.web.security.limits import MOST_OF_A_FORM, read_size

MOST = 100_000


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return create_case(tmp_path / "case").path


@pytest.fixture
def client(case: Path) -> TestClient:
    return visitor(case, most_uploaded=MOST)


def test_files_over_the_limit_are_refused_with_the_limit(client: TestClient, case: Path) -> None:
    answer = client.post("/case/case/uploads", files={"files": ("a.csv", b"x" * MOST)}, headers=OWN)
    assert (
        answer.status_code == 413 and "97.7 KiB" in answer.json()["error"] and "--most-upload" in answer.json()["error"]
    )
    assert answer.headers["connection"] == "close"
    assert client.post("/case/case/uploads", files={"files": ("a.csv", b"x" * 90_000)}, headers=OWN).status_code == 200
    assert len(list((case / "uploads").glob("*"))) == 1


def test_a_body_that_announces_no_size_is_counted_as_it_comes(client: TestClient, case: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'--B\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n'
        for _ in range(20):
            yield b"x" * 10_000
        yield b"\r\n--B--\r\n"

    headers = {**OWN, "content-type": "multipart/form-data; boundary=B"}
    assert client.post("/case/case/uploads", content=pieces(), headers=headers).status_code == 413
    assert list((case / "uploads").glob("*")) == []


@pytest.mark.parametrize("path", ["/case/case/scan", "/case/case/settings", "/login", "/language", "/cases"])
def test_no_form_takes_more_than_a_form_needs(client: TestClient, path: str) -> None:
    body = {"next": "x" * (MOST_OF_A_FORM + 1)}
    assert client.post(path, data=body, headers=OWN).status_code == 413
    page = client.post(path, data=body, headers={**OWN, "accept": "text/html"})
    assert page.status_code == 413 and "<h1" in page.text


def test_sizes_are_read_as_people_write_them() -> None:
    assert read_size("20GiB") == 20 << 30 and read_size("1 MB") == 10**6
    for written in ("", "many", "-1", "1.5GB", "GB", "1 apple"):
        with pytest.raises(ValueError, match="no size"):
            read_size(written)
