"""Runs coordination-network-toolkit, in an environment of its own, on a table of reposts."""

import sqlite3
from pathlib import Path

from benchmarks.environments import install_apart
from benchmarks.processes import Measured, measure

RELEASE = "coordination-network-toolkit==1.5.2"
ENVIRONMENT = Path(__file__).parents[1] / ".bench-venv"
Edges = dict[tuple[str, str], int]


def install_toolkit() -> Path:
    """Install the toolkit from PyPI once, apart from the project's own packages; return its Python."""
    return install_apart(RELEASE, ENVIRONMENT)


def ingest(python: Path, table: Path, database: Path) -> Measured:
    """Read a table of reposts into the toolkit's database."""
    return measure("toolkit: preprocess", [*_toolkit(python), str(database), "preprocess", str(table)])


def compute(python: Path, database: Path, window_seconds: int, min_edge_weight: int) -> Measured:
    """Compute the co-retweet network in the toolkit's database, with two processes."""
    options = ["--time_window", str(window_seconds), "--min_edge_weight", str(min_edge_weight), "--n_cpus", "2"]
    return measure("toolkit: co_retweet", [*_toolkit(python), str(database), "compute", "co_retweet", *options])


def read_edges(database: Path) -> Edges:
    """Read the result table without self pairs; the toolkit's own CSV writer fails (its issue 55)."""
    connection = sqlite3.connect(database)
    try:
        rows = connection.execute("select user_1, user_2, weight from co_retweet_network where user_1 <> user_2")
        return {(user, other): weight for user, other, weight in rows}
    finally:
        connection.close()


def _toolkit(python: Path) -> list[str]:
    return [str(python), "-c", "from coordination_network_toolkit.__main__ import main; main()"]
