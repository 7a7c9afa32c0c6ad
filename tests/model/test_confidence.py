"""Confidence is graded by what holds it down, in a sentence of its own."""

import pytest

from unisono.model.confidence import Grounds, confidence_in, confidence_sentence, grounds_of, listed

SOUND = Grounds(twin_networks=0, stability=0.95, layers=3, objects=40, best_fit=0.2, size=40)


def test_nothing_against_it_means_high_confidence() -> None:
    assert confidence_in(SOUND) == ("high", [])
    assert "high" in confidence_sentence(SOUND)


@pytest.mark.parametrize(
    ("grounds", "word"),
    [
        (Grounds(None, 0.95, 3, 40, 0.2), "moderate"),
        (Grounds(2, 0.95, 3, 40, 0.2), "moderate"),
        (Grounds(0, 0.5, 1, 4, 0.9), "low"),
        (Grounds(0, None, 3, 40, None, minute_times=True), "moderate"),
        (Grounds(0, 0.95, 3, 40, None, assumed=0.9), "moderate"),
    ],
)
def test_each_weakness_is_named_and_lowers_confidence(grounds: Grounds, word: str) -> None:
    found, reasons = confidence_in(grounds)
    assert found == word
    assert reasons


def test_a_network_that_outlasts_the_loss_of_no_account_has_low_confidence_whatever_else_holds() -> None:
    word, reasons = confidence_in(Grounds(0, 0.0, 3, 40, 0.2, size=8))
    assert (word, reasons) == ("low", ["nothing is left of it when any one of its accounts is left out"])


def test_three_accounts_are_too_few_for_more_than_low_confidence() -> None:
    word, reasons = confidence_in(Grounds(0, 1.0, 3, 40, 0.2, size=3))
    assert word == "low"
    assert reasons == ["it has three accounts only, the fewest that a network can have"]
    assert "Confidence in this judgement is low: it has three accounts only" in confidence_sentence(
        Grounds(0, 1.0, 3, 40, 0.2, size=3)
    )


def test_grounds_are_read_from_a_networks_row_and_its_pairs() -> None:
    row = {"stability": 0.5, "objects": 12, "size": 9}
    innocent = [{"explanation": "newswire", "fit": 0.4}, {"explanation": "one_person", "fit": None}]
    found = grounds_of(row, {"link": 3}, innocent, 0, ["assumed", "measured", None, "assumed"])
    assert found == Grounds(0, 0.5, 1, 12, 0.4, size=9, assumed=0.5)


def test_lists_end_in_and() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
