"""Writes what was measured as a table for the terminal, and everything that is kept as a page for the documentation."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.bars import all_bars
from benchmarks.growth.section import TITLE as GROWTH
from benchmarks.growth.section import runs_in, section_of, write_figure
from benchmarks.kept import Kept, read_kept
from benchmarks.sections import Row, Section

HEADER = ("name", "CPU s", "wall s", "peak MB", "times less CPU", "")
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
RESULTS = Path(__file__).with_name("results")
ORDER = (
    *("toolkit", "scan", "again", "astrodetection", "object", "dense", "arithmetic", "importing", "texts", "pictures"),
    *("live", "web", "exports", "startup"),
)
"""Sections in the order of the page; parts that are not named come last."""


def results_of(page: Path) -> Path:
    """Return the folder of what is kept for a page: the project's own, or one beside another page."""
    return RESULTS if page.resolve() == PAGE.resolve() else page.parent / "results"


def renew(page: Path) -> None:
    """Write a page, and its figure, of everything that is kept for it."""
    results = results_of(page)
    if runs := runs_in(results):
        write_figure(runs, page)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(write_page(results), encoding="utf-8")


def write_page(results: Path) -> str:
    """Write the bars, the growth curves and every section that is kept, each with its day and machine."""
    kept, runs = read_kept(results), runs_in(results)
    growth = section_of(runs) if runs else None
    parts = [
        "# Benchmarks",
        "Written by `make bench` (minutes) and `make bench-full` (hours). Processor seconds are user and system time "
        "of a command and all it starts, from its start to its end: Python, imports, reading, computing, writing. Peak "
        "memory is that of its largest process, in units of 2^20 bytes. Compare processor seconds; wall time depends "
        "on what else the machine does. Kernels are compiled once after an installation (some 10 s), before anything "
        "is measured. What was measured is kept in benchmarks/results: measuring one part renews its own section and "
        "the table of bars, and each section says of which day and machine it is. A smaller size never takes the place "
        "of a larger one.",
        "## Bars",
        bars_table(kept, growth, max((run.conditions.day for run in runs), default="")),
    ]
    if growth is not None:
        parts += [f"## {GROWTH}", "\n".join(growth.sentences)]
    places = {part: place for place, part in enumerate(ORDER)}
    for part in sorted(kept, key=lambda part: (places.get(part, len(places)), part)):
        parts += _section_parts(kept[part])
    return "\n\n".join(parts) + "\n"


def bars_table(kept: dict[str, Kept], growth: Section | None = None, growth_day: str = "") -> str:
    """Lay out what the project has to reach, what was measured, and whether it is reached."""
    lines = [_bar(("job", "bar", "measured", "reached", "day")), "|---|---|---|---|---|"]
    lines += [
        _bar((bar.job, bar.asks, bar.measured, bar.answer, bar.day)) for bar in all_bars(kept, growth, growth_day)
    ]
    return "\n".join(lines)


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


def _section_parts(kept: Kept) -> Iterator[str]:
    section = kept.section
    yield f"## {section.title}"
    yield kept.conditions.told()
    yield "\n".join(section.sentences)
    if section.rows:
        yield _markdown(section.rows)


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
