"""Keeps every outcome as a JSON line, so that a run can be taken up again and the page rebuilt without one.

Each line names the program that made it. The file's first line says which program the page shows; outcomes of a later
one stand below until there are as many, and only then take the place of the earlier ones.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from benchmarks.calibration.outcome import Line
from benchmarks.calibration.program import ROOT

RESULTS = ROOT / "benchmarks" / "calibration" / "results.jsonl"
Key = tuple[str, int, float]
"""World, seed and size."""


def read_lines(path: Path) -> list[Line]:
    """Return the outcomes that are kept in a file; a line cut short by an interruption is left out."""
    lines = []
    for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            lines.append(json.loads(text))
        except json.JSONDecodeError:
            continue
    return lines


def counted_with(line: Line) -> str:
    """Return the program whose outcomes a line counts among: its own, unless somebody took it as another's."""
    return str(line.get("taken_as") or line["program"])


def shown(lines: Sequence[Line]) -> list[Line]:
    """Return the outcomes that the page shows: those of the program that the first line names."""
    return of_program(lines, counted_with(lines[0])) if lines else []


def of_program(lines: Iterable[Line], program: str) -> list[Line]:
    """Return the outcomes that count among those of one program."""
    return [line for line in lines if counted_with(line) == program]


def take_as(lines: Iterable[Line], earlier: str, program: str) -> list[Line]:
    """Return all outcomes, and those of an earlier program that this one has none of as if they were its own too."""
    kept = list(lines)
    known = {key_of(line) for line in of_program(kept, program)}
    taken = [line for line in of_program(kept, earlier) if key_of(line) not in known]
    return [*kept, *({**line, "taken_as": program} for line in taken)]


def supersede(lines: Sequence[Line], program: str, wanted: Collection[Key], worlds: Collection[str]) -> list[Line]:
    """Return the outcomes of this program alone once it has all that are wanted of the page; until then all of them.

    wanted: what the page has by default. As much as is shown now is also enough; worlds that are no more do not count.
    """
    own = of_program(lines, program)
    made = {key_of(line) for line in own}
    now = {key_of(line) for line in shown(lines) if line["world"] in worlds}
    return own if own and (made.issuperset(wanted) or made.issuperset(now)) else list(lines)


def key_of(line: Line) -> Key:
    """Return which world, seed and size an outcome is of."""
    return line["world"], line["seed"], line["size"]


def rewrite(path: Path, lines: Iterable[Line]) -> None:
    """Write a file anew; the old one stays until the new one is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    fresh.replace(path)


def keep(path: Path, line: Line) -> None:
    """Add one outcome to a file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def still_missing(wanted: Iterable[tuple[str, int]], kept: Iterable[Line], size: float) -> list[tuple[str, int]]:
    """Return the (world, seed) of which no outcome of this size is kept."""
    known = {key_of(line) for line in kept}
    return [(world, seed) for world, seed in wanted if (world, seed, size) not in known]
