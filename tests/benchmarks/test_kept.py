"""What was measured is kept as JSON, a smaller size not in the place of a larger one."""

from pathlib import Path

from benchmarks.kept import Conditions, Kept, Meter, keep, read_kept
from benchmarks.processes import Measured
from benchmarks.sections import Row, Section

DAY = Conditions("2026-01-02", "a machine", "unisono 0.1.0")


def of_size(posts: int) -> Kept:
    rows = [Row(Measured("a scan", 1.5, 2.0, 300.0), 12.0, "beside it"), Row(Measured("another", 0.1, 0.1, 1.0))]
    section = Section("Texts", rows, ["été", "| a | b |"], ["one differs"], {"cpu_seconds": 1.5})
    return Kept("texts", {"posts": posts, "hashes": 3}, DAY, section)


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    assert keep(tmp_path / "results", of_size(100))
    assert read_kept(tmp_path / "results") == {"texts": of_size(100)}


def test_a_smaller_size_does_not_take_the_place_of_a_larger_one(tmp_path: Path) -> None:
    assert keep(tmp_path, of_size(100))
    assert not keep(tmp_path, of_size(99))
    assert keep(tmp_path, of_size(101))
    assert read_kept(tmp_path)["texts"].sizes["posts"] == 101


def test_lists_of_single_measurements_beside_are_left_to_their_part(tmp_path: Path) -> None:
    (tmp_path / "growth-runs.json").write_text("[]")
    assert read_kept(tmp_path) == {}
    assert read_kept(tmp_path / "nowhere") == {}


def test_conditions_tell_day_and_machine_and_whether_others_worked() -> None:
    with Meter() as meter:
        sum(range(1000))
    told = meter.conditions.told()
    assert told.startswith(f"Measured on {meter.conditions.day}: ") and "polars" in told
    assert "Compare processor seconds only" in Conditions("a day", "a machine", "packages", 0.7).told()
    assert "Compare processor seconds only" not in Conditions("a day", "a machine", "packages", 0.1).told()
    assert "Compare processor seconds only" not in DAY.told()
