"""The queue of what is to be judged."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient

from tests.cli.scanned_case import RECORD, case_with_posts, case_without_networks, scanned_case, scanned_tables
from tests.web.workbench import OWN, signed_in
from unisono.cases.marks import FILE, kept_marks
from unisono.web.pages.found.triage import base_rate

TRIAGE = "/case/case/triage"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    scanned_case(tmp_path / "case")
    with signed_in(tmp_path / "case") as client:
        yield client


def test_a_case_without_a_scan_leads_to_the_scan(tmp_path: Path) -> None:
    case_with_posts(tmp_path / "case")
    with signed_in(tmp_path / "case") as client:
        for page in ("triage", "networks", "findings", "network/1", "finding/f-1", "networks/graph"):
            answer = client.get(f"/case/case/{page}")
            assert answer.status_code == 200, page
            assert 'href="/case/case/scan"' in answer.text


def test_a_scan_that_found_nothing_says_so(tmp_path: Path) -> None:
    case_without_networks(tmp_path / "case")
    with signed_in(tmp_path / "case") as client:
        assert "nothing beyond chance" in client.get(TRIAGE).text


def test_networks_come_with_reasons_and_parts_are_folded_and_counted(client: TestClient) -> None:
    page = client.get(TRIAGE).text
    assert "3 accounts reposted 2 posts within 10 seconds." in page
    assert "2 findings about pairs and members of networks are judged with their networks." in page
    assert "f-aa22" not in page
    assert "f-aa22" in client.get(TRIAGE, params={"parts": "1"}).text


def test_the_base_rate_stands_above_the_list(client: TestClient, tmp_path: Path) -> None:
    page = client.get(TRIAGE).text
    assert "the same scan found 0 pairs and 0 networks" in page
    assert "chance may have given 0; 3.0 at most" in page
    case = scanned_case(tmp_path / "again")
    case.write_run({**RECORD, "twin_networks": None, "twin_pairs": None}, scanned_tables())
    assert base_rate(case.runs()[-1])["twin_most"] is None


def test_filters_live_in_the_address_and_an_empty_choice_says_so(client: TestClient) -> None:
    page = client.get(TRIAGE, params={"parts": "1", "subject": "pair"}).text
    assert "f-aa22" in page
    assert "f-aa11" not in page
    assert "No claim fits these choices" in client.get(TRIAGE, params={"verdict": "likely_inauthentic"}).text


def test_a_mark_is_kept_with_note_and_name_and_leads_back(client: TestClient, tmp_path: Path) -> None:
    form = {"kind": "network", "subject": "1", "mark": "keep", "note": "<b>read</b>", "by": "Ana", "next": TRIAGE}
    answer = client.post(TRIAGE, data=form, headers=OWN, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, TRIAGE)
    (mark,) = kept_marks(tmp_path / "case").marks
    assert (mark.by, mark.mark, mark.note, mark.subject, mark.accounts) == ("Ana", "keep", "<b>read</b>", "1", 3)
    page = client.get(TRIAGE).text
    assert 'data-marked="keep"' in page
    assert "<b>read</b>" not in page
    assert "f-aa" not in client.get(TRIAGE, params={"mark": "unmarked"}).text


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "network", "subject": "9", "mark": "keep"},
        {"kind": "finding", "subject": "f-none", "mark": "keep"},
        {"kind": "account", "subject": "twitter:1", "mark": "keep"},
        {"kind": "network", "subject": "1", "mark": "guilty"},
        {},
    ],
)
def test_what_is_no_claim_is_not_marked(client: TestClient, tmp_path: Path, form: dict[str, str]) -> None:
    answer = client.post(TRIAGE, data=form, headers={**OWN, "accept": "application/json"})
    assert answer.status_code == 400
    assert "error" in answer.json()
    assert not (tmp_path / "case" / FILE).exists()


def test_nobody_is_led_away_after_marking(client: TestClient) -> None:
    form = {"kind": "network", "subject": "1", "mark": "keep", "next": "//evil.example"}
    answer = client.post(TRIAGE, data=form, headers=OWN, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_another_site_cannot_mark(client: TestClient, tmp_path: Path) -> None:
    form = {"kind": "network", "subject": "1", "mark": "keep"}
    assert client.post(TRIAGE, data=form, headers={"origin": "https://evil.example"}).status_code == 403
    assert not (tmp_path / "case" / FILE).exists()


def test_damaged_marks_are_told_and_the_page_stands(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "case" / FILE).write_bytes(b"torn\n")
    page = client.get(TRIAGE).text
    assert "1 line of the marks cannot be read" in page
    assert "Network 1" in page


def test_the_twin_has_every_claim_of_the_choice(client: TestClient) -> None:
    rows = [orjson.loads(line) for line in client.get(TRIAGE, params={"as": "json", "parts": "1"}).text.splitlines()]
    assert [row["id"] for row in rows] == ["1", "f-aa11", "f-aa22"]
    assert client.get(TRIAGE, params={"as": "csv"}).text.startswith("kind,id,")
