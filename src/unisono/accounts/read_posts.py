"""The posts of a scan as signals read them: some at a time, or those at given places, always in one order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.model.tables import POSTS


class PostsRead(Protocol):
    """Posts that can be read more than once, in the same order each time; a place is a number in that order."""

    def read(self, columns: Sequence[str], /) -> Iterator[pl.DataFrame]:
        """Yield all posts in these columns of POSTS, some at a time."""

    def at(self, places: NDArray[np.int64], columns: Sequence[str], /) -> pl.DataFrame:
        """Return the posts at these places, in their order, in these columns of POSTS."""


@dataclass(frozen=True)
class HeldPosts:
    """Posts that are in memory; columns of POSTS that they lack are null."""

    posts: pl.DataFrame

    def read(self, columns: Sequence[str], /) -> Iterator[pl.DataFrame]:
        """Yield all posts at once."""
        yield self._told(columns)

    def at(self, places: NDArray[np.int64], columns: Sequence[str], /) -> pl.DataFrame:
        """Return the posts at these places, in their order."""
        return self._told(columns)[places]

    def _told(self, columns: Sequence[str]) -> pl.DataFrame:
        held = self.posts.columns
        return self.posts.select(
            pl.col(name) if name in held else pl.lit(None, POSTS[name]).alias(name) for name in columns
        )


def numbered_parts(posts: PostsRead, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
    """Yield all posts in these columns and `place`, some at a time."""
    before = 0
    for part in posts.read(columns):
        yield part.with_row_index("place", offset=before)
        before += part.height
