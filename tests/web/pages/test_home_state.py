"""How far the work on a case is says what comes next."""

from pathlib import Path

from tests.cli.scanned_case import case_that_grew, case_with_posts, scanned_case
from unisono.cases import Case, create_case
from unisono.web.asked import Asked, Workbench
from unisono.web.cards.kept import Cards
from unisono.web.jobs.running import Jobs
from unisono.web.opened_cases import OpenedCases
from unisono.web.pages.home_state import state_of_work


def next_steps(case: Case, *, has_posts: bool = True) -> list[str]:
    asked = Asked(Workbench(OpenedCases.of([case.path]), Cards(), Jobs()), case.path.name, "/", {}, {})
    return list(state_of_work(asked, has_posts=has_posts)["next"])


def test_the_next_step_follows_from_what_was_done(tmp_path: Path) -> None:
    assert next_steps(create_case(tmp_path / "none"), has_posts=False) == ["import"]
    assert next_steps(case_with_posts(tmp_path / "posts")) == ["scan"]
    assert next_steps(scanned_case(tmp_path / "scanned")) == ["triage", "networks", "evidence"]
    assert next_steps(case_that_grew(tmp_path / "grown"))[0] == "scan"
