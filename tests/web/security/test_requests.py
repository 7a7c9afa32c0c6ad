"""What a stranger's page or address may ask of the workbench: nothing, whichever page it is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tests.cli.scanned_case import scanned_case
from tests.web.workbench import HOST, OWN, signed_in
from unisono.web.pages import PAGES
from unisono.web.pages.declared import Page

SECRET = "root:x:0:0 a file outside of the case"
TRAVERSALS = (
    "../../../../secret.txt",
    "..%2f..%2f..%2f..%2fsecret.txt",
    "%2e%2e/%2e%2e/%2e%2e/secret.txt",
    "..%5c..%5csecret.txt",
    "....//....//secret.txt",
    "%2fsecret.txt",
    "/etc/passwd",
    "%252e%252e%252fsecret.txt",
    "..%c0%af..%c0%afsecret.txt",
    "secret.txt%00.json",
)
ODD = (
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    "x" * 60_000,
    "%e2%80%ae",
    "-1",
    "9" * 400,
    "1e999",
    "NaN",
    "%0d%0aSet-Cookie:%20a=b",
    "'%20or%201=1;%20drop%20table%20posts",
    "%25s%25n",
    "*",
    "::",
    "twitter:",
)
ANSWERS = (200, 202, 303, 307, 400, 404, 405)
WITH_SUBJECT = [page for page in PAGES if "{" in page.path]
TAKING = [page for page in PAGES if page.take is not None]


def name(page: Page) -> str:
    return page.path


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = Path(tmp_path_factory.mktemp("secrets"))
    (folder / "secret.txt").write_text(SECRET)
    case = scanned_case(folder / "party").path
    with signed_in(case) as client:
        yield client


def address(page: Page, subject: str) -> str:
    return "/case/party" + re.sub(r"\{[^}]*\}", subject, page.path)


@pytest.mark.parametrize("page", WITH_SUBJECT, ids=name)
def test_no_subject_leads_out_of_the_case_or_breaks_a_page(client: TestClient, page: Page) -> None:
    for subject in (*TRAVERSALS, *ODD):
        for form in ("", "?as=json"):
            answer = client.get(HOST + address(page, subject) + form, follow_redirects=False)
            assert answer.status_code in ANSWERS, f"{answer.status_code} for {subject[:60]}"
            assert SECRET not in answer.text and "root:x:0:0" not in answer.text
            assert "a" not in answer.cookies


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_odd_choices_break_no_page(client: TestClient, page: Page) -> None:
    for odd in ODD[:6]:
        every = "&".join(
            f"{field}={odd[:2000]}"
            for field in ("page", "rows", "run", "day", "since", "until", "words", "account", "network", "order", "url")
        )
        answer = client.get(f"{HOST}{address(page, '1')}?{every}", follow_redirects=False)
        assert answer.status_code in ANSWERS, f"{answer.status_code} for {odd[:60]}: {answer.text[:800]}"


@pytest.mark.parametrize("page", TAKING, ids=name)
def test_forms_of_other_sites_are_refused_by_every_page_that_takes_one(client: TestClient, page: Page) -> None:
    for origin in ("http://evil.example", "null", "http://127.0.0.1:9", "http://localhost.evil.example:8808"):
        sent = client.post(address(page, "1"), data={"note": "x"}, headers={"origin": origin})
        assert sent.status_code == 403
    assert client.post(address(page, "1"), data={"note": "x"}).status_code == 403
    site = {"sec-fetch-site": "cross-site"}
    assert client.post(address(page, "1"), data={"note": "x"}, headers=site).status_code == 403


@pytest.mark.parametrize("page", TAKING, ids=name)
def test_odd_forms_break_no_page(client: TestClient, page: Page) -> None:
    for odd in ("\x00", "\ud800".encode("utf-8", "surrogatepass"), "x" * 100_000, "\u202e<b>", "-1", "NaN"):
        fields = dict.fromkeys(("note", "mark", "finding", "name", "value", "step", "file", "action", "question"), odd)
        answer = client.post(address(page, "1"), data=fields, headers=OWN, follow_redirects=False)
        assert answer.status_code in (*ANSWERS, 413, 422), f"{answer.status_code}: {answer.text[:800]}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_answers_under_a_rebound_name_or_without_a_session(client: TestClient, page: Page) -> None:
    rebound = client.get(address(page, "1"), headers={"host": "evil.example:8808"})
    assert (rebound.status_code, "evil" in rebound.text) == (403, False)
    client_without = TestClient(client.app, base_url=HOST, follow_redirects=False)
    answer = client_without.get(address(page, "1"), headers={"accept": "text/html"})
    is_data = page.path.startswith("/data/")
    assert answer.status_code == 401 if is_data else answer.headers["location"].startswith("/login?next=")
    assert client_without.get(address(page, "1") + "?as=json").status_code == 401
    assert client_without.post(address(page, "1"), headers=OWN).status_code == 401


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None])
def test_no_other_site_opens_a_websocket(client: TestClient, origin: str | None) -> None:
    headers, address = {"origin": origin} if origin else {}, HOST.replace("http", "ws") + "/case/party"
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect(address, headers=headers):
        pass
    assert refused.value.code == 4403


def test_static_files_lead_nowhere_else(client: TestClient) -> None:
    for path in TRAVERSALS:
        answer = client.get(f"{HOST}/static/{path}")
        assert answer.status_code in (400, 404) and "root:x:0:0" not in answer.text


def test_only_known_methods_are_answered(client: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert client.request(method, "/case/party", headers=OWN).status_code in (403, 405)
