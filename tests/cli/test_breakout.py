"""Levels beyond posts are stated, listed and withdrawn on the command line."""

from pathlib import Path

import orjson
import pytest

from tests.cli.scanned_case import scanned_case
from unisono.cases.breakouts import FILE
from unisono.cli import main

EVIDENCE = ("--evidence", "https://news.example/minister", "--on", "2026-11-20")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return scanned_case(tmp_path / "case").path


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["breakout", *arguments, "--json", "--quiet"]) == 0
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_level_is_stated_listed_and_withdrawn(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--network", "1", "--level", "5", *EVIDENCE, "--note", "She shared it.", "--by", "Rosa")
    (added,) = rows(capsys, "add", str(case), *given)
    assert (added["level"], added["by"], added["network"]) == (5, "Rosa", "1")
    (listed,) = rows(capsys, "list", str(case))
    assert (listed["id"], listed["network"], listed["holds"]) == (added["id"], 1, "yes")
    assert rows(capsys, "withdraw", str(case), str(added["id"]), "--note", "not hers", "--by", "Ben") == [
        {"withdrawn": added["id"], "level": 5, "network": "1"}
    ]
    (listed,) = rows(capsys, "list", str(case))
    assert listed["holds"] == "withdrawn by Ben: not hers"


def test_people_read_what_to_type_next(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["breakout", "list", str(case)]) == 0
    assert "To state one: unisono breakout add" in capsys.readouterr().out
    assert main(["breakout", "add", str(case), "--network", "1", "--level", "4", *EVIDENCE]) == 0
    assert "To withdraw it: unisono breakout withdraw" in capsys.readouterr().out
    assert main(["breakout", "list", str(case)]) == 0
    assert "https://news.example/minister" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--network", "1", "--level", "5"), "needs evidence"),
        (("--network", "1", "--level", "2", *EVIDENCE), "counted from posts"),
        (("--network", "8", "--level", "5", *EVIDENCE), "unisono networks"),
    ],
)
def test_without_evidence_or_network_nothing_is_stored(
    case: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], told: str
) -> None:
    assert main(["breakout", "add", str(case), *given]) == 2
    assert told in capsys.readouterr().err
    assert not (case / FILE).exists()


def test_damaged_lines_are_told_on_the_side(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (case / FILE).write_bytes(b"torn\n")
    assert main(["breakout", "list", str(case), "--json"]) == 0
    assert "line 1, cannot be read" in capsys.readouterr().err
