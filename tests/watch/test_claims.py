"""A claim says what surprised, and is the same whenever its parts are."""

from dataclasses import FrozenInstanceError, replace

import pytest

from tests.watch.test_alarms import CLAIM


def test_claims_of_equal_parts_are_equal() -> None:
    assert replace(CLAIM) == CLAIM
    assert replace(CLAIM, value=1.0) != CLAIM


def test_a_claim_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        CLAIM.value = 2.0  # type: ignore[misc]  # that this is refused is what is tested
