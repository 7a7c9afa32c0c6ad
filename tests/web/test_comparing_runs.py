"""What differs between two runs: networks are matched by whom they have in common."""

from pathlib import Path

from tests.detectors.small_world import case_of, world
from unisono.detectors.scanning import scan_case
from unisono.model.settings import ScanSettings
from unisono.web.comparing_runs import compare_runs, match_networks


def test_networks_are_matched_by_members_not_by_number() -> None:
    before = {1: frozenset("abcd"), 2: frozenset("xy"), 3: frozenset("pq")}
    after = {1: frozenset("xy"), 2: frozenset("abce"), 3: frozenset("mn")}
    told = match_networks(before, after)
    assert told["same"] == [{"before": 2, "after": 1, "shared": 2, "joined": 0, "left": 0}]
    assert told["changed"] == [{"before": 1, "after": 2, "shared": 3, "joined": 1, "left": 1}]
    assert told["new"] == [{"after": 3, "accounts": 2}] and told["gone"] == [{"before": 3, "accounts": 2}]


def test_the_same_scan_differs_in_nothing_and_another_seed_is_told(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", world())
    scan_case(case, ScanSettings(twin=False))
    scan_case(case, ScanSettings(twin=False, seed=7))
    first, second = case.runs()
    same, other = compare_runs(first, first), compare_runs(first, second)
    assert (same["settings"], same["numbers"], same["files"]) == ([], [], [])
    assert not same["networks"]["changed"] and len(same["networks"]["same"]) == first.record["networks"]
    assert {"name": "seed", "before": 0, "after": 7} in other["settings"]
