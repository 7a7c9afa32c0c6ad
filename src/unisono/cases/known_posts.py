"""Which posts a case already holds, as 64-bit hashes in sorted arrays: 8 bytes a post."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]


@dataclass
class KnownPosts:
    """A growing set of post keys; arrays are merged when they reach the size of the one before.

    Two keys share a hash with probability n²/2^65 (3 in 10,000 for 10^8 posts); a post taken for known by
    such an accident is stored and read all the same, only counted as a duplicate.
    """

    arrays: list[Hashes] = field(default_factory=list)

    def contains(self, keys: Hashes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Say for each key whether it is in the set."""
        found = np.zeros(len(keys), dtype=np.bool_)
        for array in self.arrays:
            places = np.searchsorted(array, keys)
            places[places == len(array)] = 0
            found |= array[places] == keys
        return found

    def add(self, keys: Hashes) -> None:
        """Add keys; each is sorted at most log2(total / batch) times."""
        if not len(keys):
            return
        fresh = np.sort(keys)
        while self.arrays and len(self.arrays[-1]) <= len(fresh):
            # A stable sort merges two sorted runs in one pass; np.unique hashes and takes ten times as long.
            fresh = np.sort(np.concatenate([self.arrays.pop(), fresh]), kind="stable")
        self.arrays.append(fresh)


def hash_posts(posts: pl.DataFrame) -> Hashes:
    """Return one hash for each row's (platform, post_id); stable within a process only, so never stored."""
    keys = posts.select(pl.concat_str("platform", pl.lit("\0"), "post_id").hash()).to_series()
    return keys.to_numpy()


def first_seen(keys: Hashes, known: KnownPosts) -> pl.Series:
    """Say for each row whether its key is new to the set and the first of its kind in these rows."""
    first = np.zeros(len(keys), dtype=np.bool_)
    first[np.unique(keys, return_index=True)[1]] = True
    return pl.Series("first", first & ~known.contains(keys))
