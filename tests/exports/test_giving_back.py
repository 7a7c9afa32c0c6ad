"""Room of arrays that were let go does not stay with the process."""

import subprocess
import sys

import pytest

from unisono.exports import giving_back
from unisono.exports.giving_back import give_memory_back

PROGRAM = """
import numpy as np
from pathlib import Path
from unisono.exports.giving_back import give_memory_back

def held():
    status = Path("/proc/self/status")
    return int(status.read_text().partition("VmRSS:")[2].split()[0]) / 1024 if status.exists() else 0

kept = []
for number in range(400):
    kept.append(np.ones(100))
    kept.append(np.ones(1 << 13))
kept = kept[::2]
before = held()
give_memory_back()
print(before - held())
"""
"""Prints how many MiB less are held afterwards."""


def test_what_lies_between_things_in_use_is_given_back_where_the_system_can() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert float(told.stdout) > (10 if giving_back._trim() else -1)


def test_other_systems_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_back, "_trim", lambda: None)
    give_memory_back()
    monkeypatch.undo()
    giving_back._trim.cache_clear()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert giving_back._trim() is None
    giving_back._trim.cache_clear()
