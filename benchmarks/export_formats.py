"""Measures what each export, the report and an evidence pack of a large case take: time, memory, and size.

python -m benchmarks.export_formats                 on an invented case of a million posts, which takes minutes to build
python -m benchmarks.export_formats --case FOLDER   on a case that is there and scanned; its log tells of the exports
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.page import table_of
from benchmarks.processes import Measured, measure
from benchmarks.sections import Row, Section
from benchmarks.web import COMMAND, build_case
from unisono.cases import open_case
from unisono.exports import EXPORTS

BAR_MEGABYTES = 500
TITLE = "Exports"


def measure_exports(folder: Path, posts: int, case: Path | None = None, only: tuple[str, ...] = ()) -> Section:
    """Write a case of so many posts, or one that is there, in every form, each in a process of its own."""
    if case is None:
        (folder / "exports").mkdir()
    found = case or build_case(folder / "exports", posts)
    out = folder / "exported"
    out.mkdir()
    alone = measure("unisono, and nothing else", [*COMMAND, "export", "--help"])
    rows = []
    for name, arguments, file in commands(found, out):
        if not only or name.partition(" ")[0] in only:
            took = measure(name, [*COMMAND, *arguments, "--quiet"])
            rows.append(Row(took, None, size_of(file)))
    over = [row.measured for row in rows if row.measured.peak_megabytes > BAR_MEGABYTES]
    peak = max((row.measured.peak_megabytes for row in rows), default=0.0)
    figures = {"exports": float(len(rows)), "exports_within": float(len(rows) - len(over)), "peak_megabytes": peak}
    return Section(TITLE, [Row(alone), *rows], list(sentences(found, alone, over)), figures=figures)


def commands(case: Path, out: Path) -> Iterator[tuple[str, list[str], Path]]:
    """Yield what is measured, its command, and what it writes."""
    for exporter in EXPORTS:
        file = out / f"export{exporter.suffix}" if exporter.suffix else out / exporter.name
        yield exporter.name, ["export", str(case), "--to", exporter.name, "-o", str(file)], file
    for ending in ("html", "md"):
        file = out / f"report.{ending}"
        yield f"report.{ending}", ["report", str(case), "-o", str(file)], file
    pack = out / "pack.zip"
    yield "evidence-pack seal", ["evidence-pack", "seal", str(case), "-o", str(pack)], pack
    yield "evidence-pack verify", ["evidence-pack", "verify", str(pack)], pack


def size_of(file: Path) -> str:
    """Say how large what was written is."""
    files = [file] if file.is_file() else [one for one in file.rglob("*") if one.is_file()]
    return f"{sum(one.stat().st_size for one in files) / 1e6:,.2f} MB written"


def sentences(case: Path, alone: Measured, over: list[Measured]) -> Iterator[str]:
    """Say what was written and whether it kept to the bar."""
    posts, accounts = open_case(case).counts()
    run = open_case(case).latest_run()
    assert run is not None, "the case is not scanned"
    networks, findings = (run.record.get(name, 0) for name in ("networks", "findings"))
    yield (
        f"A case of {posts:,} posts of {accounts:,} accounts, with {networks:,} networks and {findings:,} findings, "
        f"each export in a process of its own. Python and the libraries take {alone.peak_megabytes:.0f} MB. "
        f"Bar: {BAR_MEGABYTES} MB."
    )
    named = ", ".join(f"{one.name} ({one.peak_megabytes:,.0f} MB)" for one in over)
    yield f"Above the bar: {named}." if over else "All keep it."


def main(given: list[str] | None = None) -> int:
    """Print the table."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", type=Path, help="a scanned case; without, one is built")
    parser.add_argument("--posts", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--only", nargs="+", default=[], metavar="FORM", help="formats, as exports name them")
    arguments = parser.parse_args(given)
    with tempfile.TemporaryDirectory(prefix="unisono-bench-") as scratch:
        section = measure_exports(Path(scratch), arguments.posts, arguments.case, tuple(arguments.only))
    print("\n".join(section.sentences))
    print(table_of(section.rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
