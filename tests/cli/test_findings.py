"""The findings command."""

import json
from pathlib import Path

import pytest

from tests.cli.scanned_case import case_without_networks, scanned_case
from unisono.cli import main

FIELDS = ["finding", "detector", "subject_kind", "subject", "measure", "value", "expected", "n", "p", "q"]
FIELDS += ["because", "posts_count", "likelihood"]


def test_json_has_the_fields_that_scripts_rely_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scanned_case(tmp_path / "case")
    assert main(["findings", str(tmp_path / "case"), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(row)[: len(FIELDS)] for row in rows] == [FIELDS] * 2
    assert rows[0]["evidence"] == {"network": 1}
    assert isinstance(rows[0]["innocent"], list)


def test_findings_can_be_chosen_by_subject_and_detector(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scanned_case(tmp_path / "case")
    options = ["--subject-kind", "pair", "--detector", "co_action"]
    assert main(["findings", str(tmp_path / "case"), *options, "--json"]) == 0
    assert [json.loads(line)["finding"] for line in capsys.readouterr().out.splitlines()] == ["f-aa22"]
    assert main(["findings", str(tmp_path / "case"), "--subject-kind", "planet"]) == 2
    assert "Type one of: network, pair" in capsys.readouterr().err


def test_each_finding_carries_its_reason_and_the_way_to_its_posts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned_case(tmp_path / "case")
    assert main(["findings", str(tmp_path / "case")]) == 0
    printed = capsys.readouterr().out
    assert "f-aa11: 3 accounts reposted 2 posts." in printed
    assert printed.count("Innocent explanations: ") == 2
    # A network's explanations were measured; a pair's are those that its detector names.
    assert "Innocent explanations: share button fits 20%: 2 of 6 posts; newswire fits 5%" in printed
    assert "Innocent explanations: share button; newswire; fan club" in printed
    assert f"unisono evidence {tmp_path / 'case'} f-aa11" in printed


def test_no_findings_is_an_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case_without_networks(tmp_path / "case")
    assert main(["findings", str(tmp_path / "case")]) == 0
    assert "No findings: nothing is more than chance would give. Pairs tested: 12,345." in capsys.readouterr().out
