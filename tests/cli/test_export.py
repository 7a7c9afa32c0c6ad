import json
from pathlib import Path

import pytest

from tests.exports.small_case import case_with_posts, case_with_run
from unisono.cli import main


def test_json_says_where_the_export_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case_with_run(tmp_path / "case")
    path = tmp_path / "graph.gexf"
    assert main(["export", str(tmp_path / "case"), "--to", "gexf", "-o", str(path), "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    written = json.loads(line)
    assert written["export"] == str(path)
    assert written["rows"] == 11
    assert len(written["sha256"]) == 64
    assert path.exists()


def test_without_a_place_the_export_is_named_after_the_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case_with_run(tmp_path / "case")
    monkeypatch.chdir(tmp_path)
    assert main(["export", "case", "--to", "csv"]) == 0
    assert main(["export", "case", "--to", "json"]) == 0
    assert (tmp_path / "case-csv" / "members.csv").exists()
    assert (tmp_path / "case-graph.json").exists()
    assert "Wrote case-csv" in capsys.readouterr().out


def test_a_single_file_can_go_to_stdout_alone(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    case_with_posts(tmp_path / "case")
    assert main(["export", str(tmp_path / "case"), "--to", "coortweet", "-o", "-"]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert out.startswith("object_id,account_id,content_id,timestamp_share\n")
    assert len(out.splitlines()) == 16


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["--to", "gexf"], "Try: unisono scan"),
        (["--to", "docx"], "Type one of: --to csv"),
        (["--to", "csv", "--profile", "all"], "Profiles: internal, peer, public"),
        (["--to", "csv", "-o", "-"], "-o FOLDER"),
        (["--to", "coortweet", "-o", "-", "--json"], "Give one of them"),
        (["--to", "coortweet", "--layer", "likes"], "Type one of: --layer repost"),
        (["--to", "gexf", "--layer", "likes"], "Type one of: --layer repost"),
    ],
)
def test_what_cannot_be_exported_is_answered_with_advice(
    arguments: list[str], advice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case_with_posts(tmp_path / "case")
    assert main(["export", str(tmp_path / "case"), *arguments]) == 2
    assert advice in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "written"), [("gexf", "out"), ("csv", "out/members.csv")])
def test_a_file_that_is_there_is_replaced_only_when_told(
    kind: str, written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case_with_run(tmp_path / "case")
    call = ["export", str(tmp_path / "case"), "--to", kind, "-o", str(tmp_path / "out")]
    assert main(call) == 0
    (tmp_path / written).write_text("mine")
    assert main(call) == 2
    said = capsys.readouterr().err
    assert str(tmp_path / written) in said or "networks.csv exists" in said
    assert "--overwrite" in said
    assert (tmp_path / written).read_text() == "mine"
    assert main([*call, "--overwrite"]) == 0
    assert (tmp_path / written).read_text(encoding="utf-8") != "mine"


def test_a_copy_for_the_public_names_no_account_and_says_whom_it_is_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case_with_run(tmp_path / "case")
    place = tmp_path / "graph.json"
    call = ["export", str(tmp_path / "case"), "--to", "json", "--profile", "public", "-o", str(place), "--json"]
    assert main(call) == 0
    assert json.loads(capsys.readouterr().out)["profile"] == "public"
    assert "twitter:" not in place.read_text(encoding="utf-8")
    assert "account-" in place.read_text(encoding="utf-8")
