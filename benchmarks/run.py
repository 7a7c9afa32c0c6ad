"""Measures Unisono beside the tools that people use today, on the same posts in the same run, and checks equal results.

    python benchmarks/run.py                 everything at full size (an hour or two); renews docs/benchmarks.md
    python benchmarks/run.py --quick         every job, most at a size that takes seconds (ten minutes in all)
    python benchmarks/run.py --only toolkit scan
    python benchmarks/run.py --only live --live-seconds 600
    python benchmarks/run.py --posts 20000 --only scan --page /tmp/page.md      a page and results of its own

Ends with a table and the bars, and with exit code 1 where results differ. Full and quick sizes renew their sections of
docs/benchmarks.md and benchmarks/results; a smaller size never takes the place of a larger one. Other sizes are only
printed, unless --page names a page.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import page, sections
from benchmarks.arithmetic import measure_arithmetic
from benchmarks.astrodetection import measure_astrodetection
from benchmarks.export_formats import measure_exports
from benchmarks.growth.__main__ import main as measure_growth
from benchmarks.growth.section import runs_in
from benchmarks.kept import Kept, Meter, keep
from benchmarks.live.section import measure_live, plan_of
from benchmarks.near_duplicates.section import measure_near_duplicates
from benchmarks.one_object import measure_object
from benchmarks.pictures import measure_pictures
from benchmarks.processes import CommandFailedError
from benchmarks.scan_again import measure_scan_again
from benchmarks.sections import Section
from benchmarks.startup import measure_startup
from benchmarks.web import build_case, measure_web

FULL = {
    "posts": 1_000_000,
    "dense_posts": 10_000_000,
    "object_acts": 1_000_000,
    "import_posts": 500_000,
    "text_posts": 1_000_000,
    "again_posts": 1_000_000,
    "picture_hashes": 1_000_000,
    "web_posts": 1_000_000,
    "export_posts": 1_000_000,
    "live_seconds": 600,
    "starts": 11,
}
QUICK = {
    **FULL,
    "object_acts": 100_000,
    "import_posts": 20_000,
    "text_posts": 10_000,
    "again_posts": 50_000,
    "picture_hashes": 100_000,
    "web_posts": 20_000,
    "export_posts": 20_000,
    "live_seconds": 60,
    "starts": 11,
}
GROWTH = {"full": "100k,300k,1M,3M,10M", "quick": "100k,300k"}
DENSER = {"full": "100k,300k,1M,3M", "quick": ""}
"""Sizes of the growth curves, and those of them that are measured with ten times the acts of an object as well."""

LARGEST_QUICK = 300_000
LEFT_OUT_OF_QUICK = ("arithmetic", "pictures")
"""No bar asks for these two, and they take minutes."""

DENSER_ACTS = 20_000
Sizes = dict[str, int]


class Measuring:
    """What the parts of one run share: the folder, the sizes, the toolkit's figures, an invented case."""

    def __init__(self, folder: Path, sizes: Sizes) -> None:
        self.folder, self.sizes = folder, sizes

    @cached_property
    def beside(self) -> Section:
        """Measure the toolkit once: the edges are compared with it, and the scan."""
        return sections.measure_beside_toolkit(self.folder, self.sizes["posts"])

    @cached_property
    def scan(self) -> Section:
        """Scan the toolkit's posts once: its time stands beside both other tools."""
        return sections.measure_scan(self.folder, self.sizes["posts"], self.beside.rows[0])

    @cached_property
    def case(self) -> Path:
        """Build an invented case once, for pages and exports of as many posts."""
        return build_case(self.folder, self.sizes["web_posts"])

    def astrodetection(self) -> Section:
        """Measure astrodetection beside the scan of co-action."""
        return measure_astrodetection(self.folder, self.sizes["posts"], self.scan.rows[-2].measured)

    def object(self) -> Section:
        """Measure what an object of very many acts costs."""
        sections.warm_up_scan(self.folder)
        return measure_object(self.folder, self.sizes["object_acts"])

    def exports(self) -> Section:
        """Measure the exports of the case whose pages were asked for."""
        posts = self.sizes["export_posts"]
        return measure_exports(self.folder, posts, self.case if posts == self.sizes["web_posts"] else None)

    def live(self) -> Section:
        """Measure a stream: 10,000 posts a second, then a peak of 50,000 for some seconds."""
        seconds = self.sizes["live_seconds"]
        plan = plan_of(10_000, seconds, 50_000, min(20, seconds))
        return measure_live(self.folder, plan, min(500_000, 1_000 * seconds), 50 if seconds >= 600 else 2)


