"""Imports and scans a case of one size, each step in a process of its own, so that its peak memory is its own."""

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.growth.direct import write_case
from benchmarks.growth.posts import MOST_ACTS, Sharing, make_parts, write_table
from benchmarks.kept import Conditions, Meter
from benchmarks.processes import Measured, measure
from unisono.cases import open_case

COMMAND = [sys.executable, "-c", "from unisono.cli import run; run()"]
WINDOW = "60s"
DIRECT_FROM = 30_000_000
"""From so many posts on the segments are written directly: an import's time grows with the posts, and is known."""


@dataclass(frozen=True)
class Grown:
    """What importing and scanning so many posts took; `imported` is None where the segments were written directly."""

    posts: int
    most_acts: int
    emitted: int
    pairs: int
    networks: int
    twin_networks: int
    steps: dict[str, Measured]
    conditions: Conditions

    @property
    def law(self) -> tuple[int, int]:
        """Return what tells one measurement from another."""
        return self.posts, self.most_acts

    def as_json(self) -> dict[str, object]:
        """Return it as what JSON can hold."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, object]) -> "Grown":
        """Return what as_json gave."""
        steps, conditions = kept["steps"], kept["conditions"]
        assert isinstance(steps, dict) and isinstance(conditions, dict)
        whole = {name: Measured(**step) for name, step in steps.items()}
        return cls(**{**kept, "steps": whole, "conditions": Conditions(**conditions)})  # type: ignore[arg-type]  # JSON


def measure_size(
    folder: Path, sharing: Sharing, *, direct: bool | None = None, memory: str | None = None, twin: bool = True
) -> Grown:
    """Make a case of so many posts in an empty folder, scan it without and with its twin, and clear it away."""
    directly = sharing.posts >= DIRECT_FROM if direct is None else direct
    folder.mkdir(parents=True)
    case = folder / "case"
    steps: dict[str, Measured] = {}
    if directly:
        write_case(case, make_parts(sharing))
    else:
        table = folder / "shares.csv"
        write_table(sharing, table)
    with Meter() as meter:
        if not directly:
            steps["import"] = measure("import", [*COMMAND, "import", str(case), str(table), "--quiet"])
            table.unlink()
        options = ["--only", "co_action", "--window", WINDOW, "--json", "--quiet"]
        options += ["--memory", memory] if memory else []
        # Without the twin first: the last run of the case is then the one with both.
        steps["scan without twin"] = measure("scan", [*COMMAND, "scan", str(case), *options, "--no-twin"])
        if twin:
            steps["scan"] = measure("scan", [*COMMAND, "scan", str(case), *options])
    run = open_case(case).latest_run()
    assert run is not None, "the case is not scanned"
    record = run.record
    grown = Grown(
        posts=sharing.posts, most_acts=sharing.most_acts, emitted=record["layers"]["repost"]["emitted_pairs"],
        pairs=record["pairs"], networks=record["networks"], twin_networks=record.get("twin_networks", 0),
        steps=steps, conditions=meter.conditions,
    )  # fmt: skip
    shutil.rmtree(folder)
    return grown


def read_runs(file: Path) -> list[Grown]:
    """Return the measurements that are kept, none where there is no file."""
    if not file.exists():
        return []
    return [Grown.from_json(kept) for kept in json.loads(file.read_text(encoding="utf-8"))]


def keep_runs(file: Path, runs: Sequence[Grown]) -> list[Grown]:
    """Add measurements to those that are kept, in the place of those of the same size and law; return all."""
    by_law = {run.law: run for run in (*read_runs(file), *runs)}
    ordered = [by_law[law] for law in sorted(by_law)]
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(run.as_json()) for run in ordered)
    file.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return ordered


def is_usual(run: Grown) -> bool:
    """Say whether a measurement is of the usual law, which the curves are drawn of."""
    return run.most_acts == MOST_ACTS
