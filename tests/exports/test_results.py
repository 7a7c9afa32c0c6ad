"""The results of a run are read sorted, and by the scan's own rate."""

from pathlib import Path

from tests.exports.small_case import case_with_posts, run_tables
from unisono.exports.results import read_results


def test_tables_that_a_scan_did_not_write_are_empty_and_the_others_sorted(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    case.write_run({"settings": {}}, {"members": run_tables()["members"]})
    run = case.latest_run()
    assert run is not None
    results = read_results(run)
    assert results.members["account"].to_list() == [f"twitter:{number}" for number in range(1, 7)]
    assert results.pairs.is_empty()
    assert results.networks.columns[0] == "network"
    assert results.q == 0.01


def test_pairs_count_as_significant_by_the_scans_own_rate(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    case.write_run({"settings": {"q": 0.0001}}, run_tables())
    run = case.latest_run()
    assert run is not None
    assert read_results(run).significant_pairs()["q"].max() == 0.0001
