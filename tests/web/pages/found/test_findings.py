"""The table of findings."""

from pathlib import Path

import orjson

from tests.cli.scanned_case import RECORD, case_with_posts, case_without_networks, scanned_case, scanned_tables
from tests.web.workbench import signed_in


def test_findings_are_listed_with_what_they_are_about_and_chosen_by_the_address(tmp_path: Path) -> None:
    scanned_case(tmp_path / "case")
    with signed_in(tmp_path / "case") as client:
        page = client.get("/case/case/findings").text
        assert "2 findings, strongest first." in page
        assert "@ann" in page
        assert 'href="/case/case/posts?finding=f-aa22"' in page
        rows = client.get("/case/case/findings", params={"subject": "pair", "as": "json"}).text.splitlines()
        assert [orjson.loads(row)["id"] for row in rows] == ["f-aa22"]
        assert "No finding fits" in client.get("/case/case/findings", params={"detector": "turn"}).text


def test_findings_of_one_network_are_its_own_and_those_of_its_members(tmp_path: Path) -> None:
    scanned_case(tmp_path / "case")
    with signed_in(tmp_path / "case") as client:
        rows = client.get("/case/case/findings", params={"network": "1", "as": "json"}).text.splitlines()
        assert len(rows) == 2
        assert "Those about network 1" in client.get("/case/case/findings", params={"network": "1"}).text
        assert not client.get("/case/case/findings", params={"network": "7", "as": "json"}).text


def test_no_findings_say_what_that_means(tmp_path: Path) -> None:
    case_without_networks(tmp_path / "case")
    with signed_in(tmp_path / "case") as client:
        assert "nothing is more than chance would give" in client.get("/case/case/findings").text


def test_a_scan_that_could_test_no_pair_is_not_told_as_a_result(tmp_path: Path) -> None:
    nothing = {name: table.clear() for name, table in scanned_tables().items()}
    record = {**RECORD, "pairs": 0, "networks": 0, "findings": 0, "pairs_tested": 0}
    case_with_posts(tmp_path / "case").write_run(record, nothing)
    with signed_in(tmp_path / "case") as client:
        for page in ("findings", "networks", "triage"):
            told = client.get(f"/case/case/{page}").text
            assert "No pair of accounts could be tested" in told
            assert "That is a result" not in told and "chance gives. Single" not in told
