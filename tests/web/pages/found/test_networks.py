"""The table of networks."""

from pathlib import Path

import orjson

from tests.cli.scanned_case import case_without_networks, scanned_case
from tests.web.workbench import signed_in
from unisono.cases.marks import Mark, keep_mark, network_identity
from unisono.web.pages.found.networks import best_fitting


def test_networks_stand_with_likelihood_strength_and_explanation(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    keep_mark(case.path, Mark("", "Ana", "network", network_identity([f"twitter:{n}" for n in (1, 2, 3)]), "unsure"))
    with signed_in(case.path) as client:
        page = client.get("/case/case/networks").text
        assert 'href="/case/case/network/1"' in page
        assert "almost certain" in page
        assert "Share button" in page
        assert 'data-marked="unsure"' in page
        (row,) = [orjson.loads(line) for line in client.get("/case/case/networks?as=json").text.splitlines()]
        assert (row["network"], row["mark"], row["explanation"], row["confidence"]) == (
            1,
            "unsure",
            "share_button",
            "low",
        )
        assert row["strength"] == 200.0


def test_no_network_says_where_single_findings_are(tmp_path: Path) -> None:
    case_without_networks(tmp_path / "case")
    with signed_in(tmp_path / "case") as client:
        page = client.get("/case/case/networks").text
        assert "found no network" in page
        assert 'href="/case/case/findings"' in page


def test_an_explanation_that_does_not_fit_at_all_is_not_the_best_one() -> None:
    assert best_fitting([{"explanation": "share_button", "fit": 0.0}])["name"] is None
    found = best_fitting([{"explanation": "share_button", "fit": 0.0}, {"explanation": "fan_club", "fit": 0.1}])
    assert (found["name"], found["fit"]) == ("fan_club", 0.1)
