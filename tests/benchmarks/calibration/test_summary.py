"""What reports show of the calibration: the same outcomes, the same figures, and the file is not out of date."""

import json
from pathlib import Path

import pytest
from benchmarks.calibration.__main__ import in_order
from benchmarks.calibration.bars import all_bars
from benchmarks.calibration.keeping import RESULTS, read_lines, shown
from benchmarks.calibration.outcome import Line
from benchmarks.calibration.summary import SUMMARY, UNDATED, summary_of, write_summary
from benchmarks.calibration.tables import lookalikes_table

from tests.benchmarks.calibration.outcomes_by_hand import network, outcome, quiet_outcome


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return in_order(shown(read_lines(RESULTS)))


def test_the_file_in_the_package_is_of_the_outcomes_that_the_page_shows(lines: list[Line]) -> None:
    assert json.loads(SUMMARY.read_text(encoding="utf-8")) == json.loads(json.dumps(summary_of(lines)))


def test_decoys_and_bars_are_those_of_the_page(lines: list[Line]) -> None:
    summary = summary_of(lines)
    shown_of_page = [row.strip("| ").split(" | ")[:4] for row in lookalikes_table(lines)[2:]]
    decoys = [
        [one["kind"], f"{one['accounts']:,}", str(one["explained"]), str(one["wrong"])] for one in summary["decoys"]
    ]
    assert decoys == shown_of_page
    assert [one["measured"] for one in summary["bars"]] == [bar.measured for bar in all_bars(lines)]


def test_a_decoy_in_an_unexplained_network_is_counted_with_its_scan() -> None:
    wrong = network(9, verdict="coordinated", main="agreed", kind="newswire")
    lines = [
        outcome("quiet", 1, networks=[wrong, wrong], kinds={"newswire": 20}),
        outcome("quiet", 2, networks=[network(5, verdict="coordinated_explained", main="agreed", kind="newswire")],
                kinds={"newswire": 20}),
        outcome("quiet", 3, kinds={"newswire": 20, "planted ring": 4}),
    ]  # fmt: skip
    (newswire, *others) = summary_of(lines)["decoys"]
    assert newswire == {
        "kind": "newswire", "accounts": 60, "explained": 5, "wrong": 18, "scans": 3, "scans_wrong": 1,
    }  # fmt: skip
    assert others == []


def test_days_and_programs_are_told_and_outcomes_without_a_day_have_the_one_of_then(tmp_path: Path) -> None:
    lines = [quiet_outcome(1) | {"version": "0.1.0"}, quiet_outcome(2) | {"program": "z", "measured_on": "2027-01-05"}]
    write_summary(lines, tmp_path / "calibration.json")
    summary = json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8"))
    assert (summary["measured_from"], summary["measured_to"]) == (UNDATED, "2027-01-05")
    assert [one["program"] for one in summary["programs"]] == ["abc", "z"]
    assert summary["scans"] == 2
