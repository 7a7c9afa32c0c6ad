"""A technique is said of a network only on findings, and nothing is said where an innocent explanation fits."""

from pathlib import Path

import pytest

from tests.exports.told_case import claims
from unisono.exports.disarm.claims import TechniqueClaim, least_sure


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[TechniqueClaim]:
    """Return the claims of the told case."""
    return claims(Path(tmp_path_factory.mktemp("told")) / "case")


def test_every_claim_names_the_network_finding_and_says_why_in_counts(told: list[TechniqueClaim]) -> None:
    assert told
    for claim in told:
        assert claim.findings[0] == f"f-net{claim.network}"
        assert any(letter.isdigit() for letter in claim.reason)
        assert claim.reason.endswith(".")


def test_nothing_is_said_of_a_network_that_an_innocent_explanation_fits(told: list[TechniqueClaim]) -> None:
    assert {claim.network for claim in told} == {1, 2}


def test_names_that_say_more_than_acting_together_need_a_lifted_verdict(told: list[TechniqueClaim]) -> None:
    of_lifted = {claim.technique.id for claim in told if claim.network == 1}
    of_other = {claim.technique.id for claim in told if claim.network == 2}
    assert {"T0143.002", "T0144.002"} <= of_lifted
    assert not [claim for claim in told if claim.network == 2 and claim.technique.says_inauthentic]
    assert "T0084.001" in of_lifted & of_other


def test_the_likelihood_is_that_of_the_least_sure_finding(told: list[TechniqueClaim]) -> None:
    (woke,) = [claim for claim in told if claim.network == 1 and claim.technique.id == "T0150.002"]
    assert woke.findings == ("f-net1", "f-woke_together1")
    assert woke.likelihood == "very likely"
    assert least_sure([]) == "not measured"


def test_claims_come_in_a_fixed_order(told: list[TechniqueClaim]) -> None:
    assert [(claim.network, claim.technique.id) for claim in told] == sorted(
        (claim.network, claim.technique.id) for claim in told
    )
