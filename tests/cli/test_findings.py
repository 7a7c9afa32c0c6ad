"""The findings command."""

import json
from pathlib import Path

import pytest

from tests.cli.scanned_case import case_without_networks, scanned_case
from unisono.cli import findings, main

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
    assert "Type one of: --subject-kind network, account, pair, text" in capsys.readouterr().err


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


def test_none_of_a_kind_is_not_none_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scanned_case(tmp_path / "case")
    assert main(["findings", str(tmp_path / "case"), "--subject-kind", "account"]) == 0
    printed = capsys.readouterr().out
    assert f"No findings of this kind. There are 2 others: unisono findings {tmp_path / 'case'}\n" in printed


@pytest.mark.parametrize("options", [["--subject-kind", "planet"], ["--detector", "astrology"]])
def test_an_unknown_name_is_refused_where_there_are_no_findings_too(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case_without_networks(tmp_path / "case")
    assert main(["findings", str(tmp_path / "case"), *options]) == 2
    assert (
        f"There is no {options[0][2:].replace('-', ' ')} '{options[1]}'. Type one of: {options[0]} "
        in capsys.readouterr().err
    )


def test_a_known_kind_without_findings_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scanned_case(tmp_path / "case")
    assert main(["findings", str(tmp_path / "case"), "--subject-kind", "account", "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_json_leaves_stderr_to_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned_case(tmp_path / "case")
    monkeypatch.setattr(findings, "EXPLAINED", 1)
    assert main(["findings", str(tmp_path / "case"), "--json"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["findings", str(tmp_path / "case")]) == 0
    assert "Reasons of the first 1 of 2 findings shown" in capsys.readouterr().err


def test_what_the_numbers_mean_is_said_for_each_kind_of_subject(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned_case(tmp_path / "case")
    assert main(["findings", str(tmp_path / "case")]) == 0
    printed = capsys.readouterr().out
    assert "About network (co_action): expected is a bound:" in printed
    assert "p is the same number as q: no p-value of a network as a whole is computed." in printed
    assert "About pair (co_action): expected is the common objects that chance would give" in printed
    assert "About account" not in printed
