"""Writes what was measured as a table for the terminal and as a page for the documentation."""

import os
import platform
import re
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.sections import Row, Section

HEADER = ("name", "CPU s", "wall s", "peak MB", "times less CPU", "")
PACKAGES = ("unisono", "numba", "numpy", "polars", "duckdb")


def table_of(rows: Sequence[Row]) -> str:
    """Lay rows out in columns."""
    lines = [HEADER, *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADER))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in (0, len(HEADER) - 1) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def write_page(sections: Sequence[Section]) -> str:
    """Write every section with its table in Markdown."""
    parts = [
        "# Benchmarks",
        "Written by `make bench`. Processor seconds are user and system time of a command and all it starts, from its "
        "start to its end: Python, imports, reading, computing, writing. Peak memory is that of its largest process. "
        "Compare processor seconds; wall time depends on what else the machine does. Kernels are compiled once after "
        "an installation (some 10 s), before anything is measured. Sections can be measured apart from one another "
        "(`--only PART --page docs/benchmarks.md`): not all are of the same day.",
        f"Measured on: {machine()}. {packages()}.",
    ]
    for section in sections:
        parts.append(f"## {section.title}")
        parts.append("\n".join(section.sentences))
        if section.rows:
            parts.append(_markdown(section.rows))
    return "\n\n".join(parts) + "\n"


def merge_pages(old: str, new: str) -> str:
    """Return the old page with the sections of the new one in the place of those with the same titles, or behind."""
    head, measured = _sections_of(new)
    return head + "\n\n".join((_sections_of(old)[1] | measured).values()) + "\n"


def _sections_of(text: str) -> tuple[str, dict[str, str]]:
    """Return what stands before the first section, and each section with its heading, by title."""
    head, *parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    return head, {part.partition("\n")[0]: part.rstrip("\n") for part in parts}


def machine() -> str:
    """Describe processor, cores, memory and system, without names."""
    model = platform.machine()
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        models = [
            line.partition(":")[2].strip() for line in facts.read_text().splitlines() if line[:10] == "model name"
        ]
        model = f"{models[0]} ({model})" if models else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def packages() -> str:
    """List the versions of what does the work."""
    return ", ".join(f"{name} {version(name)}" for name in PACKAGES)


def _cells(row: Row) -> tuple[str, ...]:
    measured = row.measured
    ratio = "" if row.times_less_cpu is None else f"{row.times_less_cpu:.{0 if row.times_less_cpu >= 10 else 2}f}"
    numbers = (f"{measured.cpu_seconds:.2f}", f"{measured.wall_seconds:.2f}", f"{measured.peak_megabytes:,.0f}")
    return (measured.name, *numbers, ratio, row.compared)


def _markdown(rows: Sequence[Row]) -> str:
    lines = [_bar(HEADER), "|---|---:|---:|---:|---:|---|", *(_bar(_cells(row)) for row in rows)]
    return "\n".join(lines)


def _bar(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
