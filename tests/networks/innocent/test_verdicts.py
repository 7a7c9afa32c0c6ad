"""In whole worlds, those who act together innocently are explained, and no planted network is."""

import pytest

from tests.networks.innocent.groups_of_worlds import SeenWorld
from tests.networks.innocent.views_by_hand import Act, view_of
from unisono.networks.innocent import EXPLANATIONS, explain_networks, verdict_of
from unisono.worlds import adversarial, build_world

FITTING = {
    "fan_club": "fan_club",
    "newswire": "newswire",
    "share_button": "share_button",
    "petition": "share_button",
    "declared_bots": "declared_bots",
    "agreed_activism": "agreed_activism",
    "newsroom": "fan_club",
    "feeds": "one_publisher",
    "hub_followers": "fan_club",
    "first_answers": "fan_club",
}
"""Which explanation each kind of innocents must get, were it reported as a network."""


@pytest.fixture(scope="module", params=["easy", "medium", "hard"])
def world(request: pytest.FixtureRequest) -> SeenWorld:
    return SeenWorld(build_world(adversarial(request.param), 31))


def test_innocents_who_act_together_get_the_explanation_that_fits(world: SeenWorld) -> None:
    found = {}
    for decoy in world.truth["decoys"]:
        if decoy["kind"] in FITTING:
            best = explain_networks(world.view(decoy["accounts"]))[0][0]
            found[decoy["kind"]] = best["explanation"] if verdict_of([best]) == "coordinated_explained" else None
    assert found == FITTING


def test_no_planted_network_is_explained_away(world: SeenWorld) -> None:
    verdicts = {
        network["playbook"]: verdict_of(explain_networks(world.view(network["accounts"]))[0])
        for network in world.truth["networks"]
    }
    assert verdicts == dict.fromkeys(("hired_reposts", "hashtag_push", "launch_and_boost", "ring"), "coordinated")


def test_every_explanation_is_given_with_its_facts_the_best_first() -> None:
    (found,) = explain_networks(view_of([Act("m0", "p", 0), Act("m1", "p", 1)]))
    assert len(found) == len(EXPLANATIONS)
    assert len({one["explanation"] for one in found}) == len(EXPLANATIONS)
    fits = [float(str(one["fit"])) for one in found]
    assert fits == sorted(fits, reverse=True)
    assert all(0.0 <= fit <= 1.0 for fit in fits)
    assert len({explanation.__module__ for explanation in EXPLANATIONS}) == len(EXPLANATIONS)
    assert all(str(one["because"]).endswith(".") for one in found)


@pytest.mark.parametrize(("value", "verdict"), [(0.5, "coordinated_explained"), (0.49, "coordinated")])
def test_a_verdict_needs_an_explanation_that_fits_by_half(value: float, verdict: str) -> None:
    assert verdict_of([{"explanation": "fan_club", "fit": value, "because": ""}]) == verdict


def test_what_could_not_be_measured_comes_last_and_is_not_called_unfitting() -> None:
    (found,) = explain_networks(view_of([Act("m0", "p", 0), Act("m1", "p", 1)]))
    states = [one["state"] for one in found]
    unmeasured = {one["explanation"] for one in found if one["state"] == "not_measured"}
    assert unmeasured == {"fan_club", "declared_bots", "one_person"}
    assert set(states[-3:]) == {"not_measured"}
    assert "not_measured" not in states[:-3]
