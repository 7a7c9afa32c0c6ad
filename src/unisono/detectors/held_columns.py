"""Columns of posts that a scan has read and reads again: held as far as they take little memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from unisono.cases.post_parts import PostParts
from unisono.model.tables import POSTS

MOST_POSTS = 4_000_000
"""Of more posts nothing is held: less of each column would fit than is worth it."""

MOST_BYTES = 128 << 20
SHARE_OF_MEMORY = 1 / 16
"""What is held takes at most so many bytes, and at most this share of what posts may take."""


@dataclass
class HeldColumns:
    """Reads the posts of a case part by part; what was read before comes from memory, where it fits.

    Columns in which a part has no value take none. most_bytes: what all others may take.
    """

    parts: PostParts
    most_bytes: int
    _held: dict[tuple[int, str], pl.Series | None] = field(default_factory=dict, repr=False)
    _heights: dict[int, int] = field(default_factory=dict, repr=False)
    _bytes: int = 0

    def read(self, number: int, columns: Sequence[str], where: pl.Expr | None = None) -> pl.DataFrame:
        """Return the posts of one part in these columns of POSTS; where: as PostParts.read takes it."""
        asked = list(dict.fromkeys(columns))
        unread = [name for name in asked if (number, name) not in self._held]
        if where is None or not unread:
            posts = self._together(number, asked, self._first_read(number, unread))
            return posts if where is None else posts.filter(where)
        looked_at = where.meta.root_names()
        filled = [name for name in asked if name in looked_at or self._held.get((number, name), True) is not None]
        return _filled_in(self._from_file(number, filled, where), asked)

    def _first_read(self, number: int, columns: list[str]) -> dict[str, pl.Series]:
        """Read columns of a part, and hold those that fit."""
        if not columns:
            return {}
        found = self._from_file(number, columns)
        self._heights[number] = found.height
        for name in columns:
            values = found[name]
            if values.null_count() == len(values) > 0:
                self._held[number, name] = None
            elif self._bytes + values.estimated_size() <= self.most_bytes:
                self._held[number, name] = values
                self._bytes += int(values.estimated_size())
        return found.to_dict()

    def _from_file(self, number: int, columns: list[str], where: pl.Expr | None = None) -> pl.DataFrame:
        only = np.zeros(len(self.parts.files), np.bool_)
        only[number] = True
        return next(self.parts.read(columns, only, where=where))

    def _together(self, number: int, columns: list[str], found: dict[str, pl.Series]) -> pl.DataFrame:
        """Return what was read just now beside what is held."""
        held = ((name, self._held.get((number, name))) for name in columns if name not in found)
        values = {**found, **{name: own for name, own in held if own is not None}}
        if not values:
            nothing = pl.Series([None]).new_from_index(0, self._heights[number])
            return pl.DataFrame({name: nothing.cast(POSTS[name]) for name in columns})
        return _filled_in(pl.DataFrame(values), columns)


def _filled_in(posts: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Return these columns, those that are not there as null."""
    return posts.select(name if name in posts.columns else pl.lit(None, POSTS[name]).alias(name) for name in columns)


def most_held(posts: int, memory_bytes: int) -> int:
    """Return how many bytes may be held of so many posts, where posts may take so much memory."""
    return min(MOST_BYTES, int(memory_bytes * SHARE_OF_MEMORY)) if posts <= MOST_POSTS else 0
