"""The job of an export keeps the same bytes that the command would write, under their hash."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from tests.cli.scanned_case import case_with_posts, scanned_case
from tests.dossiers.target.attacked_case import attacked_case
from tests.exports.small_case import content_of
from unisono.cases import Case
from unisono.cases.custody.entry import FILE as CUSTODY
from unisono.cases.exported import FILE as EXPORTED
from unisono.cases.exported import read_exports
from unisono.cases.targets import name_behind, remove_target
from unisono.exports import build_export
from unisono.exports.report import render_as, render_report
from unisono.model.errors import UsageError
from unisono.web.jobs.exporting import build, download_name, export_job
from unisono.web.jobs.kept import new_job
from unisono.web.jobs.progress import Progress


def exported(case: Case, **settings: str) -> dict[str, object]:
    return export_job(case.path, settings, Progress(new_job(case.path, "export", settings)))


def test_a_report_is_kept_with_who_asked_for_it(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    told = exported(case, what="report", profile="internal", by="Ann")
    (kept,) = read_exports(case.path).exports
    content = render_report(case, run, "internal").encode()
    assert told["sha256"] == kept.sha256 == hashlib.sha256(content).hexdigest()
    assert (kept.by, kept.profile, kept.run, kept.name) == ("Ann", "internal", run.id, "case-report-internal.html")


@pytest.mark.parametrize(("form", "ending"), [("html", ".html"), ("pdf", ".pdf"), ("markdown", ".md")])
def test_a_report_is_kept_in_the_form_that_was_asked_for(form: str, ending: str, tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    exported(case, what="report", profile="public", format=form)
    (kept,) = read_exports(case.path).exports
    assert (kept.name, kept.about) == (f"case-report-public{ending}", form)
    assert kept.file == f"reports/{kept.sha256}{ending}"
    assert (case.path / kept.file).read_bytes() == render_as(form, case, run, "public")


def test_a_report_is_written_in_the_language_that_was_asked_for(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    exported(case, what="report", profile="peer", language="de")
    (kept,) = read_exports(case.path).exports
    assert kept.name == "case-report-peer-de.html"
    assert '<html lang="de">' in (case.path / kept.file).read_text("utf-8")


def test_tables_come_as_one_file_that_is_the_same_each_time(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    run = case.latest_run()
    file = build(case, run, {"what": "csv"})
    content = content_of(file)
    assert file.name == "case-csv.zip"
    assert content_of(build(case, run, {"what": "csv"})) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one: archive.read(one) for one in archive.namelist()} == {
            one.name: content_of(one) for one in build_export(case, run, "csv")
        }


@pytest.mark.parametrize(("what", "name"), [("gexf", "case.gexf"), ("coortweet", "case-link-coortweet.csv")])
def test_single_files_are_what_the_command_writes(what: str, name: str, tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    written = build(case, case.latest_run(), {"what": what, "layer": "link"})
    assert written.name == name
    assert content_of(written) == content_of(build_export(case, case.latest_run(), what, layer="link")[0])


def test_the_page_and_the_log_of_a_target_are_exported(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case", scanned=False)
    page = build(case, None, {"what": "target-page", "target": "Ilva"})
    assert page.name == "case-Ilva.html"
    assert b"Posts against" in content_of(page)
    log = build(case, None, {"what": "target-log", "target": "Ilva"})
    assert log.name == "case-Ilva-log.csv"
    assert content_of(log).count(b"\n") == 250


@pytest.mark.parametrize(("what", "ending"), [("target-page", ".html"), ("target-log", "-log.csv")])
def test_the_log_of_a_case_does_not_name_a_target_and_the_download_does(what: str, ending: str, tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case", scanned=False)
    exported(case, what=what, target="Ilva")
    (kept,) = read_exports(case.path).exports
    for chain in (CUSTODY, EXPORTED):
        last = (case.path / chain).read_bytes().splitlines()[-1]
        assert kept.sha256.encode() in last
        assert b"ilva" not in last.lower()
    assert download_name(case, kept) == f"case-Ilva{ending}"
    assert name_behind(case.path, kept.about) == "Ilva"
    remove_target(case.path, "Ilva")
    assert download_name(case, kept) == kept.name
    assert name_behind(case.path, kept.about) == kept.about != ""


def test_what_cannot_be_written_says_why(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    with pytest.raises(UsageError, match="was not scanned"):
        exported(case, what="report", profile="peer")
    with pytest.raises(UsageError, match="no run r9"):
        exported(case, what="report", run="r9")
    with pytest.raises(UsageError, match="no export 'evil'"):
        exported(case, what="evil")
    assert read_exports(case.path).exports == []


def test_an_export_for_others_is_kept_with_whom_it_is_for(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    exported(case, what="graphml", profile="public")
    (kept,) = read_exports(case.path).exports
    assert (kept.what, kept.profile) == ("graphml", "public")
    assert b"twitter:" not in (case.path / kept.file).read_bytes()
    assert not [file for file in (case.path / "exports").iterdir() if file.name.startswith(".")]
