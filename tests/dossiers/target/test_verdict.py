"""Verdicts: the words of the contract, each with its reason."""

from typing import Any

import pytest

from unisono.dossiers.target.verdict import judge


def share(value: float | None, low: float | None, *verdicts: str) -> dict[str, Any]:
    networks = [{"network": n + 1, "share": 0.4, "verdict": verdict} for n, verdict in enumerate(verdicts)]
    says = ["Which share networks have: cannot say, the case was not scanned."]
    return {"networked_share": value, "share_low": low, "share_high": value, "networks": networks, "share_says": says}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (share(0.9, 0.8, "coordinated"), "coordinated"),
        (share(0.9, 0.8, "coordinated_explained"), "coordinated_explained"),
        (share(0.9, 0.8, "coordinated_explained", "coordinated"), "coordinated"),
        (share(0.9, 0.8, "coordinated", "likely_inauthentic"), "likely_inauthentic"),
        (share(0.2, 0.05, "likely_inauthentic"), "nothing_unusual"),
        (share(0.0, 0.0), "nothing_unusual"),
        (share(None, None), None),
    ],
)
def test_the_networks_of_the_episodes_decide(given: dict[str, Any], verdict: str | None) -> None:
    told = judge([{"posts": 120}], given, 200, is_scanned=True)
    assert told["verdict"] == verdict
    assert told["verdict_because"]


def test_without_an_episode_nothing_is_unusual() -> None:
    assert judge([], None, 5, is_scanned=True)["verdict"] == "nothing_unusual"
    assert judge([], None, 0, is_scanned=True)["verdict"] is None


def test_before_a_scan_there_is_no_verdict() -> None:
    told = judge([], None, 5, is_scanned=False)
    assert told["verdict"] is None
    assert "known after a scan" in told["verdict_because"]
    assert "known after a scan" in judge([{"posts": 9}], share(None, None), 5, is_scanned=False)["verdict_because"]


def test_a_calm_target_is_told_in_plain_words() -> None:
    because = judge([], None, 5, is_scanned=True)["verdict_because"]
    assert because == (
        "No burst of posts against it: in no hours did more come than usually do, far enough to stand out."
    )
