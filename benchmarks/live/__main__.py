"""Measures watching: a steady stream with a peak, the highest speed beside a plain consumer, and being killed.

python -m benchmarks.live                                     ten minutes at 10,000 posts a second, then 20 s at 50,000
python -m benchmarks.live --minutes 0.5 --peak-seconds 5 --kills 3 --fastest 100000
python -m benchmarks.live --page docs/benchmarks.md           writes its section anew and keeps the others
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import page
from benchmarks.kept import Kept, Meter, keep
from benchmarks.live.section import measure_live, plan_of


def main(given: list[str] | None = None) -> int:
    """Print the section; exit code 1 where posts are missing or there twice."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0, metavar="N", help="how long the steady stream lasts")
    parser.add_argument("--posts-per-s", type=int, default=10_000, metavar="N")
    parser.add_argument("--peak-per-s", type=int, default=50_000, metavar="N")
    parser.add_argument("--peak-seconds", type=int, default=20, metavar="N")
    parser.add_argument("--fastest", type=int, default=500_000, metavar="N", help="posts of the stream at full speed")
    parser.add_argument("--kills", type=int, default=50, metavar="N")
    parser.add_argument("--folder", type=Path, help="where cases and recordings lie; default: a temporary folder")
    parser.add_argument("--page", type=Path, help="write the section into this page")
    arguments = parser.parse_args(given)
    seconds = max(1, round(arguments.minutes * 60))
    plan = plan_of(arguments.posts_per_s, seconds, arguments.peak_per_s, arguments.peak_seconds)
    with tempfile.TemporaryDirectory(prefix="unisono-bench-", dir=arguments.folder) as scratch, Meter() as meter:
        section = measure_live(Path(scratch), plan, arguments.fastest, arguments.kills)
    print("\n".join(section.sentences))
    if arguments.page is not None:
        sizes = {"live_seconds": seconds}
        keep(page.results_of(arguments.page), Kept("live", sizes, meter.conditions, section))
        page.renew(arguments.page)
    for difference in section.differences:
        print(f"DIFFERENT: {difference}", file=sys.stderr)
    return 1 if section.differences else 0


if __name__ == "__main__":
    sys.exit(main())
