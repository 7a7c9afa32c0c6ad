"""The report from the command line."""

import hashlib
from pathlib import Path

import orjson
import pytest

from tests.exports.report.invented import Shape, build_case
from unisono.cases import create_case
from unisono.cli import main


@pytest.fixture
def case(tmp_path: Path) -> Path:
    build_case(tmp_path / "case", [Shape(5, 6)])
    return tmp_path / "case"


def test_json_names_the_file_and_its_hash(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.html"
    assert main(["report", str(case), "-o", str(target), "--json"]) == 0
    line = orjson.loads(capsys.readouterr().out)
    assert line == {"report": str(target), "sha256": hashlib.sha256(target.read_bytes()).hexdigest()}


def test_without_a_name_the_file_is_report_html_here(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", str(case), "--profile", "public"]) == 0
    assert "report.html" in capsys.readouterr().out
    assert "Public copy" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert (case / "pseudonym.key").exists()


def test_a_case_without_a_scan_is_sent_to_scan_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_case(tmp_path / "case")
    assert main(["report", str(tmp_path / "case"), "-o", str(tmp_path / "r.html")]) == 2
    assert f"unisono scan {tmp_path / 'case'}" in capsys.readouterr().err


def test_an_unknown_profile_is_refused_by_name(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(case), "-o", str(tmp_path / "r.html"), "--profile", "everyone"]) == 2
    assert "internal, peer, public" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


def test_the_language_is_that_of_the_option_and_one_that_there_is_not_is_refused(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "informe.html"
    assert main(["report", str(case), "-o", str(file), "--lang", "es"]) == 0
    assert '<html lang="es">' in file.read_text("utf-8")
    assert main(["report", str(case), "-o", str(tmp_path / "x.html"), "--lang", "fr"]) == 2
    assert "Languages: en, de, es" in capsys.readouterr().err


def test_a_report_that_is_there_is_replaced_only_when_told(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.html"
    target.write_text("mine")
    assert main(["report", str(case), "-o", str(target)]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert target.read_text() == "mine"
    assert main(["report", str(case), "-o", str(target), "--overwrite"]) == 0
    assert target.read_text(encoding="utf-8") != "mine"


def test_a_case_in_which_no_key_can_be_made_is_one_sentence(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(path: object, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("unisono.cases.secret_keys.os.open", forbidden)
    assert main(["report", str(case), "-o", str(tmp_path / "peer.html"), "--profile", "peer"]) == 2
    said = capsys.readouterr().err
    assert "pseudonym.key cannot be opened or written: Permission denied" in said
    assert said.count("\n") == 1


def test_the_ending_of_the_file_says_what_is_written(case: Path, tmp_path: Path) -> None:
    assert main(["report", str(case), "-o", str(tmp_path / "r.md"), "--profile", "public"]) == 0
    assert "# 1 network: 5 accounts acted together" in (tmp_path / "r.md").read_text(encoding="utf-8")
    assert main(["report", str(case), "-o", str(tmp_path / "r.pdf")]) == 0
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")


def test_a_format_alone_names_the_file_and_one_that_contradicts_it_is_refused(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", str(case), "--format", "markdown"]) == 0
    assert (tmp_path / "report.md").exists()
    assert main(["report", str(case), "-o", "other.pdf", "--format", "markdown"]) == 2
    assert "-o other.md" in capsys.readouterr().err
    assert main(["report", str(case), "--format", "docx"]) == 2
    assert "html, pdf, markdown" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir() if file.suffix] == ["report.md"]
