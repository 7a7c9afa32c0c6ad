"""What was found against what was planted: counts, and who was accused."""

from pathlib import Path

import polars as pl

from unisono.cases import Run, create_case
from unisono.cli.demo_outcome import compare, reposts_by_members
from unisono.model.tables import MEMBERS, NETWORKS, conform
from unisono.worlds.written import read_written_world

TRUTH = {"networks": [{"accounts": ["w:a", "w:b", "w:c", "w:d"]}]}


def run_with(tmp_path: Path, groups: dict[int, tuple[str, list[str]]]) -> Run:
    members = [{"network": number, "account": account} for number, (_, group) in groups.items() for account in group]
    networks = [{"network": number, "verdict": verdict} for number, (verdict, _) in groups.items()]
    case = create_case(tmp_path / "case")
    case.write_run(
        {}, {"members": conform(pl.DataFrame(members), MEMBERS), "networks": conform(pl.DataFrame(networks), NETWORKS)}
    )
    run = case.latest_run()
    assert run is not None
    return run


def test_planted_accounts_in_networks_are_counted(tmp_path: Path) -> None:
    groups = {
        1: ("coordinated_explained", ["w:x", "w:y", "w:z"]),
        2: ("likely_inauthentic", ["w:a", "w:b", "w:c", "w:q"]),
    }
    outcome = compare(run_with(tmp_path, groups), TRUTH)
    assert (outcome.networks, outcome.planted, outcome.found) == (2, 4, 3)
    assert (outcome.joined, outcome.apart, outcome.accused) == (1, 3, 1)
    assert outcome.main_network == 2
    assert "Planted: 4 accounts. Found in networks: 3 of them." in outcome.sentences


def test_a_scan_without_networks_found_nobody(tmp_path: Path) -> None:
    outcome = compare(run_with(tmp_path, {1: ("coordinated", ["w:x", "w:y", "w:z"])}), {"networks": []})
    assert (outcome.planted, outcome.found, outcome.main_network) == (0, 0, None)


def test_reposts_by_members_are_counted(tmp_path: Path) -> None:
    run = run_with(tmp_path, {1: ("coordinated", ["written:a", "written:b", "written:c"])})
    posts = read_written_world("1 a rt:star/0\n2 b rt:star/0\n3 x rt:star/0\n4 a rt:moon/0").posts.lazy()
    assert reposts_by_members(posts, run, "written:star/0") == (3, 2)
