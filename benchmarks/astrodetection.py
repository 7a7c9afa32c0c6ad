"""Measures astrodetection on the same reposts, and says which tool names the planted accounts and how many others."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import toolkit
from benchmarks.environments import install_apart
from benchmarks.processes import Measured, measure
from benchmarks.sections import Row, Section
from benchmarks.workloads import make_sharing, write_sharing_table
from unisono.cases import open_case

RELEASE = "astrodetection==0.3.6"
ENVIRONMENT = Path(__file__).parents[1] / ".bench-venv-astrodetection"
WEIGHT = 0.5
"""Its smallest similarity of an edge; its own default is 0.9."""


@dataclass(frozen=True)
class Named:
    """Which accounts a tool names as acting together."""

    name: str
    accounts: frozenset[str]

    def line(self, planted: frozenset[str]) -> str:
        """Say in a row how many of them were planted, and how many of the planted ones are there."""
        right = len(self.accounts & planted)
        precision = f"{right / len(self.accounts):.3f}" if self.accounts else ""
        return f"| {self.name} | {len(self.accounts):,} | {precision} | {right / max(1, len(planted)):.3f} |"


def install_astrodetection() -> Path:
    """Install the tool once (MIT), apart from the project's own packages; return its Python."""
    return install_apart(RELEASE, ENVIRONMENT)


def measure_astrodetection(folder: Path, posts: int, ours: Measured | None = None) -> Section:
    """Build its graph of the same reposts, beside a scan of them where one was measured in the same run."""
    python = install_astrodetection()
    workload = make_sharing(posts)
    table, named = folder / f"shares-{posts}.csv", folder / "astrodetection.txt"
    if not table.exists():
        write_sharing_table(workload, table)
    said = folder / "astrodetection.json"
    program = str(Path(__file__).with_name("astrodetection_graph.py"))
    command = [str(python), program, str(table), str(named), str(WEIGHT)]
    theirs = measure(f"astrodetection 0.3.6, its fast graph, {posts:,} posts", command, said)
    edges = json.loads(said.read_text())["edges"]
    rows = [Row(theirs)]
    figures: dict[str, float] = {"cpu_seconds": theirs.cpu_seconds, "edges": float(edges)}
    if ours is not None:
        ratio = theirs.cpu_seconds / ours.cpu_seconds
        rows.append(Row(ours, ratio, f"{ours.peak_megabytes / theirs.peak_megabytes:.1f} times its memory"))
        figures["times_less_cpu"] = ratio
    tools = [
        *_toolkit_accounts(folder, posts),
        Named("astrodetection", frozenset(named.read_text().split())),
        *_scanned_accounts(folder),
    ]
    planted = frozenset(f"a{code}" for code in workload.planted) if workload.planted is not None else frozenset()
    sentences = [
        f"Its co-sharing graph with fast_graph and weights from {WEIGHT}: {edges:,} edges between accounts that repost "
        "the same, weighted by TF-IDF, at any time; it knows no window and tests nothing. Its dense default does not "
        "end on so many posts. Its edges are another measure than ours, so that what is compared is whom each tool "
        f"names, of {len(planted):,} planted accounts in {posts:,} posts by {workload.source}.",
        "",
        *_table(tools, planted),
    ]
    return Section("Beside astrodetection 0.3.6, and who is named", rows, sentences, figures=figures)


def _table(tools: Sequence[Named], planted: frozenset[str]) -> list[str]:
    head = "| tool | accounts named | of them planted | of the planted |"
    return [head, "|---|---:|---:|---:|", *(tool.line(planted) for tool in tools)]


def _toolkit_accounts(folder: Path, posts: int) -> list[Named]:
    """Return the accounts of the toolkit's edges, where it ran before."""
    database = folder / f"toolkit-{posts}-2.sqlite"
    if not database.exists():
        return []
    accounts = frozenset(account for edge in toolkit.read_edges(database) for account in edge)
    return [Named("coordination-network-toolkit, weight >= 2", accounts)]


def _scanned_accounts(folder: Path) -> list[Named]:
    """Return the members of the scan's networks, where one ran before."""
    if not (folder / "case" / "case.json").exists():
        return []
    run = open_case(folder / "case").latest_run()
    assert run is not None, "the case is not scanned"
    members = run.table("members")["account"].unique().to_list()
    return [Named("unisono scan, networks", frozenset(str(member).rpartition(":")[2] for member in members))]
