"""An engine whose sweeps say how far they are."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from unisono.engine.acts import ActTable, Int32, Int64
from unisono.engine.engines import Engine, RowFunction
from unisono.engine.measuring import AccountActs
from unisono.engine.sweep import Advance, KeepPairs, PairCounts


@dataclass(frozen=True)
class ToldSweeps:
    """Lets an engine compute; `tell` hears at how many pairs of acts each sweep looks, and has looked."""

    engine: Engine
    tell: Callable[[int, int], None]

    @property
    def name(self) -> str:
        """How the engine is called."""
        return self.engine.name

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

        def hear(done: int, whole: int) -> None:
            if done:
                self.tell(whole, done)
            if advance is not None:
                advance(done, whole)

        return self.engine.sweep(
            table, window, min_objects, nearest=nearest, memory_bytes=memory_bytes, keep=keep, advance=hear
        )

    def count_meetings(self, acts: AccountActs, a: Int32, b: Int32, windows: Int64) -> Int32:
        """Count for each pair the common objects on which it met within each window; see measuring.py."""
        return self.engine.count_meetings(acts, a, b, windows)

    def map_rows(self, rows: pl.DataFrame, function: RowFunction) -> pl.DataFrame:
        """Return what a function makes of the rows, which it looks at one by one."""
        return self.engine.map_rows(rows, function)
