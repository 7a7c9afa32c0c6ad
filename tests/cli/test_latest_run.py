"""Finding the run and the finding that a user means."""

from pathlib import Path

import pytest

from tests.cli.scanned_case import RECORD, case_with_posts, scanned_case, scanned_tables
from unisono.cli.latest_run import latest_run, run_of_finding
from unisono.model.errors import UsageError


def test_a_case_without_a_run_says_how_to_scan(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has not been scanned yet\. Type: unisono scan"):
        latest_run(case_with_posts(tmp_path / "case"))


def test_a_finding_is_found_by_its_id_or_enough_of_it(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    run = latest_run(case)
    assert run_of_finding(case, "f-aa11") == (run, "f-aa11")
    assert run_of_finding(case, "f-aa2") == (run, "f-aa22")
    with pytest.raises(UsageError, match="2 findings begin with f-aa: f-aa11, f-aa22"):
        run_of_finding(case, "f-aa")
    with pytest.raises(UsageError, match=r"no finding f-bb.*unisono findings"):
        run_of_finding(case, "f-bb")


def test_a_finding_of_an_earlier_run_can_still_be_cited(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    earlier = latest_run(case)
    case.write_run(RECORD, {name: table.clear() for name, table in scanned_tables().items()})
    assert run_of_finding(case, "f-aa11") == (earlier, "f-aa11")
