"""What a reader of files hands to an importer: rows with their numbers, and the rows it could not take apart."""

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
