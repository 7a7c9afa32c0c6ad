"""Measures Unisono beside the tool that people use today, on the same posts in the same run, and checks equal results.

    python benchmarks/run.py                            all, at full size (minutes); writes docs/benchmarks.md
    python benchmarks/run.py --posts 20000 --dense-posts 100000 --import-posts 5000 --text-posts 10000
    python benchmarks/run.py --only toolkit scan
    python benchmarks/run.py --only live --page docs/benchmarks.md        a stream of ten minutes; of one among others
    python benchmarks/run.py --only pictures --page docs/benchmarks.md    writes that section anew and keeps the others

Ends with a table, and with exit code 1 where results differ.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import page, sections
from benchmarks.arithmetic import measure_arithmetic
from benchmarks.export_formats import measure_exports
from benchmarks.live.section import measure_live, plan_of
from benchmarks.near_duplicates.section import measure_near_duplicates
from benchmarks.pictures import measure_pictures
from benchmarks.web import measure_web

FULL = {
    "posts": 1_000_000,
    "dense_posts": 10_000_000,
    "import_posts": 150_000,
    "text_posts": 1_000_000,
    "picture_hashes": 1_000_000,
    "web_posts": 1_000_000,
    "export_posts": 1_000_000,
    "live_seconds": 60,
}
PARTS = ("toolkit", "scan", "dense", "arithmetic", "importing", "texts", "pictures", "web", "exports", "live")
LIVE_ALONE_S = 600
"""Seconds of the stream where nothing else is measured; among the others it is a short one, of two minutes in all."""


@dataclass(frozen=True)
class Sizes:
    """How many posts, hashes of pictures, or seconds of a stream each measurement takes."""

    posts: int
    dense_posts: int
    import_posts: int
    text_posts: int
    picture_hashes: int
    web_posts: int
    export_posts: int
    live_seconds: int

    def are_full(self) -> bool:
        return vars(self) == FULL


def main(given: list[str] | None = None) -> int:
    arguments = _read_arguments(given)
    sizes = Sizes(**{name: getattr(arguments, name) for name in FULL})
    results: list[sections.Section] = []
    with tempfile.TemporaryDirectory(prefix="unisono-bench-") as scratch:
        folder = Path(scratch)
        beside: sections.Section | None = None
        if "toolkit" in arguments.only or "scan" in arguments.only:
            beside = sections.measure_beside_toolkit(folder, sizes.posts)
            results.append(beside)
        if "scan" in arguments.only and beside is not None:
            results.append(sections.measure_scan(folder, sizes.posts, beside.rows[0]))
        if "dense" in arguments.only:
            results.append(sections.measure_dense(folder, sizes.dense_posts))
        if "arithmetic" in arguments.only:
            results.append(measure_arithmetic(sizes.posts, sizes.dense_posts))
        if "importing" in arguments.only:
            results.append(sections.measure_importing(sizes.import_posts))
        if "texts" in arguments.only:
            results.append(measure_near_duplicates(folder, sizes.text_posts))
        if "pictures" in arguments.only:
            results.append(measure_pictures(folder, sizes.picture_hashes))
        if "web" in arguments.only:
            results.append(measure_web(folder, sizes.web_posts))
        if "exports" in arguments.only:
            results.append(measure_exports(folder, sizes.export_posts))
        if "live" in arguments.only:
            seconds = sizes.live_seconds
            plan = plan_of(10_000, seconds, 50_000, min(20, seconds))
            results.append(measure_live(folder, plan, 1_000 * seconds, seconds // 12))
    text = page.write_page(results)
    print(text)
    target = arguments.page
    if target is None and sizes.are_full() and set(arguments.only) == set(PARTS):
        target = Path(__file__).parents[1] / "docs" / "benchmarks.md"
    if target is not None:
        kept = target.read_text(encoding="utf-8") if target.exists() else text
        target.write_text(page.merge_pages(kept, text), encoding="utf-8")
    print(page.table_of([row for section in results for row in section.rows]))
    differences = [difference for section in results for difference in section.differences]
    for difference in differences:
        print(f"DIFFERENT: {difference}", file=sys.stderr)
    return 1 if differences else 0


def _read_arguments(given: list[str] | None) -> argparse.Namespace:
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, size in FULL.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=size, metavar="N")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--page", type=Path, help="write the page here; a page that is there keeps its other sections")
    parser.set_defaults(live_seconds=None)
    arguments = parser.parse_args(given)
    if arguments.live_seconds is None:
        arguments.live_seconds = LIVE_ALONE_S if list(arguments.only) == ["live"] else FULL["live_seconds"]
    return arguments


if __name__ == "__main__":
    sys.exit(main())
