"""The page that seals a case and checks packs."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.cli.scanned_case import scanned_case
from tests.exports.evidence_pack.small_pack import make_key
from tests.web.jobs.waiting import ended
from tests.web.workbench import HOST, OWN, application, signed_in
from unisono.cases.exported import file_of, read_exports
from unisono.cases.purging import PurgeRequest, purge
from unisono.exports.evidence_pack import seal_case
from unisono.web.jobs.kept import kept_jobs

PAGE = "/case/case/seal"


def test_a_pack_is_sealed_saved_sent_back_and_checked(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    made = application(case.path)
    with TestClient(made.asgi(), base_url=HOST) as client:
        client.get("/", params={"token": made.sessions.token})
        assert "The case was not sealed here yet." in client.get(PAGE).text
        form = {"form": "seal", "key": str(make_key(tmp_path)), "request": "on", "by": "Ann <b>"}
        begun = client.post(PAGE, data=form, headers=OWN)
        assert ended(made.workbench.jobs, kept_jobs(case.path)[0]) == "finished"
        (kept,) = read_exports(case.path).exports
        sealed, listed = client.get(begun.url.path).text, client.get(PAGE).text
        content = client.get(f"/case/case/evidence/file/{kept.sha256}").content
        assert content == file_of(case.path, kept).read_bytes()
        files = {"files": ("pack.zip", content)}
        check = client.post("/case/case/seal/uploads", files=files, headers={**OWN, "accept": "text/html"})
        assert ended(made.workbench.jobs, kept_jobs(case.path)[0]) == "finished"
        checked = client.get(check.url.path).text
    assert "The pack is sealed" in sealed
    assert "not signed" not in listed and "a timestamp was asked for" in listed and "Ann &lt;b&gt;" in listed
    assert "The pack holds" in checked and "Signed with the key" in checked
    assert checked.count('class="check check-holds"') == 4
    assert checked.count('class="check check-waits"') == 1
    assert not list((case.path / "uploads").glob("*"))


def test_sources_that_a_purge_left_out_are_told_with_the_true_reason(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    purge(case.path, PurgeRequest(accounts=("x:nobody",)), "asked")
    made = application(case.path)
    with TestClient(made.asgi(), base_url=HOST) as client:
        client.get("/", params={"token": made.sessions.token})
        begun = client.post(PAGE, data={"form": "seal", "key": str(make_key(tmp_path))}, headers=OWN)
        assert ended(made.workbench.jobs, kept_jobs(case.path)[0]) == "finished"
        page = client.get(begun.url.path).text
    assert "1 of its sources was left out on purpose" in page
    assert "not where it was imported from" not in page


def test_what_is_wrong_with_a_pack_is_listed_with_what_each_check_proves(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    seal_case(case, tmp_path / "pack")
    (tmp_path / "pack" / "VERIFY.md").write_text("<script>1</script>", encoding="utf-8")
    made = application(case.path)
    with TestClient(made.asgi(), base_url=HOST) as client:
        client.get("/", params={"token": made.sessions.token})
        begun = client.post(PAGE, data={"form": "verify", "pack": str(tmp_path / "pack")}, headers=OWN)
        assert ended(made.workbench.jobs, kept_jobs(case.path)[0]) == "finished"
        page = client.get(begun.url.path).text
    assert "The pack does not hold" in page and "1 thing is wrong" in page
    assert 'class="check check-fails"' in page and "What it proves:" in page
    assert "VERIFY.md" in page and "<script>1" not in page
    assert page.count('class="check check-none"') == 2


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"form": "seal"}, "say that the pack is not to be signed"),
        ({"form": "seal", "key": "/none"}, "does not exist"),
        ({"form": "seal", "unsigned": "on", "networks": "9"}, "no network 9"),
        ({"form": "seal", "unsigned": "on", "networks": "a"}, "no number of a network"),
        ({"form": "seal", "unsigned": "on", "since": "soon"}, "soon"),
        ({"form": "seal", "unsigned": "on", "age": "x"}, "no recipient"),
        ({"form": "seal", "unsigned": "on", "sources": __file__}, "Name the folder"),
        ({"form": "verify", "pack": ""}, "Name a file"),
        ({"form": "verify", "pack": __file__, "signers": "/none"}, "does not exist"),
        ({"form": "else"}, "does not take that"),
    ],
)
def test_what_cannot_be_done_is_told_and_begins_nothing(form: dict[str, str], told: str, tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    with signed_in(case.path) as client:
        answer = client.post(PAGE, data=form, headers=OWN)
    assert answer.status_code == 400
    assert told in answer.text
    assert not kept_jobs(case.path)
