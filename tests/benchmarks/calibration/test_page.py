"""The page says each bar beside what was measured, and is rebuilt from kept lines."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks.calibration.bars import all_bars
from benchmarks.calibration.figure import draw_recall
from benchmarks.calibration.keeping import RESULTS, keep, read_lines, start_keeping, still_missing
from benchmarks.calibration.page import write_page

from benchmarks.calibration import __main__ as calibration
from tests.benchmarks.calibration.outcomes_by_hand import easy_outcome, network, outcome, quiet_outcome

LINES = [quiet_outcome(1), quiet_outcome(2), easy_outcome(1, strangers=5), easy_outcome(2)]


def test_each_bar_stands_beside_what_was_measured() -> None:
    page = write_page(LINES)
    assert (
        "| Quiet worlds: no network beyond explained decoys, in at least 95 % of the scans | 2 of 2 scans | yes |"
        in page
    )
    assert "unexplained networks, at least 0.98 | 0.600 | **no** |" in page
    assert "| Hard worlds: precision of those networks at least 0.97 | nothing to count | not measured |" in page


def test_a_bar_is_missed_by_one_bad_scan_of_ten_and_reached_with_one_of_twenty() -> None:
    bad = outcome("quiet", 99, networks=[network(5, main="nothing", inside=0)])
    assert all_bars([quiet_outcome(seed) for seed in range(9)] + [bad])[0].reached is False
    assert all_bars([quiet_outcome(seed) for seed in range(19)] + [bad])[0].reached is True


def test_the_page_names_playbooks_detectors_and_look_alikes() -> None:
    page = write_page(LINES)
    assert "| ring | easy | 1.000 | 1.000 | 2 coordinated | sleeper 0.20 |" in page
    assert "| hashtag_push | easy | 0.000 | 0.000 |  |  |" in page
    assert "| co_action | account | 35 | 30 | 0 | 0 | 5 | 6.25 % (0.00 to 12.50) |" in page
    assert "| co_action | target | 4 | not known |" in page
    assert "| sleeper |  | none |  |" in page
    assert "| newswire | 28 | 28 | 0 | 2 explained by newswire |" in page
    assert "| person | 380 | 0 | 5 | 2 coordinated" in page
    assert "| quiet | as it is | link | timing | 60 s | 400 | 0.000 | 0.000 | 1.00 % | 0.00 % | 1 |" in page


def test_the_page_holds_no_timings() -> None:
    slower = [{**line, "cpu_seconds": 77.77} for line in LINES]
    assert write_page(slower) == write_page(LINES)


def test_the_figure_is_sound_and_marks_every_level_of_every_playbook() -> None:
    root = ElementTree.fromstring(draw_recall(LINES))
    names = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"ring", "hashtag push"} <= set(names)
    circles = [circle.get("cx") for circle in root.iter("{http://www.w3.org/2000/svg}circle")]
    assert len(circles) == 3  # one in the legend, one a playbook
    assert float(circles[1] or 0) > float(circles[2] or 0)


def test_outcomes_are_kept_and_only_the_missing_ones_are_made_again(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "results.jsonl"
    assert start_keeping(path, "abc") == []
    keep(path, LINES[0])
    with path.open("a") as file:
        file.write('{"world": "easy", "se')
    kept = start_keeping(path, "abc")
    assert kept == [LINES[0]] == read_lines(path)
    assert still_missing([("quiet", 1), ("quiet", 2)], kept, 1.0) == [("quiet", 2)]
    assert still_missing([("quiet", 1)], kept, 0.5) == [("quiet", 1)]


def test_outcomes_of_another_program_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    start_keeping(path, "abc")
    keep(path, LINES[0])
    assert start_keeping(path, "another") == []
    assert read_lines(path) == []


def test_worlds_stand_on_the_page_in_their_order_however_their_scans_ended() -> None:
    mixed = calibration.in_order([easy_outcome(2), quiet_outcome(2), easy_outcome(1), quiet_outcome(1)])
    assert [(line["world"], line["seed"]) for line in mixed] == [("quiet", 1), ("quiet", 2), ("easy", 1), ("easy", 2)]


def test_the_page_is_written_anew_without_a_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "results.jsonl"
    results.write_text("".join(json.dumps(line) + "\n" for line in LINES))
    monkeypatch.setattr(calibration, "ROOT", tmp_path)
    monkeypatch.setattr(calibration, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(calibration, "FIGURE", tmp_path / "figure.svg")
    assert calibration.main(["--page-only", "--results", str(results)]) == 0
    assert (tmp_path / "page.md").read_text() == write_page(calibration.in_order(LINES))
    shown = capsys.readouterr().out
    assert "Wrote page.md and figure.svg from 4 scans." in shown
    assert "MISSED   Easy worlds: members recalled" in shown


def test_a_page_of_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert calibration.main(["--page-only", "--results", str(tmp_path / "none.jsonl")]) == 1
    assert "holds no outcomes. Make some: make calibrate" in capsys.readouterr().err


def test_the_page_and_the_figure_of_the_documentation_are_what_the_kept_outcomes_say() -> None:
    lines = calibration.in_order(read_lines(RESULTS))
    assert lines
    assert calibration.PAGE.read_text(encoding="utf-8") == write_page(lines), (
        "type: make calibrate CALIBRATE=--page-only"
    )
    assert calibration.FIGURE.read_text(encoding="utf-8") == draw_recall(lines)
