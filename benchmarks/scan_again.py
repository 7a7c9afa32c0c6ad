"""Measures what a scan costs after one post in a hundred came to a case that was scanned, beside a scan without a past.

python benchmarks/run.py --only again --again-posts 150000
"""

import shutil
from itertools import islice
from pathlib import Path

from benchmarks.growth.measuring import COMMAND
from benchmarks.processes import Measured, measure
from benchmarks.sections import Row, Section
from unisono.cases import open_case

TITLE = "A scan after an import"
BAR_SHARE = 0.05
STORY, SEED = "hard", "2018"
NEW_SHARE = 0.01


def measure_scan_again(folder: Path, posts: int) -> Section:
    """Scan an invented world but for its last hundredth, import that, and scan again; beside it a case without past."""
    own = folder / "again"
    own.mkdir()
    measure("simulate", [*COMMAND, "simulate", STORY, "--posts", str(posts), "--seed", SEED, "-o", str(own / "world")])
    first, last = split_lines(own / "world" / "posts.jsonl", NEW_SHARE)
    case, fresh = own / "case", own / "fresh"
    _import(case, first)
    before = _scan(case, "the scan before")
    _import(case, last)
    copy_without_past(case, fresh)
    whole, again = _scan(fresh, "the same without a past"), _scan(case, "the scan after")
    differences = different_tables(case, fresh)
    share = again.cpu_seconds / whole.cpu_seconds
    kept = sum(file.stat().st_size for file in (case / "derived").rglob("*") if file.is_file())
    stored = sum(file.stat().st_size for file in (case / "segments").iterdir())
    shutil.rmtree(own)
    sentences = [
        f"A world of {posts:,} posts (unisono simulate {STORY} --posts {posts}), scanned by every detector; then the "
        f"last {NEW_SHARE:.0%} of its posts are imported, and it is scanned again. The bar: this takes at most "
        f"{BAR_SHARE:.0%} of the processor time of a scan of the same case that was never scanned. It takes "
        f"{share:.0%}. Pairs, chance, twin and networks are computed anew, as each post changes what chance expects of "
        "all; kept are the likeness of texts, their wordings, and the claims in them.",
        f"The tables of both scans are {'different' if differences else 'the same, byte for byte'}. What is kept takes "
        f"{kept / stored:.1f} times the disk of the posts.",
    ]
    figures = {
        "share": share,
        "cpu_seconds": again.cpu_seconds,
        "cpu_seconds_whole": whole.cpu_seconds,
        "differences": float(len(differences)),
    }
    rows = [Row(before), Row(whole), Row(again)]
    return Section(TITLE, rows, sentences, differences, figures=figures)


def split_lines(file: Path, share: float) -> tuple[Path, Path]:
    """Write the last lines of a file, that share of them, and the lines before them into two files beside it."""
    first, last = file.with_name("first.jsonl"), file.with_name("last.jsonl")
    with file.open("rb") as lines:
        count = sum(1 for _ in lines)
        lines.seek(0)
        with first.open("wb") as before:
            before.writelines(islice(lines, count - round(count * share)))
        with last.open("wb") as behind:
            behind.writelines(lines)
    return first, last


def copy_without_past(case: Path, fresh: Path) -> None:
    """Copy a case without its runs and without what was made from its posts."""
    shutil.copytree(case, fresh, ignore=shutil.ignore_patterns("derived"))
    shutil.rmtree(fresh / "runs")
    (fresh / "runs").mkdir()


def different_tables(one: Path, other: Path) -> list[str]:
    """Name the tables of the latest runs of two cases that differ in any byte."""
    runs = [open_case(case).latest_run() for case in (one, other)]
    contents = [
        {} if run is None else {file.name: file.read_bytes() for file in run.path.glob("*.parquet")} for run in runs
    ]
    names = sorted({name for content in contents for name in content})
    return [f"{name} after an import" for name in names if contents[0].get(name) != contents[1].get(name)]


def _import(case: Path, file: Path) -> None:
    measure("import", [*COMMAND, "import", str(case), str(file), "--quiet"])


def _scan(case: Path, name: str) -> Measured:
    return measure(name, [*COMMAND, "scan", str(case), "--quiet"])
