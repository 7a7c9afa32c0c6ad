"""Posts in memory that are read some at a time, as those of a large case are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from unisono.accounts.read_posts import HeldPosts


@dataclass(frozen=True)
class InSlices(HeldPosts):
    """Posts that are read so many at a time."""

    size: int = 37

    def read(self, columns: Sequence[str], /) -> Iterator[pl.DataFrame]:
        """Yield the posts in parts."""
        for whole in super().read(columns):
            yield from whole.iter_slices(self.size) if whole.height else [whole]
