"""Every detector says what it asks, what it needs and which innocent reasons it knows."""

import subprocess
import sys

import pytest

from unisono.detectors import COLUMNS, DETECTORS, NAMES, detectors_named
from unisono.detectors.declaration import Detector
from unisono.model.findings import MEANINGS
from unisono.model.tables import ACCOUNTS, POSTS


def test_names_are_unique() -> None:
    names = [detector.name for detector in DETECTORS]
    assert len(set(names)) == len(names) > 0
    assert tuple(names) == NAMES


def test_the_columns_that_a_scan_reads_are_those_that_the_detectors_declare() -> None:
    declared = {name for detector in DETECTORS for name in detector.columns if name in POSTS}
    assert set(COLUMNS) == declared
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_only_the_detectors_that_are_asked_are_loaded() -> None:
    code = (
        "import sys; from unisono.detectors.scan_result import wanted_detectors; "
        "from unisono.model.settings import ScanSettings; wanted_detectors(ScanSettings(only=('co_action',))); "
        "print([name for name in ('attacks', 'testimony', 'turn') if f'unisono.detectors.{name}' in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    assert [one.name for one in detectors_named(("turn", "co_action"))] == ["co_action", "turn"]


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
