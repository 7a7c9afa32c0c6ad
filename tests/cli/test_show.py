"""The show command and its subjects."""

import json
from pathlib import Path

import pytest

from tests.cli.scanned_case import scanned_case
from unisono.cli import main


def test_a_network_as_json_has_the_fields_that_scripts_rely_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned_case(tmp_path / "case")
    assert main(["show", str(tmp_path / "case"), "network", "1", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    row = json.loads(line)
    assert row["network"] == 1
    assert row["woke_at"] == "2018-06-30T23:59:50Z"
    assert row["turned_at"] is row["born_at"] is None
    assert row["seen_in"] == []
    assert [(member["account_id"], member["role"]) for member in row["members"]] == [
        ("twitter:1", "launcher"),
        ("twitter:2", "crowd"),
        ("twitter:3", "crowd"),
    ]


def test_a_network_as_a_page_says_who_what_when_and_where_the_posts_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned_case(tmp_path / "case")
    assert main(["show", str(tmp_path / "case"), "network", "@ann"]) == 0
    printed = capsys.readouterr().out
    for part in ("@bob", "twitter:3", "launcher", "Acts by day", "2018-07-01", "unisono evidence"):
        assert part in printed
    assert f"One of them on a page: unisono show {tmp_path / 'case'} account twitter:1" in printed
    assert "Life of its accounts" in printed and "Hours and weekdays: cannot say" in printed


def test_a_network_that_is_not_there_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scanned_case(tmp_path / "case")
    assert main(["show", str(tmp_path / "case"), "network", "9"]) == 2
    assert "has no network 9. Networks: 1." in capsys.readouterr().err
