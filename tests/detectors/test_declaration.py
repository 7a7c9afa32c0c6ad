"""Every detector says what it asks, what it needs and which innocent reasons it knows."""

import pytest

from unisono.detectors import DETECTORS, Detector
from unisono.model.findings import MEANINGS
from unisono.model.tables import ACCOUNTS, POSTS


def test_names_are_unique() -> None:
    names = [detector.name for detector in DETECTORS]
    assert len(set(names)) == len(names) > 0


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.name)
def test_a_detector_is_declared_whole(detector: Detector) -> None:
    assert detector.question.endswith("?")
    assert set(detector.columns) <= set(POSTS) | set(ACCOUNTS)
    assert detector.innocent
    assert {(detector.name, kind) for kind in detector.subject_kinds} <= set(MEANINGS)
    assert callable(detector.find)


def test_a_declaration_does_not_change() -> None:
    with pytest.raises(AttributeError):
        DETECTORS[0].name = "other"  # type: ignore[misc]  # this is what must not work
