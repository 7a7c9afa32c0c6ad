"""Posts that came together, as acts on objects: what windows are made of."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt64 = NDArray[np.uint64]

LAYERS = ("hashtag", "link", "domain", "text", "mention", "repost")
"""Layers of the windows; an act holds its layer's place in this list."""

POST_COLUMNS = ("post", "account", "at", "text", "kind", "lang", "platform", "handle", "link")
"""Columns of a chunk's posts; link: the first, in its canonical form."""


@dataclass(frozen=True)
class Acts:
    """Acts in order of time. keys: of objects (layer and name); accounts: of names; rows: of their posts."""

    at: Int64  # microseconds since 1970
    keys: UInt64
    accounts: UInt64
    layers: NDArray[np.uint8]
    rows: Int32

    def __len__(self) -> int:
        """Count them."""
        return len(self.at)

    def part(self, place: slice, first_row: int) -> "Acts":
        """Return those at a place, as copies, with rows counted from this one on."""
        rows = self.rows[place] - np.int32(first_row)
        return Acts(
            self.at[place].copy(), self.keys[place].copy(), self.accounts[place].copy(), self.layers[place].copy(), rows
        )

    def between(self, since: int, until: int) -> slice:
        """Return the places of the acts after `since` and not after `until`."""
        first, last = np.searchsorted(self.at, (since, until), side="right").tolist()
        return slice(first, last)


@dataclass(frozen=True)
class Chunk:
    """Posts (POST_COLUMNS, by time) and their acts; names: of the acts' objects, null of texts.

    serial: counts the chunks of a stream. arrived_at: in unix seconds.
    """

    serial: int
    arrived_at: float
    posts: pl.DataFrame
    acts: Acts
    names: pl.Series

    @cached_property
    def post_times(self) -> Int64:
        """Return the times of its posts."""
        return self.posts["at"].dt.epoch("us").to_numpy()

    @property
    def newest(self) -> int:
        """Return the time of its newest post."""
        return int(self.post_times[-1])

    def acts_since(self, floor: int) -> int:
        """Count the acts that are not older than `floor`."""
        return len(self.acts) - int(np.searchsorted(self.acts.at, floor))
