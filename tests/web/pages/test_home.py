"""The first page of a case says what it holds, how far the work is, and what happened."""

from pathlib import Path

from starlette.testclient import TestClient

from tests.cli.scanned_case import case_that_grew, case_with_posts, scanned_case, some_posts
from tests.web.workbench import HOST, OWN, application, signed_in
from unisono.cases import Case, SourceRecord, create_case
from unisono.model.batches import Batch, Rejection
from unisono.web.cards.workers import Workers
from unisono.web.pages import home
from unisono.web.pages.home_inventory import sources_of


def page_of(case: Case, query: str = "") -> str:
    with signed_in(case.path) as client:
        return client.get(f"/case/{case.path.name}{query}").text


def test_a_scanned_case_says_what_it_holds_and_what_happened(tmp_path: Path) -> None:
    page = page_of(scanned_case(tmp_path / "case"))
    assert "Scan again" not in page
    assert "1 network, 3 accounts in them." in page
    assert "shuffled twin" in page
    assert '<a href="/case/case/network/1">Network</a>' in page
    assert 'aria-labelledby="inventory-title inventory-text"' in page


def test_posts_that_the_scan_does_not_know_are_told(tmp_path: Path) -> None:
    page = page_of(case_that_grew(tmp_path / "case"))
    assert "1 post was imported after the latest scan" in page
    assert "Scan again" in page


def test_an_empty_case_and_one_without_a_scan_say_what_to_do(tmp_path: Path) -> None:
    assert "The case holds no posts yet." in page_of(create_case(tmp_path / "none"))
    assert "The case was not scanned yet" in page_of(case_with_posts(tmp_path / "posts"))


def test_the_question_is_kept_and_shown_without_markup(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    with signed_in(case.path) as client:
        asked = {"question": "Who <script>alert(1)</script>?\nSince when?", "scope": "June"}
        answer = client.post("/case/case", data=asked, headers=OWN)
        assert answer.status_code == 200
        assert "Who &lt;script&gt;alert(1)&lt;/script&gt;?\nSince when?" in answer.text
        assert "June</textarea>" in client.get("/case/case?edit=question").text
        too_long = client.post("/case/case", data={"question": "x" * 5_000}, headers=OWN)
        assert too_long.status_code == 400
        assert "5,000 letters" in too_long.text


def test_the_data_of_the_page_are_one_row(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    with signed_in(case.path) as client:
        (row,) = (client.get("/case/case?as=json").text).splitlines()
    assert '"networks":1' in row
    assert '"gaps":[]' in row
    assert '"sha256":"abab' in row


def test_what_takes_long_comes_by_itself(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    made = application(case.path, wait_seconds=0.0, workers=Workers(processes=1))
    with TestClient(made.asgi(), base_url=HOST) as client:
        client.get("/", params={"token": made.sessions.token})
        answer = client.get("/case/case")
    assert answer.headers["refresh"] == str(home.COME_BACK_SECONDS)
    assert answer.text.count("This comes by itself.") == 2
    assert '<a href="/case/case/posts">8</a>' in answer.text


def test_rejected_rows_lead_to_their_reasons(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    batch = Batch(posts=some_posts(), read=10, rejected=(Rejection("no <id>", 9, "row 9", 2),))
    case.append([batch], SourceRecord("party.jsonl", "ab" * 32, "twitter_v1"))
    (source,) = sources_of(case)
    assert source["reasons"] == [{"reason": "no <id>", "rows": 2, "example": "row 9"}]
    assert "2 rows: no &lt;id&gt;" in page_of(case)
