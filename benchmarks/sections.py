"""The measurements, each a section: what was run, what it took, and where results differ from the other tool's."""

import csv
import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks import toolkit
from benchmarks.processes import Measured, measure, together
from benchmarks.workloads import Workload, make_dense, make_sharing, write_sharing_table, write_toolkit_table

WINDOW_SECONDS = 60
MOST_POSTS_OF_ALL_EDGES = 100_000
"""Edges of weight 1 are compared on so many posts at most; a million posts have millions of them."""


@dataclass(frozen=True)
class Row:
    """One line of the table: what a command took and how it compares, as `compared` says."""

    measured: Measured
    times_less_cpu: float | None = None
    compared: str = ""


@dataclass(frozen=True)
class Section:
    """What one measurement found, in sentences and rows; `differences` are results that should be equal and are not.

    `figures` are what the bars are judged by.
    """

    title: str
    rows: list[Row]
    sentences: list[str]
    differences: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)


def measure_beside_toolkit(folder: Path, posts: int) -> Section:
    """Compute co-retweet edges with coordination-network-toolkit and with unisono, and compare every edge."""
    python = toolkit.install_toolkit()
    few = min(posts, MOST_POSTS_OF_ALL_EDGES)
    _warm_up(folder)
    differences: list[str] = []
    sentences: list[str] = []
    rows: list[Row] = []
    for size, least in ((posts, 2), (few, 1)):
        workload = make_sharing(size)
        _say(f"{size:,} posts, edges of weight {least} or more: the toolkit, then unisono")
        table = folder / f"reposts-{size}.csv"
        shares = folder / f"shares-{size}.csv"
        write_toolkit_table(workload, table)
        write_sharing_table(workload, shares)
        theirs, their_edges = _run_toolkit(python, table, folder / f"toolkit-{size}-{least}.sqlite", least, size)
        rows.append(Row(theirs))
        for file, columns in ((shares, "CooRTweet's columns"), (table, "the toolkit's columns")):
            ours, our_edges = _run_compat(
                file, least, f"unisono compat cnt, {columns}, {size:,} posts, weight >= {least}"
            )
            rows.append(_beside(ours, theirs))
            if our_edges != their_edges:
                differences.append(f"{ours.name}: {_difference(our_edges, their_edges)}")
        sentences.append(
            f"{size:,} posts by {workload.source}, seed 7: {len(their_edges):,} directed edges of weight {least} or "
            f"more within {WINDOW_SECONDS} s, self pairs left out"
            + ("; unisono's are the same, edge by edge and weight by weight." if not differences else "; THEY DIFFER.")
        )
    # The first three rows are of the whole size: the toolkit, and both tables.
    times = min(row.times_less_cpu or 0.0 for row in rows[1:3])
    figures = {"times_less_cpu": times, "differences": float(len(differences))}
    return Section("Co-repost edges beside coordination-network-toolkit 1.5.2", rows, sentences, differences, figures)


def measure_scan(folder: Path, posts: int, theirs: Row) -> Section:
    """Scan the same posts: pairs, chance, the shuffled twin, networks and findings; of co-action alone, then of all."""
    case = folder / "case"
    table = folder / f"reposts-{posts}.csv"
    _say(f"{posts:,} posts: unisono import and scan")
    warm_up_scan(folder)
    imported = measure("unisono import", [*_unisono(), "import", str(case), str(table), "--format", "cnt", "--json"])
    rows, sentences = [], []
    figures: dict[str, float] = {}
    for name, only in (("every detector", []), ("co-action", ["--only", "co_action"])):
        said = folder / f"scan-{len(rows)}.json"
        command = [*_unisono(), "scan", str(case), "--window", f"{WINDOW_SECONDS}s", *only, "--json"]
        scanned = measure(f"unisono scan, {posts:,} posts, {name}, with chance and twin", command, said)
        both = together(f"unisono import and scan, {posts:,} posts, {name}", imported, scanned)
        rows += [_beside(scanned, theirs.measured), _beside(both, theirs.measured)]
        summary = json.loads(said.read_text().splitlines()[-1])
        wanted = ("pairs_tested", "pairs", "networks", "findings", "twin_pairs", "twin_networks")
        counts = ", ".join(f"{summary[name]:,} {name.replace('_', ' ')}" for name in wanted if name in summary)
        sentences.append(f"With {name}, --window {WINDOW_SECONDS}s: {counts}.")
        alone, whole = (theirs.measured.cpu_seconds / one.cpu_seconds for one in (scanned, both))
        figures = {"times_less_cpu_scan": alone, "times_less_cpu": whole}
    sentences.append(
        "The toolkit counts edges and tests none. Its time holds reading the table, ours with the import as well. The "
        "bar is judged by co-action, which is what the toolkit looks for."
    )
    return Section("A whole scan of the same posts", rows, sentences, figures=figures)


