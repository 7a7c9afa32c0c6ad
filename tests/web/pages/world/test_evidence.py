"""The page of exports begins them as jobs, lists what was kept, and checks it against the hashes."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.cli.scanned_case import case_with_posts, scanned_case
from tests.web.jobs.waiting import ended
from tests.web.workbench import HOST, OWN, application, signed_in
from unisono.cases.exported import keep_export, read_exports
from unisono.exports import EXPORTS
from unisono.web.jobs.kept import kept_jobs


def test_a_report_that_is_asked_for_is_written_kept_and_handed_over(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    made = application(case.path)
    with TestClient(made.asgi(), base_url=HOST) as client:
        client.get("/", params={"token": made.sessions.token})
        form = {"what": "report", "profile": "public", "format": "markdown", "by": "Ann <b>"}
        page = client.post("/case/case/evidence", data=form, headers=OWN)
        assert page.status_code == 200
        assert ended(made.workbench.jobs, kept_jobs(case.path)[0]) == "finished"
        listed = client.get("/case/case/evidence?check=yes").text
        (kept,) = read_exports(case.path).exports
        answer = client.get(f"/case/case/evidence/file/{kept.sha256}")
    assert kept.sha256 in listed
    assert "Ann &lt;b&gt;" in listed
    assert "Every kept file has the SHA-256" in listed
    assert answer.headers["content-disposition"] == 'attachment; filename="case-report-public.md"'
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.content) == kept.bytes


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"what": "evil"}, "no such export"),
        ({"what": "report", "profile": "all"}, "no report profile"),
        ({"what": "report", "profile": "peer", "format": "docx"}, "no report format"),
        ({"what": "report", "profile": "peer", "language": "fr"}, "no reports in"),
        ({"what": "coortweet", "layer": "../x"}, "no layer"),
    ],
)
def test_what_cannot_be_exported_is_refused(form: dict[str, str], told: str, tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    with signed_in(case.path) as client:
        answer = client.post("/case/case/evidence", data=form, headers=OWN)
    assert answer.status_code == 400
    assert told in answer.text
    assert kept_jobs(case.path) == []


def test_a_case_without_a_scan_has_no_report_to_write(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    with signed_in(case.path) as client:
        page = client.get("/case/case/evidence").text
        refused = client.post("/case/case/evidence", data={"what": "csv"}, headers=OWN)
    assert "there is nothing to report" in page
    assert "Nothing was exported yet" in page
    assert refused.status_code == 400


def test_a_file_that_was_changed_is_told(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    kept = keep_export(case.path, b"<p>", what="report", name="r.html", by="")
    (case.path / kept.file).write_bytes(b"<script>")
    with signed_in(case.path) as client:
        page = client.get("/case/case/evidence?check=yes").text
        rows = client.get("/case/case/evidence?as=json").text
    assert "1 file is not what it was" in page
    assert "not signed" in page
    assert kept.sha256 in rows


def test_every_export_is_listed_with_words_and_its_readers_are_kept(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    made = application(case.path)
    with TestClient(made.asgi(), base_url=HOST) as client:
        client.get("/", params={"token": made.sessions.token})
        page = client.get("/case/case/evidence").text
        client.post("/case/case/evidence", data={"what": "gexf", "profile": "public"}, headers=OWN)
        client.post("/case/case/evidence", data={"what": "stix", "profile": ""}, headers=OWN)
        refused = client.post("/case/case/evidence", data={"what": "coortweet", "profile": "peer"}, headers=OWN)
    for exporter in EXPORTS:
        assert f'<option value="{exporter.name}">' in page
        assert f'<option value="{exporter.name}">{exporter.name}</option>' not in page
    assert refused.status_code == 400
    assert sorted((job.settings["what"], job.settings["profile"]) for job in kept_jobs(case.path)) == [
        ("gexf", "public"),
        ("stix", "peer"),
    ]
