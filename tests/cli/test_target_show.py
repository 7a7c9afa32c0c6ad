"""Show a target, and write its log and the page for the person attacked."""

import csv
from pathlib import Path

import orjson
import pytest

from tests.dossiers.target.attacked_case import attacked_case
from unisono.cli import main


def test_json_has_the_fields_of_the_contract_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    attacked_case(tmp_path / "case")
    assert main(["show", str(tmp_path / "case"), "target", "ilva", "--json", "--massive-posts", "300"]) == 0
    card = orjson.loads(capsys.readouterr().out)
    promised = {"target", "hostile_posts", "episodes", "hashtags_per_day", "share_of_massive_episodes", "verdict"}
    assert promised <= set(card)
    parts = {"start_at", "end_at", "posts", "accounts", "networked_share", "launchers", "hashtags", "severity"}
    assert parts <= set(card["episodes"][0])
    assert card["share_of_massive_episodes"] is None


def test_log_and_page_are_written_and_nothing_is_replaced_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attacked_case(tmp_path / "case")
    log, page = tmp_path / "log.csv", tmp_path / "attack.html"
    call = ["show", str(tmp_path / "case"), "target", "Ilva", "--log", str(log), "--page", str(page)]
    assert main([*call, "--json"]) == 0
    told = orjson.loads(capsys.readouterr().out)
    with log.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == told["log_rows"] == told["hostile_posts"]
    assert rows[0]["text"].startswith("'=HYPERLINK")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(call) == 2
    assert "is left as it is" in capsys.readouterr().err
    assert main([*call, "--overwrite"]) == 0
    assert "Log of 249 posts, with their words" in capsys.readouterr().err


def test_an_unknown_target_names_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    attacked_case(tmp_path / "case")
    assert main(["show", str(tmp_path / "case"), "target", "nobody"]) == 2
    assert "has no target named nobody. Its targets: Ilva, Rosa. Add one: unisono target add" in capsys.readouterr().err
