"""The section on watching says what was measured, on a stream of some seconds with everything on."""

from pathlib import Path

import pytest
from benchmarks.bars import ASKED
from benchmarks.kept import read_kept
from benchmarks.live.__main__ import main
from benchmarks.live.measuring import Steady
from benchmarks.live.outcome import Process
from benchmarks.live.running import Line
from benchmarks.live.section import TITLE, plan_of, section_of

OTHER = Line(1.0, {"kind": "alert", "detector": "rising", "subject_kind": "hashtag", "subject": "vote"})


def test_pushes_come_when_the_stream_is_no_longer_young() -> None:
    assert plan_of(10_000, 600, 50_000, 20).pushes[0].at_s == 330.0
    assert plan_of(10_000, 600, 50_000, 20).posts == 7_000_000
    assert plan_of(100, 100, 0, 0).pushes[0].at_s == 20.0


def test_the_program_measures_a_stream_and_writes_its_section(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    sizes = "--minutes 0.05 --posts-per-s 200 --peak-per-s 400 --peak-seconds 1 --fastest 1000 --kills 0"
    assert main([*sizes.split(), "--folder", str(tmp_path), "--page", str(page)]) == 0
    printed = capsys.readouterr().out
    for told in ("| unisono watch |", "| unisono replay |", "a plain Python consumer", "dropped: 0"):
        assert told in printed
    assert f"## {TITLE}" in page.read_text()
    live = read_kept(tmp_path / "results")["live"]
    assert live.sizes == {"live_seconds": 3}
    for asked in (asked for asked in ASKED if asked.part == "live"):
        measured, _ = asked.judge(live.section.figures)
        assert measured
    assert live.section.figures["stored"] > 500 and live.section.figures["dropped"] == 0


def test_memory_is_that_of_all_processes_that_watch() -> None:
    processes = (
        Process("unisono replay", 1.0, 0.1, 80.0, 7.0),
        Process("unisono watch", 9.0, 0.5, 600.0, 1.5),
        Process("unisono watch, beside1", 5.0, 0.3, 200.0, -0.5),
    )
    last: dict[str, object] = {"stored": 10, "received": 10, "dropped": {}}
    steady = Steady(plan_of(10, 1, 0, 0), 0, last, (0.1, 0.4), (), processes, (), 3, (OTHER,), {})
    figures = section_of(steady).figures
    assert figures["peak_mib"] == 800.0 and figures["mib_a_minute"] == 1.0
    assert figures["most_lag_s"] == 0.4
    assert figures["alerts_of_nothing"] == 1.0
    told = " ".join(section_of(steady).sentences)
    assert "Alerts in all: 3" in told and "of nothing that was planted: 1 (rising hashtag vote)." in told
