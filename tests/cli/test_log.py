"""`unisono log` lists what was done and checks the chain."""

import json
from pathlib import Path

import pytest

from tests.cli.scanned_case import scanned_case
from unisono.cases.custody import check_log
from unisono.cases.custody.entry import FILE
from unisono.cli import main
from unisono.cli.log import chain_text


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return scanned_case(tmp_path).path


def test_entries_are_listed_and_the_chain_is_told(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(case), "--to", "json", "-o", str(case.parent / "x.json"), "--by", "Ana"]) == 0
    capsys.readouterr()
    assert main(["log", str(case), "--json"]) == 0
    *entries, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["action"] for one in entries] == ["case made", "import", "scan", "export"]
    assert (entries[-1]["actor"], entries[-1]["outputs"][0]["name"]) == ("Ana", str(case.parent / "x.json"))
    assert entries[-1]["command"].startswith("unisono export ")
    assert last == {"ok": True, "entries": 4, "head": check_log(case).head, "problems": []}
    assert main(["log", str(case)]) == 0
    printed = capsys.readouterr().out
    assert "The chain of 4 entries holds." in printed
    assert "Ana" in printed


def test_a_broken_chain_is_exit_4_and_the_line_is_named(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = (case / FILE).read_bytes()
    (case / FILE).write_bytes(content.replace(b'"action":"import"', b'"action":"export"'))
    assert main(["log", str(case), "--json"]) == 4
    told = capsys.readouterr()
    assert json.loads(told.out.splitlines()[-1])["problems"][0] == {
        "line": 2, "problem": "the entry is not as it was written",
    }  # fmt: skip
    assert "broken in line 2" in told.err
    assert main(["doctor", str(case), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert any("custody.jsonl: line 2" in line["found"] and not line["ok"] for line in lines)


def test_a_case_without_a_log_tells_what_its_files_do(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")  # wide enough for every cell in one line
    (case / FILE).unlink()
    assert main(["log", str(case)]) == 0
    told = capsys.readouterr()
    assert "import (told by files)" in told.out
    assert "no log yet" in told.err
    assert chain_text(check_log(case)) == "There is no chain to check."
    assert not (case / FILE).exists()


def test_a_report_is_entered_with_its_hash(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(case), "-o", str(case.parent / "r.html"), "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert check_log(case).entries[-1]["outputs"][0]["sha256"] == written["sha256"]  # type: ignore[index]
