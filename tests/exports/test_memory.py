"""What an export holds in memory does not grow with the posts of a case."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exports.measured_exports import LETTERS, NAMES

FEW, MANY = 6_000, 22_000
WORDS_MB = (MANY - FEW) * LETTERS / (1 << 20)
"""The words that the larger case has more than the smaller."""

MORE_MB = 22
"""What may be held more, whatever it is."""


@pytest.fixture(scope="module")
def peaks() -> Iterator[tuple[dict[str, float], dict[str, float]]]:
    """Yield the peak of each export of a case of few posts, and of one of many."""
    few, many = (_measured(posts) for posts in (FEW, MANY))
    yield few, many


def _measured(posts: int) -> dict[str, float]:
    """Return the peak of each export, measured in a process that gives memory back as soon as it is free."""
    at_once = "dirty_decay_ms:0,muzzy_decay_ms:0"
    environment = {**os.environ, "_RJEM_MALLOC_CONF": at_once, "MIMALLOC_PURGE_DELAY": "0"}
    command = [sys.executable, "-m", "tests.exports.measured_exports", str(posts)]
    root = Path(__file__).parents[2]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root, env=environment)
    found: dict[str, float] = json.loads(told.stdout)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_more_posts_take_no_more_memory(peaks: tuple[dict[str, float], dict[str, float]], name: str) -> None:
    few, many = peaks
    assert MORE_MB < 0.5 * WORDS_MB
    assert many[name] - few[name] < MORE_MB
