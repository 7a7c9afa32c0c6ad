"""What a calibration asks for by default, and how long it will take, by how long the outcomes kept so far took."""

import math
from collections.abc import Iterable, Sequence
from statistics import mean

from benchmarks.calibration.outcome import Line
from benchmarks.calibration.worlds import world_names

MAIN_WORLDS = ("quiet", "easy", "medium", "hard", "adversarial")
MAIN_SEEDS, OTHER_SEEDS = 20, 3
FIRST_SEED = 800
BESIDES_THE_SCAN = 2.0
"""What a world and its counting take, for a second of its scan, where outcomes do not say."""

SECONDS = 10.0
"""What an outcome takes where none is kept."""


def wanted_worlds(worlds: Iterable[str], seeds: int | None, first_seed: int) -> list[tuple[str, int]]:
    """Return the (world, seed) asked for: so many seeds of each, by default as many as the page has, seed by seed."""
    named = [(world, seeds or (MAIN_SEEDS if world in MAIN_WORLDS else OTHER_SEEDS)) for world in worlds]
    most = max((count for _, count in named), default=0)
    return [(world, first_seed + number) for number in range(most) for world, count in named if number < count]


def wanted_of_the_page() -> set[tuple[str, int, float]]:
    """Return what the page has by default: (world, seed, size)."""
    return {(world, seed, 1.0) for world, seed in wanted_worlds(world_names(), None, FIRST_SEED)}


def processor_seconds(missing: Iterable[tuple[str, int]], kept: Sequence[Line], size: float) -> float:
    """Return how much processor time outcomes will take, by those of the same worlds that are kept, of any program."""
    of_world: dict[str, list[float]] = {}
    for line in kept:
        took = line.get("cpu_seconds_in_all", BESIDES_THE_SCAN * line["cpu_seconds"])
        of_world.setdefault(line["world"], []).append(took * size / line["size"])
    known = {world: mean(took) for world, took in of_world.items()}
    unknown = mean(known.values()) if known else SECONDS * size
    return sum(known.get(world, unknown) for world, _ in missing)


def minutes_said(seconds: float) -> str:
    """Return a length of time as people say it: 40 minutes, 3 hours 20 minutes; never less than a minute."""
    minutes = max(1, math.ceil(seconds / 60))
    hours, rest = divmod(minutes, 60)
    parts = [(hours, "hour"), (rest, "minute")]
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)
