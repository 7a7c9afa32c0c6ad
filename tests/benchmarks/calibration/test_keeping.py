"""Outcomes are kept by the program that made them, and none is dropped before there are others in its place."""

from pathlib import Path
from typing import Any

import pytest
from benchmarks.calibration.keeping import (
    keep,
    key_of,
    of_program,
    read_lines,
    rewrite,
    shown,
    still_missing,
    supersede,
    take_as,
)

from benchmarks.calibration import __main__ as calibration
from tests.benchmarks.calibration.outcomes_by_hand import outcome

EARLIER = [outcome("quiet", 1), outcome("quiet", 2), outcome("gone", 1)]
WANTED = {("quiet", 1, 1.0), ("quiet", 2, 1.0)}
WORLDS = ("quiet", "easy")


def later(world: str, seed: int, **other: Any) -> dict[str, Any]:  # Any: plain JSON
    """Return an outcome of a later program."""
    return outcome(world, seed, program="def", **other)


def test_outcomes_are_kept_and_only_the_missing_ones_are_made_again(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "results.jsonl"
    assert read_lines(path) == []
    rewrite(path, [])
    keep(path, EARLIER[0])
    with path.open("a") as file:
        file.write('{"world": "easy", "se')
    kept = read_lines(path)
    assert kept == [EARLIER[0]]
    assert still_missing([("quiet", 1), ("quiet", 2)], kept, 1.0) == [("quiet", 2)]
    assert still_missing([("quiet", 1)], kept, 0.5) == [("quiet", 1)]


def test_earlier_outcomes_are_shown_until_those_of_a_later_program_are_complete() -> None:
    part = [*EARLIER, later("quiet", 1), later("easy", 1)]
    assert supersede(part, "def", WANTED, WORLDS) == part
    assert shown(part) == EARLIER
    whole = [*part, later("quiet", 2)]
    assert shown(whole) == EARLIER
    assert supersede(whole, "def", WANTED, WORLDS) == of_program(whole, "def") == whole[3:]


def test_as_many_outcomes_as_are_shown_are_enough() -> None:
    few = [outcome("easy", 1), later("easy", 1)]
    assert supersede(few, "def", WANTED, WORLDS) == few[1:]
    assert supersede([few[0], later("easy", 1, size=0.5)], "def", WANTED, WORLDS) != few[1:]


def test_a_program_without_outcomes_drops_nothing() -> None:
    assert supersede(EARLIER[2:], "def", WANTED, WORLDS) == EARLIER[2:]


def test_the_outcomes_of_a_program_that_was_left_and_came_back_are_its_own_again() -> None:
    mixed = [*EARLIER, later("quiet", 1), outcome("quiet", 1, program="ghi")]
    assert [key_of(line) for line in of_program(mixed, "def")] == [("quiet", 1, 1.0)]
    assert still_missing([("quiet", 1), ("quiet", 2)], of_program(mixed, "def"), 1.0) == [("quiet", 2)]


def test_outcomes_that_somebody_takes_as_those_of_the_program_keep_the_name_of_their_own() -> None:
    taken = take_as([*EARLIER, later("quiet", 1)], "abc", "def")
    own = of_program(taken, "def")
    assert [(line["world"], line["seed"], line["program"]) for line in own] == [
        ("quiet", 1, "def"),
        ("quiet", 2, "abc"),
        ("gone", 1, "abc"),
    ]
    assert shown(taken) == EARLIER
    assert take_as(taken, "abc", "def") == taken


def measured(world: str, seed: int, size: float) -> dict[str, Any]:  # Any: plain JSON
    """Return an outcome as a scan gives it: of no program yet."""
    line = outcome(world, seed, size=size)
    del line["program"]
    return line


def run(monkeypatch: pytest.MonkeyPatch, results: Path, program: str, *more: str) -> int:
    """Calibrate with outcomes by hand in place of scans."""
    monkeypatch.setattr(calibration, "program_digest", lambda: program)
    monkeypatch.setattr(calibration, "measure", measured)
    asked = ["--worlds", "quiet", "--processes", "1", "--no-page", "--results", str(results), *more]
    return calibration.main(asked)


def test_a_run_says_what_it_will_do_and_takes_up_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "results.jsonl"
    monkeypatch.setattr(calibration, "PAGE", tmp_path / "page.md")
    assert run(monkeypatch, results, "first", "--seeds", "2") == 0
    said = capsys.readouterr().out
    assert "Program first: 0 outcomes kept, 2 outcomes to be made." in said
    assert "That takes about 1 minute of processor time: 1 minute for 1 scan at a time" in said
    assert "   2 of 2, 1 minute left: quiet 801" in said
    assert run(monkeypatch, results, "first", "--seeds", "3") == 0
    assert "Program first: 2 outcomes kept, 1 outcome to be made." in capsys.readouterr().out
    assert len(read_lines(results)) == 3
    assert not (tmp_path / "page.md").exists()


def test_a_changed_program_keeps_what_was_measured_until_it_has_as_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "results.jsonl"
    assert run(monkeypatch, results, "first", "--seeds", "2") == 0
    assert run(monkeypatch, results, "second", "--seeds", "1") == 0
    said = capsys.readouterr().out
    assert "Program first, an earlier one: 2 outcomes kept until those of this are complete." in said
    assert "Measured with an earlier program" in said
    assert [line["program"] for line in read_lines(results)] == ["first", "first", "second"]
    assert run(monkeypatch, results, "second", "--seeds", "2") == 0
    assert [line["program"] for line in read_lines(results)] == ["second", "second"]
    assert "Measured with program `second`" in capsys.readouterr().out
