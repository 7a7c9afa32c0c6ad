"""Keeps every outcome as a JSON line, so that a run can be taken up again and the page rebuilt without one."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.calibration.outcome import Line

ROOT = Path(__file__).parents[2]
RESULTS = Path(__file__).parent / "results.jsonl"
MEASURED = ("model", "engine", "worlds", "content", "traces", "significance", "networks", "detectors")
"""The shelves on which an outcome depends, besides this folder's own counting."""

COUNTING = (
    "worlds.py",
    "truth.py",
    "agreement.py",
    "findings.py",
    "looking.py",
    "copies.py",
    "twins.py",
    "uniformity.py",
    "outcome.py",
)


def program_digest() -> str:
    """Return a hash of the program that makes the outcomes: outcomes of another program are not mixed with its own."""
    digest = hashlib.sha256()
    files = [path for shelf in MEASURED for path in (ROOT / "src" / "unisono" / shelf).rglob("*.py")]
    for path in sorted([*files, *(Path(__file__).parent / name for name in COUNTING)]):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def read_lines(path: Path) -> list[Line]:
    """Return the outcomes that are kept in a file; a line cut short by an interruption is left out."""
    lines = []
    for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            lines.append(json.loads(text))
        except json.JSONDecodeError:
            continue
    return lines


def start_keeping(path: Path, program: str) -> list[Line]:
    """Return the outcomes of this program that a file keeps, and drop those of any other from it."""
    kept = [line for line in read_lines(path) if line["program"] == program]
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text("".join(json.dumps(line) + "\n" for line in kept), encoding="utf-8")
    fresh.replace(path)
    return kept


def keep(path: Path, line: Line) -> None:
    """Add one outcome to a file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def still_missing(wanted: Iterable[tuple[str, int]], kept: Iterable[Line], size: float) -> list[tuple[str, int]]:
    """Return the (world, seed) of which no outcome of this size is kept."""
    known = {(line["world"], line["seed"]) for line in kept if line["size"] == size}
    return [one for one in wanted if one not in known]
