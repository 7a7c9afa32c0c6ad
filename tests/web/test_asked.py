"""What a page is asked for: bounds of numbers, the run that is meant, addresses of this page and others."""

import shutil
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


def test_a_run_that_was_chosen_stays_chosen_on_pages_led_to(workbench: Workbench) -> None:
    run = asked(workbench).run
    assert run is not None
    page = asked(workbench, run=run.id)
    assert page.address("network", 1) == f"/case/party/network/1?run={run.id}"
    assert page.address("networks", run=None) == "/case/party/networks"
    assert not page.shows_earlier_run


def test_an_earlier_run_is_told_from_the_latest(workbench: Workbench, tmp_path: Path) -> None:
    folder = scanned_case(tmp_path / "party").path
    runs = sorted((folder / "runs").iterdir())
    earlier = runs[0].with_name("20000101T000000Z-0001")
    shutil.copytree(runs[0], earlier)
    again = Workbench(OpenedCases.of([folder]), workbench.cards, workbench.jobs)
    assert asked(again, run=earlier.name).shows_earlier_run
    assert not asked(again).shows_earlier_run
