"""Keeps what each part of the benchmarks measured as JSON, with its day and machine, and writes the page from all."""

import json
import os
import platform
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.processes import Measured
from benchmarks.sections import Row, Section

PACKAGES = ("unisono", "numba", "numpy", "polars", "duckdb")
BUSY_CORES = 0.2
"""From so many cores on that others used meanwhile, the page says so: wall times are long then."""


@dataclass(frozen=True)
class Conditions:
    """When and where something was measured, and how many cores other programs used meanwhile (None: unknown)."""

    day: str
    machine: str
    packages: str
    others_cores: float | None = None

    def told(self) -> str:
        """Say it in a sentence."""
        busy = self.busy()
        warning = f" Compare processor seconds only{busy}." if busy else ""
        return f"Measured on {self.day}: {self.machine}; {self.packages}.{warning}"

    def busy(self) -> str:
        """Say how many cores other programs used, where they were more than hardly any."""
        if self.others_cores is None or self.others_cores < BUSY_CORES:
            return ""
        return f" (other programs used {self.others_cores:.1f} cores meanwhile)"


class Meter:
    """Sees under which conditions what happens inside of it is measured."""

    def __enter__(self) -> "Meter":
        self._began, self._busy, self._own = time.perf_counter(), busy_seconds(), own_seconds()
        return self

    def __exit__(self, *_: object) -> None:
        wall, busy = time.perf_counter() - self._began, busy_seconds()
        others = None
        if self._busy is not None and busy is not None and wall > 0:
            others = max(0.0, (busy - self._busy - own_seconds() + self._own) / wall)
        self.conditions = Conditions(datetime.now(UTC).date().isoformat(), machine(), packages(), others)


def busy_seconds() -> float | None:
    """Return the seconds that all cores together have worked since the machine started; None where nobody counts."""
    counts = Path("/proc/stat")
    if not counts.exists():
        return None
    user, nice, system = counts.read_text().split("\n", 1)[0].split()[1:4]
    return (int(user) + int(nice) + int(system)) / os.sysconf("SC_CLK_TCK")


def own_seconds() -> float:
    """Return the processor seconds of this process and of those it started and saw end."""
    return sum(os.times()[:4])


def machine() -> str:
    """Describe processor, cores, memory and system, without names."""
    model = platform.machine()
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        models = [
            line.partition(":")[2].strip() for line in facts.read_text().splitlines() if line[:10] == "model name"
        ]
        model = f"{models[0]} ({model})" if models else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def packages() -> str:
    """List the versions of what does the work."""
    return ", ".join(f"{name} {version(name)}" for name in PACKAGES)


@dataclass(frozen=True)
class Kept:
    """A section as it was measured: of which part, at what sizes, under which conditions."""

    part: str
    sizes: Mapping[str, int]
    conditions: Conditions
    section: Section = field(repr=False)

    def is_smaller_than(self, other: "Kept") -> bool:
        """Say whether this was measured at a smaller size than the other; then it does not take its place."""
        return any(size < other.sizes.get(name, 0) for name, size in self.sizes.items())


def keep(folder: Path, kept: Kept) -> bool:
    """Write a section into the folder of results; False where one of a larger size is there, which stays."""
    before = read_kept(folder).get(kept.part)
    if before is not None and kept.is_smaller_than(before):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(kept), indent=1, ensure_ascii=False) + "\n"
    (folder / f"{kept.part}.json").write_text(text, encoding="utf-8")
    return True


def read_kept(folder: Path) -> dict[str, Kept]:
    """Return the sections that are kept, by part."""
    return {kept.part: kept for kept in map(_read, sorted(folder.glob("*.json"))) if kept is not None}


def _read(file: Path) -> Kept | None:
    told = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(told, dict):
        return None  # a list of single measurements, which its own part reads
    section = told["section"]
    rows = [Row(Measured(**row["measured"]), row["times_less_cpu"], row["compared"]) for row in section["rows"]]
    whole = Section(section["title"], rows, section["sentences"], section["differences"], section["figures"])
    return Kept(told["part"], told["sizes"], Conditions(**told["conditions"]), whole)
