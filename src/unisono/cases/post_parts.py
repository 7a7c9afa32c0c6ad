"""The posts of a case part by part, so that no more than one file of them is in memory at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases.collapsing import POST_KEY
from unisono.cases.deletions import mark_deleted
from unisono.cases.segments import SegmentFile, scan_segments
from unisono.model.tables import DELETIONS, POSTS

MARKED_BY_DELETIONS = ("is_deleted", "collected_at")
OTHER_SEED = 1
ROWS_AT_ONCE = 20_000_000
"""Observations of posts seen again that are compared at once: 40 bytes each, and as much again to sort them."""


@dataclass(frozen=True)
class PostParts:
    """The files of a case's posts; first: with each post's first observation, again: with later ones.

    Read in turn they hold the posts of Case.posts(), each once, the latest observation winning.
    """

    first: tuple[SegmentFile, ...]
    again: tuple[SegmentFile, ...] = ()
    deletions: tuple[SegmentFile, ...] = ()
    _winning: list[NDArray[np.bool_] | None] = field(default_factory=list, init=False, compare=False, repr=False)

    @property
    def files(self) -> tuple[SegmentFile, ...]:
        """Return all files in the order in which they are read."""
        return (*self.first, *self.again)

    def read(
        self,
        columns: Sequence[str],
        only: NDArray[np.bool_] | None = None,
        at_once: int | None = None,
        where: pl.Expr | None = None,
    ) -> Iterator[pl.DataFrame]:
        """Yield the posts of each file in these columns of POSTS, in append order.

        only: bool (files). at_once: so many rows of a file or fewer at a time; None: all of them. where: of these
        columns, for which posts it has to hold; of the others no more is read than that.
        """
        is_marked = self.deletions and any(name in columns for name in MARKED_BY_DELETIONS)
        read = list(dict.fromkeys([*columns, *(POST_KEY + list(MARKED_BY_DELETIONS) if is_marked else ())]))
        for number, file in enumerate(self.files):
            if only is not None and not only[number]:
                continue
            rows, kept = scan_segments([file], POSTS).select(read), self._winners(number)
            for stretch in _stretches(rows, at_once):
                part = rows if at_once is None else rows.slice(stretch.start, at_once)
                if kept is not None:
                    part = part.filter(pl.Series(kept[stretch]))
                if is_marked:
                    part = mark_deleted(part, scan_segments(list(self.deletions), DELETIONS))
                told = part.select(columns)
                if where is not None and kept is None:
                    told = told.filter(where)
                # Which rows win is told by their places, so nothing may be left out before that.
                found = told.collect()
                yield found if where is None or kept is None else found.filter(where)

    def _winners(self, number: int) -> NDArray[np.bool_] | None:
        """Return which rows of a file are the observations that win; None for all of them."""
        if not self.again:
            return None
        if not self._winning:
            self._winning.extend(find_winners(self.files, len(self.first)))
        return self._winning[number]


def _stretches(rows: pl.LazyFrame, at_once: int | None) -> Iterator[slice]:
    """Yield where each stretch of so many rows begins and ends; None: one of all rows."""
    if at_once is None:
        yield slice(None)
        return
    for start in range(0, rows.select(pl.len()).collect().item(), at_once):
        yield slice(start, start + at_once)


def find_winners(
    files: Sequence[SegmentFile], first: int, rows_at_once: int = ROWS_AT_ONCE
) -> list[NDArray[np.bool_] | None]:
    """Return for each file which of its rows are the latest observations of their posts; None for all of them.

    The first files hold each post once. Of a post in later files, the row with the latest collected_at wins (null is
    the earliest), of equals the last. Posts are told by two 64-bit hashes; only those seen again are sorted, in as many
    lots as keep to rows_at_once, each of which reads the hashes of all files.
    """
    seen_again = np.sort(np.concatenate([np.zeros(0, np.uint64), *(_hashes(file)[0] for file in files[first:])]))
    lots = 1 + 2 * len(seen_again) // rows_at_once
    kept: list[NDArray[np.bool_] | None] = [None] * len(files)
    for lot in range(lots):
        seen = seen_again[seen_again % np.uint64(lots) == lot]
        for place, row, size in _losers(files, first, seen, (lot, lots)):
            mask = kept[place]
            kept[place] = mask = np.ones(size, np.bool_) if mask is None else mask
            mask[row] = False
    return kept


def _losers(
    files: Sequence[SegmentFile], first: int, seen: NDArray[np.uint64], lot: tuple[int, int]
) -> Iterator[tuple[int, NDArray[np.int64], int]]:
    """Yield the file, the rows in it that lose, and how many rows it has; of the posts in one lot of several."""
    columns: list[list[NDArray[np.int64]]] = [[], [], [], [], []]
    sizes = []
    for number, file in enumerate(files):
        keys, checks, times = _hashes(file)
        sizes.append(len(keys))
        in_lot = keys % np.uint64(lot[1]) == lot[0]
        rows = np.flatnonzero(in_lot & _are_among(keys, seen) if number < first else in_lot)
        own = (keys[rows].view(np.int64), checks[rows].view(np.int64), times[rows], np.full(len(rows), number), rows)
        for column, values in zip(columns, own, strict=True):
            column.append(values)
    key, check, collected, place, row = (np.concatenate(column) for column in columns)
    # A stable sort keeps the order of the appends among equals: the last of each post wins.
    order = np.lexsort((collected, check, key))
    key, check, place, row = key[order], check[order], place[order], row[order]
    loses = np.flatnonzero((key[:-1] == key[1:]) & (check[:-1] == check[1:]))
    place, row = place[loses], row[loses]
    for number in np.unique(place):
        yield int(number), row[place == number], sizes[number]


def _are_among(keys: NDArray[np.uint64], seen: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Say which keys are among these, which ascend."""
    if not len(seen):
        return np.zeros(len(keys), np.bool_)
    return np.asarray(seen[np.minimum(np.searchsorted(seen, keys), len(seen) - 1)] == keys)


def _hashes(file: SegmentFile) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int64]]:
    """Return two hashes of each post's platform and id, and when it was collected; null is the earliest."""
    name = pl.concat_str("platform", pl.lit("\0"), "post_id")
    collected = pl.col("collected_at").to_physical().fill_null(np.iinfo(np.int64).min)
    rows = scan_segments([file], POSTS).select(
        name.hash().alias("key"), name.hash(OTHER_SEED).alias("check"), collected
    )
    told = rows.collect()
    return told["key"].to_numpy(), told["check"].to_numpy(), told["collected_at"].to_numpy()
