"""Measures what is missing, keeps each outcome as it comes, and writes the page and its figure: `make calibrate`.

python -m benchmarks.calibration --seeds 20 --processes 2
python -m benchmarks.calibration --seeds 2 --worlds quiet medium --size 0.3 --results /tmp/some.jsonl --no-page
python -m benchmarks.calibration --page-only
"""

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

# Before polars is imported here or in a worker: two processes of one thread each outrun two that share all threads.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

from benchmarks.calibration import figure, page
from benchmarks.calibration.bars import all_bars
from benchmarks.calibration.keeping import (
    RESULTS,
    ROOT,
    keep,
    program_digest,
    read_lines,
    start_keeping,
    still_missing,
)
from benchmarks.calibration.outcome import Line, measure
from benchmarks.calibration.rates import unexplained
from benchmarks.calibration.worlds import world_names

PAGE = ROOT / "docs" / "calibration.md"
FIGURE = ROOT / "docs" / "pictures" / "calibration.svg"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, keep, write."""
    asked = read_options(arguments)
    if not asked.page_only:
        run(asked)
    lines = in_order(read_lines(asked.results))
    if not lines:
        print(f"{asked.results} holds no outcomes. Make some: make calibrate", file=sys.stderr)
        return 1
    if not asked.no_page:
        FIGURE.write_text(figure.draw_recall(lines), encoding="utf-8")
        PAGE.write_text(page.write_page(lines), encoding="utf-8")
        print(f"Wrote {PAGE.relative_to(ROOT)} and {FIGURE.relative_to(ROOT)} from {len(lines):,} scans.")
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
    parser.add_argument("--seeds", type=int, default=20, help="worlds of each kind (20)")
    parser.add_argument("--first-seed", type=int, default=800, help="the first seed (800)")
    parser.add_argument("--worlds", nargs="+", default=world_names(), choices=world_names(), metavar="WORLD")
    parser.add_argument("--size", type=float, default=1.0, help="posts and accounts of each world, times this (1)")
    parser.add_argument("--processes", type=int, default=2, help="scans at a time (2)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where outcomes are kept, as JSON lines")
    parser.add_argument("--page-only", action="store_true", help="measure nothing, write the page anew")
    parser.add_argument("--no-page", action="store_true", help="measure, and leave docs/calibration.md as it is")
    return parser.parse_args(arguments)


def run(asked: argparse.Namespace) -> None:
    """Measure what is missing and keep each outcome as it comes."""
    program = program_digest()
    kept = start_keeping(asked.results, program)
    seeds = range(asked.first_seed, asked.first_seed + asked.seeds)
    missing = still_missing(((world, seed) for seed in seeds for world in asked.worlds), kept, asked.size)
    print(f"{len(kept):,} outcomes of this program are kept; {len(missing):,} are to be made.", flush=True)
    started = time.perf_counter()
    for number, line in enumerate(measured(missing, asked.size, asked.processes), start=1):
        keep(asked.results, {"program": program, **line})
        left = (time.perf_counter() - started) / number * (len(missing) - number) / 60
        print(f"{number:4} of {len(missing)}, {left:4.0f} min left: {said(line)}", flush=True)


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
