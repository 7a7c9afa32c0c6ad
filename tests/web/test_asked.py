"""What a page is asked for: bounds of numbers, the run that is meant, addresses of this page and others."""

from pathlib import Path

import pytest

from tests.cli.scanned_case import scanned_case
from unisono.web.asked import MOST_ROWS, USUAL_ROWS, Asked, Workbench
from unisono.web.cards.kept import Cards
from unisono.web.jobs.running import Jobs
from unisono.web.opened_cases import OpenedCases
from unisono.web.shown import NothingThere


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    folder = scanned_case(Path(tmp_path_factory.mktemp("asked")) / "party").path
    return Workbench(OpenedCases.of([folder]), Cards(), Jobs())


def asked(workbench: Workbench, **query: str) -> Asked:
    return Asked(workbench, "party", "/case/party/posts", {}, query)


@pytest.mark.parametrize(
    ("rows", "shown"),
    [("10", 10), ("0", 1), ("9999", MOST_ROWS), ("-3", USUAL_ROWS), ("x", USUAL_ROWS), ("１２", USUAL_ROWS), ("", 50)],
)
def test_how_many_rows_are_shown_stays_within_bounds(workbench: Workbench, rows: str, shown: int) -> None:
    assert asked(workbench, rows=rows).rows_shown == shown


def test_a_number_of_many_digits_is_taken_for_none(workbench: Workbench) -> None:
    assert asked(workbench, page="9" * 400).page_number == 1


def test_the_latest_run_is_meant_unless_another_is_named(workbench: Workbench) -> None:
    latest = asked(workbench).run
    assert latest is not None
    assert asked(workbench, run=latest.id).run == latest
    with pytest.raises(NothingThere, match=r"This case has no run \.\./\.\./etc"):
        _ = asked(workbench, run="../../etc").run


def test_the_address_of_this_page_is_that_of_the_page_not_of_its_data(workbench: Workbench) -> None:
    page = asked(workbench, words="a b", **{"as": "json"})
    assert page.here(page=2) == "/case/party/posts?words=a+b&page=2"
    assert page.address("network", 1) == "/case/party/network/1"


def test_the_clock_is_that_of_the_case(workbench: Workbench) -> None:
    assert asked(workbench).clock.zone_name == asked(workbench).case.zone
