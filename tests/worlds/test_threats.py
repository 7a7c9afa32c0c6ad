"""Threats: mild words, put together in hundreds of ways."""

import numpy as np
import pytest

from unisono.worlds.threats import PARTS, PATTERNS, write_threats


@pytest.mark.parametrize("language", sorted(PATTERNS))
def test_four_hundred_threats_have_hundreds_of_wordings(language: str) -> None:
    threats = write_threats(np.random.default_rng(1), 400, language)
    assert len(threats) == 400
    assert len(set(threats)) > 200
    assert not any("{" in threat for threat in threats)


def test_every_language_has_every_part() -> None:
    assert set(PARTS) == set(PATTERNS)
    assert {tuple(parts) for parts in PARTS.values()} == {("start", "warning", "end")}