def measure_dense(folder: Path, posts: int) -> Section:
    """Count pairs on posts without a cap on popular objects, and check a tenth as many against SQL."""
    _say(f"{posts:,} dense posts: the scan's kernel")
    program = [sys.executable, str(Path(__file__).with_name("dense_pairs.py"))]
    whole, part = folder / "dense", folder / "dense-part"
    source = _store(make_dense(posts), whole)
    said = folder / "dense.json"
    measured = measure(f"pairs of {posts:,} dense posts, 2 objects or more", [*program, "count", str(whole)], said)
    counted = json.loads(said.read_text())
    fewer = min(posts // 10, 1_000_000)
    _store(make_dense(fewer), part)
    checked_said = folder / "dense-part.json"
    _say(f"{fewer:,} dense posts: the kernel and SQL")
    measure("check", [*program, "check", str(part)], checked_said)
    checked = json.loads(checked_said.read_text())
    same = all(checked["kernel"][name] == checked["sql"][name] for name in checked["sql"])
    return Section(
        "Dense posts through the scan's kernel",
        [Row(measured, None, "bar: 30 CPU s, 4,096 MB")],
        [
            f"{posts:,} posts by {source}, seed 7: {counted['emitted']:,} pairs of acts within {WINDOW_SECONDS} s "
            f"after pruning, {counted['pairs']:,} pairs of accounts with 2 objects or more.",
            f"On {fewer:,} posts a DuckDB join counts {checked['sql']['pairs']:,} such pairs; the kernel "
            + ("the same." if same else f"{checked['kernel']['pairs']:,}: THEY DIFFER."),
        ],
        [] if same else [f"dense pairs: {checked}"],
        {
            "cpu_seconds": measured.cpu_seconds, "peak_megabytes": measured.peak_megabytes,
            "emitted": float(counted["emitted"]), "differences": float(not same),
        },
    )  # fmt: skip


MOST_EXPORT_ROWS = 300_000
"""Enough for a few seconds a format."""


def measure_importing(posts: int) -> Section:
    """Import posts of Twitter's API, and exports of other platforms, beside a plain loop over the same file."""
    _say(f"{posts:,} posts: importing")
    printed: list[str] = []
    for program, size in (
        ("importing", ["--posts", str(posts)]),
        ("exports", ["--rows", str(min(2 * posts, MOST_EXPORT_ROWS))]),
    ):
        command = [sys.executable, "-m", f"benchmarks.{program}", *size]
        root = Path(__file__).parents[1]
        printed += subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=root).stdout.splitlines()
    speeds = posts_a_second(printed)
    figures = {"slowest_posts_per_s": min(speeds), "fastest_posts_per_s": max(speeds)} if speeds else {}
    return Section("Importing", [], ["```text", *printed, "```"], figures=figures)


def posts_a_second(printed: list[str]) -> list[float]:
    """Return the speeds of all imports of Twitter's posts, plain and packed, from what benchmarks.importing prints."""
    found: list[float] = []
    is_twitter = False
    for line in printed:
        is_twitter = line.startswith("Posts of v") if line and not line[0].isspace() and ": " in line else is_twitter
        speed = re.match(r"import into a case.*?([\d,]+) posts/s", line)
        if speed and is_twitter:
            found.append(float(speed[1].replace(",", "")))
    return found


def _run_toolkit(python: Path, table: Path, database: Path, least: int, posts: int) -> tuple[Measured, toolkit.Edges]:
    read = toolkit.ingest(python, table, database)
    computed = toolkit.compute(python, database, WINDOW_SECONDS, least)
    name = f"coordination-network-toolkit, {posts:,} posts, weight >= {least}"
    return together(name, read, computed), toolkit.read_edges(database)


def _run_compat(file: Path, least: int, name: str) -> tuple[Measured, toolkit.Edges]:
    output = file.with_suffix(".edges")
    options = ["--time-window", str(WINDOW_SECONDS), "--min-edge-weight", str(least)]
    measured = measure(name, [*_unisono(), "compat", "cnt", str(file), *options], output)
    with output.open(newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return measured, {(user, other): int(weight) for user, other, weight in rows}


def _warm_up(folder: Path) -> None:
    """Run once on a few posts, so that compiling, which happens once after an installation, is not measured."""
    file = folder / "few.csv"
    write_sharing_table(make_sharing(2000), file)
    _run_compat(file, 2, "warm-up")


def warm_up_scan(folder: Path) -> None:
    """Compile what a scan needs on a few posts first, once for a folder."""
    table, case = folder / "few-reposts.csv", folder / "few-case"
    if case.exists():
        return
    write_toolkit_table(make_sharing(5000), table)
    measure("warm-up", [*_unisono(), "import", str(case), str(table), "--format", "cnt"])
    measure("warm-up", [*_unisono(), "scan", str(case), "--window", f"{WINDOW_SECONDS}s"])


def _store(workload: Workload, folder: Path) -> str:
    folder.mkdir()
    for name in ("objects", "accounts", "times"):
        np.save(folder / f"{name}.npy", getattr(workload, name))
    return workload.source


def _unisono() -> list[str]:
    return [sys.executable, "-c", "from unisono.cli import run; run()"]


def _beside(ours: Measured, theirs: Measured) -> Row:
    memory = ours.peak_megabytes / theirs.peak_megabytes
    return Row(ours, theirs.cpu_seconds / ours.cpu_seconds, f"{memory:.1f} times its memory")


def _difference(ours: toolkit.Edges, theirs: toolkit.Edges) -> str:
    examples = sorted(edge for edge in ours.keys() | theirs.keys() if ours.get(edge) != theirs.get(edge))
    shown = ", ".join(f"{edge}: {ours.get(edge)} for {theirs.get(edge)}" for edge in examples[:3])
    return f"{len(examples):,} edges differ, such as {shown}"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
