"""Measures how importing and scanning grow with the posts; sizes can be added one by one.

python -m benchmarks.growth --sizes 100k,300k,1M       adds these sizes to benchmarks/results and renews the page
python -m benchmarks.growth --sizes 10M --folder /big  the case lies there while it is measured (25 bytes a post)
python -m benchmarks.growth --sizes 30M,100M --memory 14GiB
python -m benchmarks.growth --sizes 1M --most-acts 20000    an object may have so many acts: ten times the pairs
python -m benchmarks.growth                            measures nothing, and writes the page of what is kept
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import page
from benchmarks.growth.measuring import Grown, keep_runs, measure_size
from benchmarks.growth.posts import MOST_ACTS, Sharing
from benchmarks.growth.section import RUNS
from benchmarks.sections import warm_up_scan

UNITS = {"k": 1_000, "M": 1_000_000}


def size_of(written: str) -> int:
    """Read a number of posts such as 300k, 1M or 20000."""
    unit = UNITS.get(written[-1:], 1)
    return int(float(written[:-1] if unit > 1 else written) * unit)


def measure_sizes(given: argparse.Namespace, results: Path) -> list[Grown]:
    """Measure the sizes one after the other, and keep each as soon as it is there."""
    sizes = [size_of(written) for written in given.sizes.split(",") if written]
    done: list[Grown] = []
    for posts in sizes:
        if posts > size_of(given.most):
            print(f"{posts:,} posts are more than --most {given.most}: left out", file=sys.stderr)
            continue
        print(f"{posts:,} posts: import and scans", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="unisono-bench-", dir=given.folder) as scratch:
            if not done:
                warm_up_scan(Path(scratch))
            sharing, direct = Sharing(posts, given.most_acts), True if given.direct else None
            twin = not given.no_twin
            grown = measure_size(Path(scratch) / "size", sharing, direct=direct, memory=given.memory, twin=twin)
        keep_runs(results / RUNS, [grown])
        done.append(grown)
        took = "; ".join(f"{name} {one.cpu_seconds:.1f} CPU s, {one.peak_megabytes:,.0f} MiB"
                         for name, one in grown.steps.items())  # fmt: skip
        print(f"{posts:,} posts, {grown.emitted:,} emitted pairs: {took}", flush=True)
    return done


def main(given: list[str] | None = None) -> int:
    """Measure the sizes that are named, and write the page."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="", metavar="N,N", help="posts, such as 100k,1M")
    parser.add_argument("--most", default="100M", metavar="N", help="leave out what is larger")
    parser.add_argument("--most-acts", type=int, default=MOST_ACTS, metavar="N", help="acts of an object at most")
    parser.add_argument("--memory", metavar="SIZE", help="what scans may take for posts, such as 14GiB")
    parser.add_argument("--direct", action="store_true", help="write segments directly, and do not measure the import")
    parser.add_argument("--no-twin", action="store_true", help="scan without the twin only")
    parser.add_argument("--folder", type=Path, help="where the cases lie; default: a temporary folder")
    parser.add_argument("--page", type=Path, default=page.PAGE, help="the page to renew")
    arguments = parser.parse_args(given)
    measure_sizes(arguments, page.results_of(arguments.page))
    page.renew(arguments.page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
