"""Engines: where the heavy steps of a scan are computed. Every engine gives the same results, byte for byte."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import polars as pl

from unisono.engine import measuring
from unisono.engine import sweep as sweeping
from unisono.engine.acts import ActTable, Int32, Int64
from unisono.engine.measuring import AccountActs
from unisono.engine.sweep import Advance, KeepPairs, PairCounts, count_partners, pair_counts

if TYPE_CHECKING:
    from unisono.engine.parts.declaration import Runner

# Loading Arrow, of which parts are made, takes longer than scanning a small case: it is left to those who cut.

RowFunction = Callable[[pl.DataFrame], pl.DataFrame]
"""Returns rows made of rows, each of one row alone, in their order."""


class Engine(Protocol):
    """Computes the heavy steps of a scan."""

    @property
    def name(self) -> str:
        """How the engine is called on the command line and in the record of a run."""
        ...

    def sweep(
        self,
        table: ActTable,
        window: int,
        min_objects: int,
        *,
        nearest: int,
        memory_bytes: int,
        keep: KeepPairs | None = None,
        advance: Advance | None = None,
    ) -> PairCounts:
        """Count pairs in a sorted table, in any order; see sweep.py."""
        ...

    def count_meetings(self, acts: AccountActs, a: Int32, b: Int32, windows: Int64) -> Int32:
        """Count for each pair the common objects on which it met within each window; see measuring.py."""
        ...

    def map_rows(self, rows: pl.DataFrame, function: RowFunction) -> pl.DataFrame:
        """Return what a function makes of the rows, which it looks at one by one."""
        ...


class Embedded:
    """Computes in this process."""

    name = "embedded"

    def sweep(
        self,
        table: ActTable,
        window: int,
        min_objects: int,
        *,
        nearest: int,
        memory_bytes: int,
        keep: KeepPairs | None = None,
        advance: Advance | None = None,
    ) -> PairCounts:
        """Count pairs in a sorted table, in any order; see sweep.py."""
        return sweeping.sweep(
            table, window, min_objects, nearest=nearest, memory_bytes=memory_bytes, keep=keep, advance=advance
        )

    def count_meetings(self, acts: AccountActs, a: Int32, b: Int32, windows: Int64) -> Int32:
        """Count for each pair the common objects on which it met within each window; see measuring.py."""
        return measuring.count_meetings(acts, a, b, windows)

    def map_rows(self, rows: pl.DataFrame, function: RowFunction) -> pl.DataFrame:
        """Return what a function makes of the rows, which it looks at one by one."""
        return function(rows)


EMBEDDED = Embedded()


@dataclass(frozen=True)
class PartSizes:
    """How heavy steps are cut. What is less work than `least` is not worth sending and is computed in this process.

    work: pairs of acts looked at, or acts of pairs that are measured, in one part. rows: of a table, in one part.
    """

    work: int = 8_000_000
    least_work: int = 8_000_000
    rows: int = 50_000
    least_rows: int = 50_000


@dataclass(frozen=True)
class InParts:
    """Cuts the heavy steps of a scan into parts and lets a runner compute them."""

    name: str
    runner: "Runner"
    sizes: PartSizes = PartSizes()

    def sweep(
        self,
        table: ActTable,
        window: int,
        min_objects: int,
        *,
        nearest: int,
        memory_bytes: int,
        keep: KeepPairs | None = None,
        advance: Advance | None = None,
    ) -> PairCounts:
        """Count pairs in a sorted table, in any order; see sweep.py. How far it is, only its end tells."""
        from unisono.engine.parts.sweeping import cut_acts, pairs_summed, split_acts, sweep_step

        acts = split_acts(table, window, min_objects, nearest)
        work = int(acts.work.sum())
        if advance is not None:
            advance(0, work)
        if work < self.sizes.least_work:
            found = count_partners(
                acts.accounts, acts.objects, acts.near, len(acts.account_of), min_objects, memory_bytes
            )
            return pair_counts(acts.account_of, *found).only(keep)
        parts = cut_acts(acts, self.sizes.work)
        pairs = self.runner.sum_parts(sweep_step(window, nearest), parts, pairs_summed(min_objects))
        a, b, objects = (np.ascontiguousarray(pairs[name].to_numpy(), np.int32) for name in ("a", "b", "objects"))
        return pair_counts(acts.account_of, a, b, objects, acts.looked_at()).only(keep)

    def count_meetings(self, acts: AccountActs, a: Int32, b: Int32, windows: Int64) -> Int32:
        """Count for each pair the common objects on which it met within each window; see measuring.py."""
        from unisono.engine.parts.measuring import cut_pairs, measuring_step

        sizes = np.diff(acts.start)
        if int((sizes[a] + sizes[b]).sum()) < self.sizes.least_work or len(a) == 0:
            return measuring.count_meetings(acts, a, b, windows)
        step = measuring_step(windows)
        found = self.runner.map_parts(step, cut_pairs(acts, a, b, self.sizes.work))
        columns = [np.concatenate([table[name].to_numpy() for table in found]) for name in step.schema.names]
        return np.ascontiguousarray(np.stack(columns, axis=1), np.int32)

    def map_rows(self, rows: pl.DataFrame, function: RowFunction) -> pl.DataFrame:
        """Return what a function makes of the rows, which it looks at one by one."""
        from unisono.engine.parts.rows import cut_rows, rows_step

        if rows.height < max(1, self.sizes.least_rows):
            return function(rows)
        schema = function(rows.clear()).schema
        found = self.runner.map_parts(rows_step(function, schema), cut_rows(rows, self.sizes.rows))
        return pl.concat([pl.DataFrame(pl.from_arrow(table), schema=schema) for table in found])
