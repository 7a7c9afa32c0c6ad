"""Starting the command line is told as the median of several starts."""

import pytest
from benchmarks.processes import Measured
from benchmarks.startup import commands, measure_startup

from benchmarks import startup


def test_the_median_counts_and_the_first_start_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    walls = iter([9.0, 0.2, 0.1, 0.3] * len(commands()))
    monkeypatch.setattr(startup, "measure", lambda name, _: Measured(name, 0.1, next(walls), 20.0))
    section = measure_startup(3)
    assert section.figures == {"median_s": 0.2, "times": 3.0}
    assert [row.measured.wall_seconds for row in section.rows] == [0.2] * len(commands())


def test_help_is_what_a_user_types() -> None:
    assert commands()[0][0] == "unisono --help" and commands()[0][1][-1] == "--help"