PARTS: dict[str, tuple[tuple[str, ...], Callable[[Measuring], Section]]] = {
    "toolkit": (("posts",), lambda run: run.beside),
    "scan": (("posts",), lambda run: run.scan),
    "astrodetection": (("posts",), lambda run: run.astrodetection()),
    "dense": (("dense_posts",), lambda run: sections.measure_dense(run.folder, run.sizes["dense_posts"])),
    "arithmetic": (
        ("posts", "dense_posts"),
        lambda run: measure_arithmetic(run.sizes["posts"], run.sizes["dense_posts"]),
    ),
    "object": (("object_acts",), lambda run: run.object()),
    "importing": (("import_posts",), lambda run: sections.measure_importing(run.sizes["import_posts"])),
    "texts": (("text_posts",), lambda run: measure_near_duplicates(run.folder, run.sizes["text_posts"])),
    "again": (("again_posts",), lambda run: measure_scan_again(run.folder, run.sizes["again_posts"])),
    "pictures": (("picture_hashes",), lambda run: measure_pictures(run.folder, run.sizes["picture_hashes"])),
    "web": (("web_posts",), lambda run: measure_web(run.folder, run.sizes["web_posts"], run.case)),
    "exports": (("export_posts",), lambda run: run.exports()),
    "live": (("live_seconds",), lambda run: run.live()),
    "startup": (("starts",), lambda run: measure_startup(run.sizes["starts"])),
}
"""Each part, the sizes that it is measured at, and how; the growth curves are a program of their own."""


def main(given: list[str] | None = None) -> int:
    arguments = _read_arguments(given)
    sizes = {name: getattr(arguments, name) for name in FULL}
    target = arguments.page
    if target is None and sizes in (FULL, QUICK):
        target = page.PAGE
    with tempfile.TemporaryDirectory(prefix="unisono-bench-", dir=arguments.folder) as scratch:
        run = Measuring(Path(scratch), sizes)
        tried = {part: _try(part, run, target) for part in arguments.only if part in PARTS}
        if "growth" in arguments.only:
            _measure_growth(arguments, target or Path(scratch) / "page.md", Path(scratch))
    measured = [section for section in tried.values() if section is not None]
    print(page.table_of([row for section in measured for row in section.rows]))
    if target is not None:
        bars, _, _ = target.read_text(encoding="utf-8").partition("\n## Bars\n")[2].lstrip("\n").partition("\n\n")
        print(f"\n{bars}")
    differences = [difference for section in measured for difference in section.differences]
    for difference in differences:
        print(f"DIFFERENT: {difference}", file=sys.stderr)
    failed = [part for part, section in tried.items() if section is None]
    if failed:
        print(f"Not measured, see above: {', '.join(failed)}", file=sys.stderr)
    return 1 if differences or failed else 0


def _try(part: str, run: Measuring, target: Path | None) -> Section | None:
    """Measure one part; where a program that it runs fails, say so and let the others have their turn."""
    try:
        return _measure(part, run, target)
    except (CommandFailedError, subprocess.CalledProcessError) as error:
        print(f"{part}: {error}", file=sys.stderr)
        return None


def _measure(part: str, run: Measuring, target: Path | None) -> Section:
    """Measure one part, print it, and keep it at once, so that what fails later loses nothing."""
    names, measure = PARTS[part]
    with Meter() as meter:
        section = measure(run)
    kept = Kept(part, {name: run.sizes[name] for name in names}, meter.conditions, section)
    print("\n".join(["", section.title, meter.conditions.told(), *section.sentences]), flush=True)
    if target is not None:
        if not keep(page.results_of(target), kept):
            print(f"{part}: the section of a larger size stays in {target.name}", file=sys.stderr)
        page.renew(target)
    return section


def _measure_growth(arguments: argparse.Namespace, page_of_all: Path, scratch: Path) -> None:
    """Measure the sizes of the growth curves; quick ones are printed, and kept where no larger ones are."""
    size = "quick" if arguments.quick else "full"
    usual, denser = arguments.growth_sizes or GROWTH[size], "" if arguments.growth_sizes else DENSER[size]
    folder = ["--folder", str(arguments.folder)] if arguments.folder else []
    largest = max((run.posts for run in runs_in(page.results_of(page_of_all))), default=0)
    target = scratch / "quick.md" if arguments.quick and largest > LARGEST_QUICK else page_of_all
    measure_growth(["--sizes", usual, "--page", str(target), *folder])
    if denser:
        measure_growth(["--sizes", denser, "--most-acts", str(DENSER_ACTS), "--page", str(target), *folder])


def _read_arguments(given: list[str] | None) -> argparse.Namespace:
    assert __doc__ is not None
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0], epilog="\n".join(__doc__.splitlines()[2:]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    for name, size in FULL.items():
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=int, metavar="N", help=f"{size:,}; quick: {QUICK[name]:,}"
        )
    parts = (*PARTS, "growth")
    parser.add_argument("--only", nargs="+", choices=parts, metavar="PART", help=", ".join(parts))
    parser.add_argument("--quick", action="store_true", help="sizes that take minutes in all")
    parser.add_argument("--growth-sizes", metavar="N,N", help=f"{GROWTH['full']}; quick: {GROWTH['quick']}")
    parser.add_argument("--folder", type=Path, help="where cases lie while they are measured")
    parser.add_argument("--page", type=Path, help="write here; a page that is there keeps its other sections")
    arguments = parser.parse_args(given)
    for name, size in (QUICK if arguments.quick else FULL).items():
        if getattr(arguments, name) is None:
            setattr(arguments, name, size)
    if arguments.only is None:
        arguments.only = tuple(part for part in parts if not (arguments.quick and part in LEFT_OUT_OF_QUICK))
    return arguments


if __name__ == "__main__":
    sys.exit(main())
