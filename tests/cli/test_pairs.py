"""The pairs command."""

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import polars as pl
import pytest

from tests.cli.scanned_case import case_without_networks, scanned_case, some_pairs
from unisono.cli import main
from unisono.cli import pairs as pairs_command

FIELDS = ["a", "b", "layer", "window_s", "objects", "acts", "expected", "p", "q", "first_at", "last_at"]


def printed_rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_json_has_the_pairs_strongest_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scanned_case(tmp_path / "case")
    assert main(["pairs", str(tmp_path / "case"), "--json"]) == 0
    rows = printed_rows(capsys)
    assert [[name for name in row if name in FIELDS] for row in rows] == [FIELDS] * 3
    assert [(row["a"], row["b"]) for row in rows] == [
        ("twitter:1", "twitter:2"),
        ("twitter:1", "twitter:3"),
        ("twitter:2", "twitter:3"),
    ]
    assert [row["window_s"] for row in rows] == [600.0, None, 60.0]


def test_a_layer_can_be_chosen_and_an_unknown_one_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned_case(tmp_path / "case")
    assert main(["pairs", str(tmp_path / "case"), "--layer", "link", "--json"]) == 0
    assert [row["layer"] for row in printed_rows(capsys)] == ["link"]
    assert main(["pairs", str(tmp_path / "case"), "--layer", "colour"]) == 2
    assert "no layer 'colour'. Layers: repost, reply" in capsys.readouterr().err


def test_a_table_shows_handles_and_windows_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scanned_case(tmp_path / "case")
    assert main(["pairs", str(tmp_path / "case")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "@ann" in lines[3]
    assert "@bob" in lines[3]
    assert "10 min" in lines[3]
    assert "any time" in lines[4]


def test_no_pairs_is_an_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case_without_networks(tmp_path / "case")
    assert main(["pairs", str(tmp_path / "case"), "--layer", "repost"]) == 0
    assert "No pairs in layer repost" in capsys.readouterr().out


def test_all_pairs_are_counted_at_once_with_the_settings_of_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned_case(tmp_path / "case")
    asked = []

    def all_pairs(_case: object, settings: object, layer: str | None) -> pl.DataFrame:
        asked.append((settings, layer))
        return some_pairs().drop("p", "q", "expected")

    counting = ModuleType("unisono.detectors.scanning")
    monkeypatch.setattr(counting, "all_pairs", all_pairs, raising=False)
    monkeypatch.setitem(sys.modules, "unisono.detectors.scanning", counting)
    settings = SimpleNamespace(layers=("repost", "link"))
    monkeypatch.setattr(pairs_command, "settings_of_run", lambda _record: settings)
    assert main(["pairs", str(tmp_path / "case"), "--all", "--json"]) == 0
    assert asked == [(settings, None)]
    rows = printed_rows(capsys)
    assert [[name for name in row if name in FIELDS] for row in rows] == [FIELDS] * 3
    assert {row["q"] for row in rows} == {None}
