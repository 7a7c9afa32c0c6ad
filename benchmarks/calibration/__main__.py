"""Measures what is missing, keeps each outcome as it comes, and writes the page, its figure and what reports show.

python -m benchmarks.calibration                                 what the page has: 20 or 3 seeds of each world
python -m benchmarks.calibration --seeds 20 --processes 2        20 seeds of every world
python -m benchmarks.calibration --seeds 2 --worlds quiet medium --size 0.3 --results /tmp/some.jsonl --no-page
python -m benchmarks.calibration --page-only

Outcomes of an earlier program stay, and the page shows them and says so, until those of this one are complete.
"""

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path

# Before polars is imported here or in a worker: two processes of one thread each outrun two that share all threads.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

from benchmarks.calibration import figure, page
from benchmarks.calibration.bars import all_bars
from benchmarks.calibration.keeping import (
    RESULTS,
    counted_with,
    keep,
    of_program,
    read_lines,
    rewrite,
    shown,
    still_missing,
    supersede,
    take_as,
)
from benchmarks.calibration.outcome import Line, measure
from benchmarks.calibration.planning import (
    FIRST_SEED,
    MAIN_SEEDS,
    OTHER_SEEDS,
    minutes_said,
    processor_seconds,
    wanted_of_the_page,
    wanted_worlds,
)
from benchmarks.calibration.program import ROOT, program_digest
from benchmarks.calibration.provenance import measured_with
from benchmarks.calibration.rates import unexplained
from benchmarks.calibration.summary import SUMMARY, write_summary
from benchmarks.calibration.tables import counted
from benchmarks.calibration.worlds import world_names
from unisono import __version__

PAGE = ROOT / "docs" / "calibration.md"
FIGURE = ROOT / "docs" / "pictures" / "calibration.svg"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, keep, write."""
    asked = read_options(arguments)
    if not asked.page_only:
        run(asked)
    lines = in_order(shown(read_lines(asked.results)))
    if not lines:
        print(f"{asked.results} holds no outcomes. Make some: make calibrate", file=sys.stderr)
        return 1
    program = program_digest()
    if not asked.no_page:
        FIGURE.write_text(figure.draw_recall(lines), encoding="utf-8")
        PAGE.write_text(page.write_page(lines, program), encoding="utf-8")
        write_summary(lines, SUMMARY)
        written = ", ".join(str(path.relative_to(ROOT)) for path in (PAGE, FIGURE, SUMMARY))
        print(f"Wrote {written} from {len(lines):,} scans.")
    print(" ".join(measured_with(lines, program).replace("**", "").split()))
    for bar in all_bars(lines):
        reached = {True: "reached", False: "MISSED", None: "unasked"}[bar.reached] if bar.is_asked else "no bar"
        print(f"{reached:8} {bar.asks}: {bar.measured}")
    return 0


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.calibration",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--seeds", type=int, help=f"worlds of each kind ({MAIN_SEEDS} of the five main ones, {OTHER_SEEDS} of others)"
    )
    parser.add_argument("--first-seed", type=int, default=FIRST_SEED, help=f"the first seed ({FIRST_SEED})")
    parser.add_argument("--worlds", nargs="+", default=world_names(), choices=world_names(), metavar="WORLD")
    parser.add_argument("--size", type=float, default=1.0, help="posts and accounts of each world, times this (1)")
    parser.add_argument("--processes", type=int, default=2, help="scans at a time (2)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where outcomes are kept, as JSON lines")
    parser.add_argument(
        "--take", metavar="PROGRAM", help="count what an earlier program made as this one's; the page says so"
    )
    parser.add_argument("--page-only", action="store_true", help="measure nothing, write the page anew")
    parser.add_argument("--no-page", action="store_true", help="measure, and leave docs/calibration.md as it is")
    return parser.parse_args(arguments)


def run(asked: argparse.Namespace) -> None:
    """Measure what is missing and keep each outcome as it comes; drop those of earlier programs once all are there."""
    program = program_digest()
    kept = read_lines(asked.results)
    if asked.take:
        kept = take_as(kept, asked.take, program)
    rewrite(asked.results, kept)
    own = of_program(kept, program)
    missing = still_missing(wanted_worlds(asked.worlds, asked.seeds, asked.first_seed), own, asked.size)
    for sentence in announced(kept, missing, program, asked):
        print(sentence, flush=True)
    started = time.perf_counter()
    for number, line in enumerate(measured(missing, asked.size, asked.processes), start=1):
        keep(asked.results, {"program": program, "version": __version__, "measured_on": today(), **line})
        left = (time.perf_counter() - started) / number * (len(missing) - number)
        print(f"{number:4} of {len(missing)}, {minutes_said(left)} left: {said(line)}", flush=True)
    rewrite(asked.results, supersede(read_lines(asked.results), program, wanted_of_the_page(), world_names()))


def today() -> str:
    """Return the day, in UTC."""
    return f"{datetime.now(UTC):%Y-%m-%d}"


def announced(
    kept: Sequence[Line], missing: Sequence[tuple[str, int]], program: str, asked: argparse.Namespace
) -> Iterator[str]:
    """Yield what is kept, what is to be made, and how long that will take."""
    own = len(of_program(kept, program))
    yield f"Program {program}: {counted(own, 'outcome')} kept, {counted(len(missing), 'outcome')} to be made."
    for other, count in Counter(counted_with(line) for line in kept).items():
        if other != program:
            yield f"Program {other}, an earlier one: {counted(count, 'outcome')} kept until those of this are complete."
    if missing:
        seconds = processor_seconds(missing, kept, asked.size)
        wall = minutes_said(seconds / asked.processes)
        yield (
            f"That takes about {minutes_said(seconds)} of processor time: {wall} for "
            f"{counted(asked.processes, 'scan')} at a time where nothing else runs. "
            "It may be stopped (Ctrl-C) and taken up again."
        )


def measured(missing: Sequence[tuple[str, int]], size: float, processes: int) -> Iterator[Line]:
    """Yield the outcome of each (world, seed) as soon as it is there."""
    if processes == 1 or len(missing) == 1:
        yield from (measure(world, seed, size) for world, seed in missing)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        running = [pool.submit(measure, world, seed, size) for world, seed in missing]
        try:
            yield from (one.result() for one in as_completed(running))
        finally:
            # After a failure or Ctrl-C nothing more is started; what is kept so far stays.
            pool.shutdown(wait=False, cancel_futures=True)


def said(line: Line) -> str:
    """Return one outcome in a line: what was found, and who was found that should not have been."""
    recalled = [f"{one['playbook']} {one['level']} {one['unexplained']}/{one['accounts']}" for one in line["planted"]]
    strangers = [
        f"{network['size'] - network['planted']} of {network['size']} not planted ({network['kinds']})"
        for network in unexplained(line)
        if network["size"] > network["planted"]
    ]
    return "; ".join([f"{line['world']} {line['seed']}, {len(line['networks'])} networks", *recalled, *strangers])


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Return outcomes by world, in the order in which worlds are listed, then by seed: not as they happened to end."""
    place = {name: number for number, name in enumerate(world_names())}
    return sorted(lines, key=lambda line: (place.get(line["world"], len(place)), line["seed"]))


if __name__ == "__main__":
    sys.exit(main())
