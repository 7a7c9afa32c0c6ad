"""The timeline prints what happened, in order, and says how to see the posts."""

from datetime import timedelta
from pathlib import Path

import orjson
import pytest

from tests.exports.report.invented import START, build_case
from unisono.cases import create_case
from unisono.cases.events import Event, keep_event
from unisono.cli import main


def test_the_timeline_has_networks_and_events_as_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, _ = build_case(tmp_path / "case")
    keep_event(case.path, Event("vote", START + timedelta(days=900), "gazette"))
    assert main(["timeline", str(case.path), "--json", "--quiet"]) == 0
    rows = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["kind"] for row in rows] == ["network", "network", "event"]
    assert rows[0]["networks"] == [int(rows[0]["subject"])]
    assert rows[0]["at"].endswith("Z")
    assert main(["timeline", str(case.path), "--kind", "event", "--json", "--quiet"]) == 0
    (event,) = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert event["subject"] == "vote"


def test_a_person_reads_a_table_and_what_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, _ = build_case(tmp_path / "case")
    assert main(["timeline", str(case.path)]) == 0
    assert "acted together" in capsys.readouterr().out
    assert main(["timeline", str(case.path), "--kind", "woke"]) == 0
    assert "Nothing of this kind happened" in capsys.readouterr().out


def test_a_kind_that_is_none_and_a_case_without_a_scan_are_usage_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = create_case(tmp_path / "empty")
    assert main(["timeline", str(case.path)]) == 2
    assert "unisono scan" in capsys.readouterr().err
    assert main(["timeline", str(case.path), "--kind", "slept"]) == 2
    assert "woke" in capsys.readouterr().err
