"""What a heavy step is: a pure function on the Arrow tables of one part, what it splits by, and how results join."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

Part = tuple[pa.Table, ...]
"""The tables that one call of a step is given."""


@dataclass(frozen=True)
class Step:
    """One heavy step. `run` is given the tables of one part and returns a table in the columns of `schema`.

    splits_by: what a part is a whole of; whatever the parts, their results together say the same. `run` is a function
    of a module, or functools.partial of one, so that it can be sent to another process.
    """

    name: str
    splits_by: str
    run: Callable[..., pa.Table]
    schema: pa.Schema


@dataclass(frozen=True)
class Summing:
    """How rows of several parts become one: `value` is summed for each `key`, and what is below `least` left out.

    once: a column that says of what a row tells, below 0 where it tells of what is in its part alone; of several rows
    of one key about the same, one counts.
    """

    key: tuple[str, ...]
    value: str
    once: str
    least: int


class Runner(Protocol):
    """Runs a step on each of its parts, somewhere."""

    def map_parts(self, step: Step, parts: Sequence[Part]) -> list[pa.Table]:
        """Return the results in the order of the parts."""
        ...

    def sum_parts(self, step: Step, parts: Sequence[Part], summing: Summing) -> pa.Table:
        """Return the results of all parts as one table, a row for each key and its value, in any order."""
        ...
