"""The pairs command."""

import json
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from tests.cli.scanned_case import (
    RECORD,
    case_that_grew,
    case_with_posts,
    case_without_networks,
    scanned_case,
    scanned_tables,
    some_pairs,
)
from unisono.cli import main
from unisono.cli import pairs as pairs_command
from unisono.detectors import scanning

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
    assert "no layer 'colour'. Type one of: --layer repost, reply" in capsys.readouterr().err


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
    printed = capsys.readouterr().out
    assert "No pairs in layer repost: no two accounts acted together more than chance would give." in printed
    assert "unisono pairs CASE --all" in printed


def test_all_pairs_are_counted_at_once_with_the_settings_of_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned_case(tmp_path / "case")
    asked = []

    def all_pairs(_case: object, settings: object, layer: str | None) -> pl.DataFrame:
        asked.append((settings, layer))
        return some_pairs().drop("p", "q", "expected")

    monkeypatch.setattr(scanning, "all_pairs", all_pairs)
    settings = SimpleNamespace(layers=("repost", "link"))
    monkeypatch.setattr(pairs_command, "settings_of_run", lambda _record: settings)
    assert main(["pairs", str(tmp_path / "case"), "--all", "--json"]) == 0
    assert asked == [(settings, None)]
    rows = printed_rows(capsys)
    assert [[name for name in row if name in FIELDS] for row in rows] == [FIELDS] * 3
    assert {row["q"] for row in rows} == {None}


def with_candidates(monkeypatch: pytest.MonkeyPatch, table: pl.DataFrame) -> None:
    """Let --all find these pairs."""
    monkeypatch.setattr(scanning, "all_pairs", lambda *_: table)
    monkeypatch.setattr(pairs_command, "settings_of_run", lambda _record: None)


def test_all_pairs_come_by_p_and_then_by_objects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned_case(tmp_path / "case")
    rows = some_pairs().with_columns(p=pl.Series([0.5, 0.01, 0.01]), objects=pl.Series([9, 2, 3]))
    with_candidates(monkeypatch, rows)
    assert main(["pairs", str(tmp_path / "case"), "--all", "--json"]) == 0
    assert [(row["p"], row["objects"]) for row in printed_rows(capsys)] == [(0.01, 3), (0.01, 2), (0.5, 9)]


def test_all_pairs_say_which_pairs_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned_case(tmp_path / "case")
    with_candidates(monkeypatch, some_pairs())
    assert main(["pairs", str(tmp_path / "case"), "--all"]) == 0
    assert "the 3 pairs that were looked at closely, of 12,345 pairs that could have been" in capsys.readouterr().out
    with_candidates(monkeypatch, some_pairs().clear())
    assert main(["pairs", str(tmp_path / "case"), "--all"]) == 0
    assert "No pairs: no two accounts met on two objects more often than their activity" in capsys.readouterr().out


def test_all_pairs_of_a_case_that_grew_after_the_scan_are_said_not_to_be_those_of_the_scan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case_that_grew(tmp_path / "case")
    with_candidates(monkeypatch, some_pairs())
    assert main(["pairs", str(tmp_path / "case"), "--all", "--json"]) == 0
    said = capsys.readouterr().err
    assert "1 post was imported after the scan" in said
    assert "its p and q are not those of the scan" in said


def test_what_chance_gives_is_marked_where_it_was_not_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = case_with_posts(tmp_path / "case")
    bases = pl.Series(["measured", "assumed", "borrowed"])
    case.write_run(RECORD, {**scanned_tables(), "pairs": some_pairs().with_columns(expected_basis=bases)})
    assert main(["pairs", str(case.path), "--json"]) == 0
    assert [row["expected_basis"] for row in printed_rows(capsys)] == ["borrowed", "assumed", "measured"]
    assert main(["pairs", str(case.path)]) == 0
    printed = capsys.readouterr().out
    assert "so it is an upper bound, not measured." in printed
    assert "it goes by what others did on other ones." in printed
