"""The share of massive episodes, with its exact interval."""

from pathlib import Path

import pytest
from scipy.stats import binomtest

from tests.dossiers.target.attacked_case import attacked_case
from unisono.dossiers.target.massive_share import describe_massive_share, episodes_text, share_text
from unisono.dossiers.target.material import read_material


def test_the_interval_is_the_exact_binomial_one(tmp_path: Path) -> None:
    told = describe_massive_share(read_material(attacked_case(tmp_path / "case"), None, "Ilva"))
    assert (told["massive_episodes"], told["massive_episodes_of_case"]) == (1, 2)
    exact = binomtest(1, 2).proportion_ci(method="exact")
    assert (told["massive_share_low"], told["massive_share_high"]) == pytest.approx((exact.low, exact.high))


def test_the_sentence_says_of_how_many_and_abstains_for_a_single_target() -> None:
    assert share_text(8, 10, 3) == (
        "8 of the 10 massive episodes against the 3 targets of this case hit it (80%; 95 %: 44% to 97%)."
    )
    assert share_text(2, 2, 1).startswith("It is the only target of the case")
    assert share_text(0, 0, 2) == "No massive episode hit any of the 2 targets of this case."


def test_of_fewer_than_three_massive_episodes_no_interval_is_told() -> None:
    assert share_text(0, 1, 2) == "The one massive episode against the 2 targets of this case hit another."
    assert share_text(1, 2, 2) == "1 of the 2 massive episodes against the 2 targets of this case hit it."
    assert "(33%; 95 %: " in share_text(1, 3, 2)


def test_episodes_and_massive_ones_are_said_once() -> None:
    assert episodes_text(1, 1) == "They came in 1 massive episode."
    assert episodes_text(2, 2) == "They came in 2 massive episodes."
    assert episodes_text(1, 0) == "They came in 1 episode, not a massive one."
    assert episodes_text(3, 0) == "They came in 3 episodes, none of them massive."
    assert episodes_text(3, 2) == "They came in 3 episodes, 2 of them massive."
