"""Worlds written as text, scanned as a case would be."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from unisono.cases import Run, SourceRecord, create_case
from unisono.detectors.scanning import scan_case
from unisono.model.settings import ScanSettings
from unisono.worlds.written import read_written_world

Scan = Callable[[list[str]], Run]


@pytest.fixture
def scan(tmp_path: Path) -> Scan:
    """Return a function that scans the lines of a world and returns the run."""

    def scan_lines(lines: list[str]) -> Run:
        case = create_case(tmp_path / "case")
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        case.append([read_written_world(lines)], SourceRecord(file="world.txt", sha256=digest, format="written"))
        scan_case(case, ScanSettings())
        run = case.latest_run()
        assert run is not None
        return run

    return scan_lines


@pytest.fixture
def neighbours() -> list[str]:
    """Return ten days of 500 ordinary people: reposts of 40 known authors, links of the day, tags, own words."""
    rng = np.random.default_rng(4)
    lines = []
    fame = 1.0 / np.arange(1, 41)
    for _ in range(4_000):
        person = rng.integers(0, 500)
        star = rng.choice(40, p=fame / fame.sum())
        published = 14_400 * int(rng.integers(0, 60)) + 137 * int(star)
        delay = int(2 + 1_800 * rng.lognormal(0.0, 1.9))
        lines.append(f"{published + delay} person{person} rt:star{star}/{published}")
    for _ in range(1_200):
        person, story = rng.integers(0, 500), rng.integers(0, 120)
        delay = int(1_500 * rng.lognormal(0.0, 1.5))
        lines.append(f"{7_200 * int(story) + delay} person{person} news{story}")
    for number in range(800):
        person, tag = rng.integers(0, 500), rng.geometric(0.15)
        at = int(rng.integers(0, 864_000))
        lines.append(f'{at} person{person} #tag{tag} "Thought {number} of person {person} at {at}."')
    return lines
