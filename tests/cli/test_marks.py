"""What people decided, on the command line."""

from pathlib import Path

import orjson
import pytest

from tests.cli.scanned_case import scanned_case
from unisono.cases.marks import FILE, Mark, keep_mark
from unisono.cases.reviews import Review, keep_review
from unisono.cli import main


def test_nothing_marked_says_where_to_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = scanned_case(tmp_path / "case")
    assert main(["marks", str(case.path)]) == 0
    assert "Nothing is marked" in capsys.readouterr().out


def test_marks_and_reviews_are_listed_with_which_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = scanned_case(tmp_path / "case")
    for at, mark in (("2020-01-01T00:00:00Z", "keep"), ("2020-01-02T00:00:00Z", "dismiss")):
        keep_mark(case.path, Mark(at=at, by="Ana", kind="finding", identity="f-aa11", mark=mark, subject="f-aa11"))
    keep_review(
        case.path,
        Review("2020-01-03T00:00:00Z", "Ben", "n-1", "agree", network="1", attribution="A firm.", sources="A court."),
    )
    assert main(["marks", str(case.path), "--json"]) == 0
    rows = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["decision"], row["holds"]) for row in rows] == [("agrees", True), ("dismiss", True), ("keep", False)]
    assert main(["marks", str(case.path)]) == 0
    assert "Ben attributes network 1 to: A firm. Sources: A court." in capsys.readouterr().out


def test_damaged_lines_are_told_on_the_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = scanned_case(tmp_path / "case")
    (case.path / FILE).write_bytes(b"torn\n")
    assert main(["marks", str(case.path), "--json"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "line 1, cannot be read" in told.err
