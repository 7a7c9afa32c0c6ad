"""What speaks for or against rival explanations."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.scanned_case import scanned_case
from unisono.cli.latest_run import latest_run
from unisono.dossiers.network.rival_evidence import AGAINST, FOR, Evidence, Measured, evidence_of, measure_acts

PAGE: dict[str, Any] = {
    "network": 1,
    "q": 1e-6,
    "innocent": [],
    "purpose_mix": {"shares": {}, "cannot_say": "too few posts", "for_hire_because": ""},
    "for_hire": None,
    "verdict": "coordinated",
    "verdict_because": "Its 3 accounts acted together.",
    "known_networks": [],
    "registry_problem": None,
}
ACTS = Measured(nearest_s=10.0, days=8, posts=50, on_minute=0.02, together=0.95)


def named(name: str, page: dict[str, Any] | None = None, acts: Measured = ACTS) -> Evidence:
    return {one.name: one for one in evidence_of(PAGE | (page or {}), acts, 0)}[name]


def test_acts_are_measured_from_the_run(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    measured = measure_acts(latest_run(case), 1)
    assert (measured.nearest_s, measured.days, measured.posts, measured.together) == (5.0, 3, 6, 1.0)


def test_what_is_beyond_chance_speaks_against_people_who_each_react_by_themselves() -> None:
    assert named("More often than chance").stands["organic"] == AGAINST
    assert named("More often than chance", {"q": 0.4}).stands == {"organic": FOR}
    assert not named("More often than chance", {"q": None}).tested


def test_members_who_come_in_their_own_time_are_no_programs() -> None:
    slow = named("Pace", acts=Measured(900.0, 8, 50, 0.0, 0.5)).stands
    assert (slow["automation"], slow["mobilisation"]) == (AGAINST, FOR)
    assert named("Pace").stands["automation"] == FOR
    assert "organic" not in named("Pace").stands


def test_an_event_passes_and_a_habit_stays() -> None:
    assert named("Days").stands == {"organic": AGAINST}
    assert named("Days", acts=Measured(10.0, 1, 5, 0.0, 0.5)).stands["organic"] == FOR


@pytest.mark.parametrize(
    ("explanation", "rival"),
    [
        ("newswire", "shared_source"),
        ("share_button", "shared_source"),
        ("one_publisher", "shared_source"),
        ("fan_club", "mobilisation"),
        ("agreed_activism", "mobilisation"),
        ("like_habits", "mobilisation"),
        ("declared_bots", "automation"),
        ("one_person", "one_person"),
        ("collection_artefact", "artefact"),
    ],
)
def test_every_tested_explanation_speaks_for_its_rival_where_it_fits_and_against_it_where_not(
    explanation: str, rival: str
) -> None:
    def stands(fit: float) -> dict[str, str]:
        tested = [{"explanation": explanation, "fit": fit, "because": "Counts."}]
        return next(
            dict(one.stands)
            for one in evidence_of(PAGE | {"innocent": tested}, ACTS, 0)
            if one.says.startswith(explanation.capitalize().replace("_", " "))
        )

    assert stands(0.9)[rival] == FOR
    assert stands(0.9)["inauthentic"] == AGAINST
    assert stands(0.1) == {rival: AGAINST}
    assert stands(0.3) == {}


def test_what_could_not_be_measured_is_not_tested() -> None:
    unknown = {"explanation": "fan_club", "fit": 0.0, "because": "Who wrote them is not known, so not measured."}
    assert not named("Fans, activists, friends", {"innocent": [unknown]}).tested
    assert not named("One person").tested
    assert not named("Full minutes", acts=Measured(1.0, 1, 5, 1.0, 0.5)).tested
    assert not named("The platform").tested


def test_several_tests_of_one_rival_count_as_one_piece_of_evidence() -> None:
    tested = [{"explanation": name, "fit": 0.0, "because": ""} for name in ("newswire", "share_button")]
    found = evidence_of(PAGE | {"innocent": tested}, ACTS, 0)
    assert sum("shared_source" in one.stands and one.stands["shared_source"] == AGAINST for one in found) == 1


def test_advertising_for_many_is_no_campaign_of_ones_own() -> None:
    mix = {"shares": {"commercial": 0.7, "unknown": 0.1}, "cannot_say": "", "for_hire_because": "9 advertisers"}
    stands = named("What they post for", {"purpose_mix": mix, "for_hire": True}).stands
    assert (stands["commercial"], stands["authentic"]) == (FOR, AGAINST)


def test_signs_of_the_accounts_lift_and_their_absence_accuses_nobody() -> None:
    assert set(named("What the accounts show").stands.values()) == {FOR}
    assert not {"inauthentic", "commercial"} & set(named("What the accounts show").stands)
    lifted = named("What the accounts show", {"verdict": "likely_inauthentic"}).stands
    assert (lifted["inauthentic"], lifted["authentic"]) == (FOR, AGAINST)
    assert not named("What the accounts show", {"verdict_because": None}).tested


def test_a_network_seen_in_another_case_is_no_artefact_of_this_one() -> None:
    known = {"again": True, "case": "Earlier", "known": 1}
    assert named("Seen before", {"known_networks": [known]}).stands["artefact"] == AGAINST
    assert not named("Seen before").tested
