"""Innocent explanations in words."""

import pytest

from unisono.exports.report.explanations import MEANINGS, explanations_of


@pytest.mark.parametrize("detector", MEANINGS)
def test_every_explanation_that_a_detector_names_says_what_it_would_mean(detector: str) -> None:
    told = explanations_of(detector)
    assert len(told) == len(MEANINGS[detector]) > 3
    assert all(name and meaning for name, meaning in told)
