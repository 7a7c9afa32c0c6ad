"""Which posts a case already holds, as 64-bit hashes in sorted arrays: 8 bytes a post, many of them in files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from unisono.engine.large_arrays import IN_MEMORY, GrowingArray, LargeArrays

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]

MERGED_AT_ONCE = 1 << 20
"""Keys that are merged at once where arrays are kept in files."""

MOST_IN_ONE = 1 << 27
"""Keys of one array at most, a gigabyte: merging more would hold a stream up for a minute."""

SHARE = 8
"""An array of more than this part of the memory goes to a file."""


@dataclass
class KnownPosts:
    """A growing set of post keys; arrays of up to MOST_IN_ONE are merged when they reach the size of the one before.

    Two keys share a hash with probability n²/2^65 (3 in 10,000 for 10^8 posts); a post taken for known by
    such an accident is stored and read all the same, only counted as a duplicate.
    """

    arrays: list[Hashes] = field(default_factory=list)
    kept: LargeArrays = IN_MEMORY

    def contains(self, keys: Hashes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Say for each key whether it is in the set."""
        # In the order of the keys an array is read from its beginning to its end.
        order = np.argsort(keys)
        asked = keys[order]
        is_known = np.zeros(len(keys), dtype=np.bool_)
        for array in self.arrays:
            places = np.searchsorted(array, asked)
            places[places == len(array)] = 0
            is_known |= array[places] == asked
        found = np.empty_like(is_known)
        found[order] = is_known
        return found

    def add(self, keys: Hashes) -> None:
        """Add keys; each is sorted at most log2(total / batch) times."""
        if not len(keys):
            return
        fresh = np.sort(keys)
        while self.arrays and len(self.arrays[-1]) <= len(fresh) <= MOST_IN_ONE - len(self.arrays[-1]):
            fresh = self._merged(self.arrays.pop(), fresh)
        self.arrays.append(fresh)

    def _merged(self, one: Hashes, other: Hashes) -> Hashes:
        """Return the keys of two sorted arrays in one."""
        if not self.kept.are_in_files or one.nbytes + other.nbytes <= self.kept.least_bytes:
            # A stable sort merges two sorted runs in one pass; np.unique hashes and takes ten times as long.
            return np.sort(np.concatenate([one, other]), kind="stable")
        merged = GrowingArray(np.uint64, self.kept)
        for some in _ranges(one, other):
            merged.append(np.sort(some, kind="stable"))
        return merged.whole()


def known_within(folder: Path, memory_bytes: int) -> KnownPosts:
    """Return an empty set that holds what takes more than a part of this memory in files without a name in a folder."""
    # Of arrays that stay in memory each is at least twice the next; two are merged beside their sum.
    return KnownPosts(kept=LargeArrays(folder, memory_bytes // SHARE))


def _ranges(one: Hashes, other: Hashes) -> Iterator[Hashes]:
    """Yield the keys of two sorted arrays range by range, unsorted; each is about as many as are merged at once."""
    ends = [*range(MERGED_AT_ONCE, len(one), MERGED_AT_ONCE), len(one)]
    begin, begin_other = 0, 0
    for end in ends:
        end_other = len(other) if end == len(one) else int(np.searchsorted(other, one[end]))
        yield np.concatenate([one[begin:end], other[begin_other:end_other]])
        begin, begin_other = end, end_other


def hash_posts(posts: pl.DataFrame) -> Hashes:
    """Return one hash for each row's (platform, post_id); stable within a process only, so never stored."""
    keys = posts.select(pl.concat_str("platform", pl.lit("\0"), "post_id").hash()).to_series()
    return keys.to_numpy()


def first_seen(keys: Hashes, known: KnownPosts) -> pl.Series:
    """Say for each row whether its key is new to the set and the first of its kind in these rows."""
    first = np.zeros(len(keys), dtype=np.bool_)
    first[np.unique(keys, return_index=True)[1]] = True
    return pl.Series("first", first & ~known.contains(keys))
