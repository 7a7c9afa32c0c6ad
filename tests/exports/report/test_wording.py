"""The sentences of the report say what was measured, and no more."""

import re

import pytest

from unisono.dossiers.network.judging import likelihood_text
from unisono.exports.report import wording
from unisono.exports.report.likelihood import LIKELIHOOD_RANGES
from unisono.model.confidence import Grounds, confidence_sentence


def test_the_headline_counts_what_acted_together() -> None:
    assert (
        wording.headline({"twin_networks": 0}, 1, 5)
        == "1 network: 5 accounts acted together more often than chance allows"
    )


def test_the_headline_of_an_empty_run_says_so_plainly() -> None:
    assert wording.headline({}, 0, 0) == "Nothing here is more than chance would give"


def test_a_twin_that_gives_as_much_stands_in_the_headline() -> None:
    assert "a shuffled copy gave 2 networks: this may be chance" in wording.headline({"twin_networks": 2}, 2, 9)


def test_innocent_explanations_that_fit_are_told_at_once() -> None:
    assert wording.headline({"twin_networks": 0}, 2, 9, 2).endswith("allows, and an innocent explanation fits")
    assert wording.headline({"twin_networks": 0}, 2, 9, 1).endswith("than chance allows")
    assert wording.explained_sentence(2, 1) == "An innocent explanation fits 1 of the 2 networks."
    assert wording.explained_sentence(2, 2) == wording.explained_sentence(2, 0) == ""


@pytest.mark.parametrize(
    ("record", "part"),
    [
        ({"twin_pairs": 0, "twin_networks": 0}, "found 0 pairs and 0 networks. Zero is the goal."),
        ({"twin_pairs": 1, "twin_networks": 0}, "read the results with that in mind"),
        ({}, "No shuffled twin was run"),
    ],
)
def test_the_twin_is_always_told(record: dict[str, object], part: str) -> None:
    assert part in wording.twin_sentence(record)


def test_likelihood_and_confidence_never_share_a_sentence() -> None:
    words = re.compile(r"\b(" + "|".join(LIKELIHOOD_RANGES) + r")\b")
    for q in (None, 0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0):
        assert "onfidence" not in wording.likelihood_sentence(1, q)
    for grounds in (Grounds(0, 1.0, 3, 50, 0.0), Grounds(None, None, 1, 2, 0.9, minute_times=True)):
        sentence = confidence_sentence(grounds)
        assert "onfidence" in sentence
        assert not words.search(sentence)


def test_likelihood_follows_the_network_q() -> None:
    assert wording.likelihood_sentence(3, 0.001).startswith("It is almost certain that the accounts of network 3")
    assert "roughly even chance" in wording.likelihood_sentence(3, 0.5)
    assert "was not measured" in wording.likelihood_sentence(3, None)


def test_a_network_that_was_tested_as_a_group_says_so_as_the_commands_do() -> None:
    sentence = wording.likelihood_sentence(3, 0.001, as_group=True)
    assert "acted together as a group more often than chance allows (95 to 99 %)." in sentence
    assert sentence.endswith(wording.AS_GROUP)
    assert likelihood_text("almost certain", "group").endswith(wording.AS_GROUP)
    assert wording.AS_GROUP not in wording.likelihood_sentence(3, 0.001)


def test_an_empty_result_says_what_was_tested() -> None:
    told = wording.what_was_tested({"pairs_tested": 1200, "pairs": 0}, ["repost", "tags"])
    assert "1,200 pairs of accounts were tested, in these layers: reposts, tag sequences." in told
    assert wording.what_was_tested({"pairs_tested": 1}, ["link"]).startswith("1 pair of accounts was tested")


def test_names_of_verdicts_layers_and_explanations_become_words() -> None:
    assert wording.verdict("coordinated_explained") == "Coordinated, and an innocent explanation fits"
    assert wording.verdict(None) == "No verdict"
    assert wording.explanation("fan_club") == "Fan club"
    assert wording.explanation("one person's many accounts") == "One person's many accounts"
    assert wording.layers_in_words({"link": 2, "repost": 1200}) == "repost 1,200 · link 2"


def test_what_chance_gives_says_when_nobody_measured_it() -> None:
    row = {"expected": 13.0, "expected_basis": "measured"}
    assert wording.chance(row) == wording.chance({"expected": 13.0}) == "13.00 expected by chance"
    assert wording.chance(row | {"expected_basis": "assumed"}).startswith("at most 13.00 by chance (assumed: ")
    assert "going by other objects" in wording.chance(row | {"expected_basis": "borrowed"})


def test_a_report_of_a_scan_that_could_test_no_pair_says_so_and_why() -> None:
    untested = {"pairs_tested": 0, "accounts": 1}
    assert wording.headline(untested, 0, 0) == "No pair of accounts could be tested"
    assert wording.what_was_tested(untested, ()).startswith("All posts are of one account")
