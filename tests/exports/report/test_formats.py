"""A report is written in the form that its name says, kept track of, and the same each time."""

import hashlib
from pathlib import Path

import pytest

from tests.exports.report.invented import Shape, build_case
from unisono.cases import Case, Run
from unisono.cases.custody import check_log
from unisono.exports.report import FORMATS, render_report, write_report
from unisono.exports.report.formats import ENDINGS, format_of
from unisono.model.errors import UsageError

BEGINNINGS = {"html": b"<!doctype html>", "pdf": b"%PDF-", "markdown": b"Unisono"}


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    return build_case(tmp_path_factory.mktemp("formats") / "case", [Shape(5, 6)])


@pytest.mark.parametrize(
    ("path", "wanted", "form"),
    [
        ("report.html", None, "html"),
        ("REPORT.PDF", None, "pdf"),
        ("report.md", None, "markdown"),
        ("report.markdown", None, "markdown"),
        ("report", None, "html"),
        ("report.v2", "markdown", "markdown"),
        ("report.htm", "html", "html"),
    ],
)
def test_the_ending_says_the_form_unless_it_is_named(path: str, wanted: str | None, form: str) -> None:
    assert format_of(path, wanted) == form


def test_an_ending_that_contradicts_the_form_is_refused_with_what_to_type() -> None:
    with pytest.raises(UsageError, match=r"-o out/report\.pdf"):
        format_of("out/report.html", "pdf")
    with pytest.raises(UsageError, match="html, pdf, markdown"):
        format_of("report.html", "docx")


@pytest.mark.parametrize("form", FORMATS)
def test_each_form_is_written_logged_and_the_same_each_time(
    scanned: tuple[Case, Run], form: str, tmp_path: Path
) -> None:
    case, run = scanned
    file = tmp_path / f"report{ENDINGS[form]}"
    written = write_report(case, run, file, "peer")
    content = file.read_bytes()
    assert content.startswith(BEGINNINGS[form])
    assert written == {"report": str(file), "sha256": hashlib.sha256(content).hexdigest()}
    assert write_report(case, run, tmp_path / "again", "peer", form)["sha256"] == written["sha256"]
    told = {"run": run.id, "profile": "peer"}
    entry = check_log(case.path).entries[-1]
    assert (entry["action"], entry["details"]) == ("report", {**told, "format": form, "language": "en"})
    assert entry["outputs"] == [{"name": str(tmp_path / "again"), "bytes": len(content), "sha256": written["sha256"]}]


def test_html_is_the_page_itself(scanned: tuple[Case, Run], tmp_path: Path) -> None:
    case, run = scanned
    write_report(case, run, tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == render_report(case, run)


def test_another_profile_and_a_folder_that_is_missing_are_usage_errors(
    scanned: tuple[Case, Run], tmp_path: Path
) -> None:
    case, run = scanned
    with pytest.raises(UsageError, match="internal, peer, public"):
        write_report(case, run, tmp_path / "report.html", "secret")
    with pytest.raises(UsageError, match="cannot be written"):
        write_report(case, run, tmp_path / "missing" / "report.html")
