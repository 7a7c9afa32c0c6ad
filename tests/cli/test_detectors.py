"""The list of detectors, as printed."""

import json

import pytest

from unisono.cli import main
from unisono.detectors import DETECTORS


def test_every_detector_is_listed_with_its_question_and_innocent_explanations(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["detectors", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["detector"] for row in rows] == [detector.name for detector in DETECTORS]
    assert all(row["question"].endswith("?") and row["innocent"] for row in rows)


def test_people_read_the_question_under_the_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["detectors"]) == 0
    printed = capsys.readouterr().out
    assert all(detector.question in printed for detector in DETECTORS)
