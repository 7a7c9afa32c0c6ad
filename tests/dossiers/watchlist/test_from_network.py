"""A network's members become a list that says how they came on it, and by which scan."""

from pathlib import Path

from tests.cli.scanned_case import scanned_case
from unisono.cases.watchlists import Member, Watchlist
from unisono.dossiers.watchlist.from_network import is_of_network, list_of_network


def test_members_are_listed_as_having_acted_together_with_the_scan_as_evidence(tmp_path: Path) -> None:
    run = scanned_case(tmp_path / "case").latest_run()
    assert run is not None
    made = list_of_network(run, 1, "net")
    assert [(one.platform, one.account_id, one.handle) for one in made.members] == [
        ("twitter", "1", "ann"),
        ("twitter", "2", "bob"),
        ("twitter", "3", None),
    ]
    assert {one.membership for one in made.members} == {"acted_together"}
    assert made.members[0].reason == "acted together with 2 others. 3 accounts reposted 2 posts within 10 seconds."
    assert made.members[0].evidence == f"scan {run.id}, network 1: 2 partners in it"
    assert made.source == f"scan {run.id}, network 1"
    assert made.date == f"{run.id[:4]}-{run.id[4:6]}-{run.id[6:8]}"


def test_a_list_of_a_network_is_told_from_a_published_one(tmp_path: Path) -> None:
    run = scanned_case(tmp_path / "case").latest_run()
    assert run is not None
    assert is_of_network(list_of_network(run, 1, "net"))
    assert not is_of_network(Watchlist("net", (Member(handle="ann"),), file="network 1", file_sha256="ab" * 32))
