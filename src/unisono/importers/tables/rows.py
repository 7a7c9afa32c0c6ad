"""What a reader of files hands to an importer: rows with their numbers, and the rows it could not take apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from unisono.model.batches import Rejection

ROW = "source_row"


@dataclass(frozen=True)
class Rows:
    """Some rows of a file, in order, with the number of each in `source_row`."""

    frame: pl.DataFrame
    rejected: tuple[Rejection, ...] = field(default=())

    @property
    def read(self) -> int:
        """How many rows the file held here, rejected ones included."""
        return self.frame.height + len(self.rejected)

    def cut(self, most: int) -> Iterator["Rows"]:
        """Yield the same rows in pieces of at most so many; the first piece has the rejected ones."""
        yield Rows(self.frame.head(most), self.rejected)
        for start in range(most, self.frame.height, most):
            yield Rows(self.frame.slice(start, most))


def no_cells(height: int) -> pl.Series:
    """Return a text column of nulls: what a file without the column says."""
    return pl.Series([None], dtype=pl.String).new_from_index(0, height)
