"""Small worlds with known truth: nobody is accused in a quiet one, and hired accounts are found in a medium one."""

import pytest
from benchmarks.calibration import Outcome, measure

from benchmarks import calibration_page
from unisono.worlds import quiet, with_networks

SMALL = quiet(posts=20_000, accounts=2_500)


@pytest.fixture(scope="module")
def medium_outcome() -> Outcome:
    return measure("medium", 11, with_networks("medium", SMALL))


@pytest.fixture(scope="module")
def quiet_outcome() -> Outcome:
    return measure("quiet", 11, SMALL)


def test_a_quiet_world_holds_no_network_without_an_innocent_explanation(quiet_outcome: Outcome) -> None:
    assert [network for network in quiet_outcome.networks if network["verdict"] != "coordinated_explained"] == []
    assert quiet_outcome.twin == (0, 0)


def test_the_newswire_and_the_declared_bots_of_a_quiet_world_are_found_and_explained(quiet_outcome: Outcome) -> None:
    explanations = {kind: best.split(" ")[0] for kind, _, best, _ in quiet_outcome.innocents}
    assert explanations == {"newswire": "newswire", "declared_bots": "declared_bots"}


def test_the_networks_of_a_medium_world_hold_hardly_anyone_who_was_not_planted(medium_outcome: Outcome) -> None:
    assert medium_outcome.precision >= 0.99


def test_hired_accounts_of_a_medium_world_are_found(medium_outcome: Outcome) -> None:
    recalls = {playbook: recall for playbook, recall, _ in medium_outcome.recalls}
    assert recalls["hired_reposts medium"] >= 0.9
    assert recalls["hashtag_push medium"] >= 0.9


def test_the_page_of_these_worlds_says_the_same_without_timings(
    quiet_outcome: Outcome, medium_outcome: Outcome
) -> None:
    page = calibration_page.write_page([quiet_outcome, medium_outcome], "--seeds 1")
    assert "| quiet | 11 | 2 | 2 | 0 | 0 | 0 | 0 |" in page
    assert "| medium | hired_reposts medium | 60 | 1.00 | 1 coordinated |" in page
    assert "| newswire | 28 | 28 | 0 | 2 explained by newswire |" in page
    assert f"{medium_outcome.seconds:.1f}" not in page
