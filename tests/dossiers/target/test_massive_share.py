"""The share of massive episodes, with its exact interval."""

from pathlib import Path

import pytest
from scipy.stats import binomtest

from tests.dossiers.target.attacked_case import attacked_case
from unisono.dossiers.target.massive_share import describe_massive_share, share_text
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
    assert "cannot be said" in share_text(2, 2, 1)
    assert share_text(0, 0, 2) == "No massive episode hit any of the 2 targets of this case."
