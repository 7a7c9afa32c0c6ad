"""The job of an export keeps the same bytes that the command would write, under their hash."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from tests.cli.scanned_case import case_with_posts, scanned_case
from tests.dossiers.target.attacked_case import attacked_case
from unisono.cases import Case
from unisono.cases.exported import read_exports
from unisono.exports import build_export
from unisono.exports.report import render_report
from unisono.model.errors import UsageError
from unisono.web.jobs.exporting import build, export_job, zipped
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


def test_tables_come_as_one_file_that_is_the_same_each_time(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    run = case.latest_run()
    name, content = build(case, run, {"what": "csv"})
    assert name == "case-csv.zip"
    assert build(case, run, {"what": "csv"})[1] == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one: archive.read(one) for one in archive.namelist()} == {
            file.name: file.content for file in build_export(case, run, "csv")
        }


@pytest.mark.parametrize(("what", "name"), [("gexf", "case.gexf"), ("coortweet", "case-link-coortweet.csv")])
def test_single_files_are_what_the_command_writes(what: str, name: str, tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    written, content = build(case, case.latest_run(), {"what": what, "layer": "link"})
    assert written == name
    assert content == build_export(case, case.latest_run(), what, layer="link")[0].content


def test_the_page_and_the_log_of_a_target_are_exported(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case", scanned=False)
    name, page = build(case, None, {"what": "target-page", "target": "Ilva"})
    assert name == "case-Ilva.html"
    assert b"Posts against" in page
    name, log = build(case, None, {"what": "target-log", "target": "Ilva"})
    assert name == "case-Ilva-log.csv"
    assert log.count(b"\n") == 250


def test_what_cannot_be_written_says_why(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    with pytest.raises(UsageError, match="was not scanned"):
        exported(case, what="report", profile="peer")
    with pytest.raises(UsageError, match="no run r9"):
        exported(case, what="report", run="r9")
    with pytest.raises(UsageError, match="no export 'evil'"):
        exported(case, what="evil")
    assert read_exports(case.path).exports == []


def test_files_of_one_content_make_one_archive() -> None:
    assert zipped({"a": b"1"}) == zipped({"a": b"1"})
