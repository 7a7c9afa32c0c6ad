"""Measures how soon the command line answers: `unisono --help` as it is installed, and an interpreter beside it."""

import sys
from pathlib import Path
from statistics import median

from benchmarks.processes import Measured, measure
from benchmarks.sections import Row, Section

BAR_SECONDS = 0.3


def measure_startup(starts: int) -> Section:
    """Start the command so many times, after one start that fills the caches; the medians count."""
    rows = [_median(name, command, starts) for name, command in commands()]
    took = rows[0].wall_seconds
    sentence = f"The median of {starts} starts each, after one that is not counted. Bar: {BAR_SECONDS} s."
    figures = {"median_s": took, "times": float(starts)}
    return Section("Starting the command line", [Row(row) for row in rows], [sentence], figures=figures)


def commands() -> list[tuple[str, list[str]]]:
    """Return what is started: the installed command, or the package's own entry where none is installed."""
    installed = Path(sys.executable).with_name("unisono")
    own = [str(installed)] if installed.exists() else [sys.executable, "-c", "from unisono.cli import run; run()"]
    return [
        ("unisono --help", [*own, "--help"]),
        ("unisono scan --help", [*own, "scan", "--help"]),
        ("python, and nothing else", [sys.executable, "-c", "pass"]),
    ]


def _median(name: str, command: list[str], starts: int) -> Measured:
    measure(name, command)
    all_starts = [measure(name, command) for _ in range(starts)]
    return Measured(
        name,
        median(one.cpu_seconds for one in all_starts),
        median(one.wall_seconds for one in all_starts),
        median(one.peak_megabytes for one in all_starts),
    )
