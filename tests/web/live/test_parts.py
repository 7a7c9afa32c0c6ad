"""The parts of the live page are filled on their own, and once for all who look."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.web.live.live_case import live_case
from tests.web.workbench import application
from unisono.cases.live.status import read_status, write_status
from unisono.web.asked import Asked
from unisono.web.live.parts import PARTS, filled_parts, shown_until


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    case = live_case(tmp_path / "case")
    return Asked(application(case).workbench, "case", "/case/case/live", {}, {})


def test_every_part_is_what_the_page_shows_of_it(asked: Asked) -> None:
    parts = filled_parts(asked)
    assert tuple(parts) == PARTS
    assert "5 alerts" in parts["said"] and "<svg" in parts["chart"] and "Members of one newsroom" in parts["networks"]


def test_two_readers_at_once_cost_what_one_does(asked: Asked) -> None:
    assert filled_parts(asked) is filled_parts(asked)


def test_the_chart_ends_now_while_somebody_watches_and_else_with_the_last_sign(tmp_path: Path) -> None:
    long_ago = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    case = live_case(tmp_path / "case", now=long_ago, state="stopped")
    workbench = application(case).workbench
    assert shown_until(workbench.live.follow(case)) == long_ago
    running = live_case(tmp_path / "running")
    assert datetime.now(UTC) - shown_until(workbench.live.follow(running)) < timedelta(seconds=15)


def test_a_search_that_failed_and_a_watcher_that_is_behind_are_told(tmp_path: Path) -> None:
    case = live_case(tmp_path / "case", state="behind")
    status = read_status(case)
    assert status is not None
    write_status(case, replace(status, search_problem="<b>no memory</b>", coarse_since=status.at, coarse_posts=4711))
    parts = filled_parts(Asked(application(case).workbench, "case", "/case/case/live", {}, {}))
    assert "no memory" in parts["networks"] and "<b>no memory" not in parts["networks"]
    assert "exact form only" in parts["state"] and "4,711" in parts["counts"]
