"""Counts what an object of a watcher holds: entries of all containers below it, and their bytes."""

import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl


@dataclass(frozen=True)
class Held:
    """Entries of lists, dictionaries, arrays and tables, and how many bytes they take."""

    entries: int = 0
    bytes: int = 0

    def __add__(self, other: "Held") -> "Held":
        """Return both together."""
        return Held(self.entries + other.entries, self.bytes + other.bytes)


def held_by(thing: object) -> dict[str, Held]:
    """Return by path what is held below an object; what is reached on two ways counts once."""
    found: dict[str, Held] = {}
    waiting, seen = [("", thing)], set[int]()
    while waiting:
        path, one = waiting.pop()
        if id(one) in seen or isinstance(one, type) or callable(one):
            continue
        seen.add(id(one))
        found[path] = found.get(path, Held()) + _own(one)
        waiting += [(f"{path}{name}", part) for name, part in _parts(one)]
    return {path: held for path, held in found.items() if held.bytes}


def total(found: dict[str, Held]) -> Held:
    """Return everything together."""
    return sum(found.values(), Held())


def _own(one: object) -> Held:
    if isinstance(one, np.ndarray):
        return Held(one.size, one.nbytes)
    if isinstance(one, pl.DataFrame | pl.Series):
        return Held(len(one), int(one.estimated_size()))
    if isinstance(one, dict | list | tuple | set | frozenset | deque):
        return Held(len(one), sys.getsizeof(one))
    return Held(0, sys.getsizeof(one) if isinstance(one, str | bytes) else 0)


def _parts(one: object) -> Iterator[tuple[str, object]]:
    if isinstance(one, dict):
        yield from (("[]", part) for pair in one.items() for part in pair)
    elif isinstance(one, list | tuple | set | frozenset | deque):
        yield from (("[]", part) for part in one)
    elif type(one).__module__.startswith("unisono"):
        yield from ((f".{name}", part) for name, part in vars(one).items())
