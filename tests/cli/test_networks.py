"""The networks command."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import case_with_posts, case_without_networks, scanned_case
from unisono.cases import SourceRecord
from unisono.cli import main
from unisono.model.batches import Batch


def test_json_has_the_fields_that_scripts_rely_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scanned_case(tmp_path / "case")
    assert main(["networks", str(tmp_path / "case"), "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    row = json.loads(line)
    assert row["accounts"] == ["twitter:1", "twitter:2", "twitter:3"]
    assert row["handles"] == ["ann", "bob", None]
    assert row["layers"] == {"repost": 2, "link": 1}
    assert row["first_at"] == "2018-06-30T23:59:50Z"
    assert row["woke_at"] == "2018-06-30T23:59:50Z"
    assert row["turned_at"] is row["born_at"] is None
    assert {"network", "size", "q", "last_at", "stability", "purpose", "innocent", "verdict"} <= set(row)


def test_a_table_carries_innocent_explanations_and_the_way_to_the_posts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned_case(tmp_path / "case")
    assert main(["networks", str(tmp_path / "case")]) == 0
    printed = capsys.readouterr().out
    assert "@ann, @bob, twitter:3" in printed
    assert "  Innocent explanations:\n  - share button fits 20%: 2 of 6 posts.\n" in printed
    assert f"unisono show {tmp_path / 'case'} network 1" in printed


def test_tables_name_the_platform_where_the_case_has_several(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")  # wide enough for every cell in one line
    case = scanned_case(tmp_path / "case")
    posts = pl.DataFrame({"platform": ["gab"], "post_id": ["1"], "account_id": ["7"], "handle": ["ann"]})
    case.append([Batch(posts=posts)], SourceRecord("gab.csv", "ef" * 32))
    for command in (["networks", str(case.path)], ["pairs", str(case.path)], ["show", str(case.path), "network", "1"]):
        assert main(command) == 0
        printed = capsys.readouterr().out
        assert "@ann (twitter)" in printed
        assert "@bob (twitter)" in printed
    assert main(["networks", str(case.path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["handles"] == ["ann", "bob", None]


def test_no_networks_is_an_answer_with_its_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case_without_networks(tmp_path / "case")
    assert main(["networks", str(tmp_path / "case")]) == 0
    assert "nothing here is more than chance would give. The scan tested 12,345 pairs" in capsys.readouterr().out
    assert main(["networks", str(tmp_path / "case"), "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_a_case_that_is_not_there_or_not_scanned_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["networks", str(tmp_path / "absent")]) == 2
    case_with_posts(tmp_path / "case")
    assert main(["networks", str(tmp_path / "case")]) == 2
    assert "Type: unisono scan" in capsys.readouterr().err
