"""Pairs of texts that an index finds alike, one by one: to judge how many it misses."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.compared_forms import read_texts
from unisono.content.near_duplicates import NearDuplicates, TextIndex
from unisono.engine.text_clusters import Likeness, bucket_runs, judge_pairs
from unisono.engine.text_forms import Int32, Int64, UInt32, hash_forms, match_forms

Pairs = NDArray[np.int64]


def near_pairs(texts: pl.Series, settings: NearDuplicates | None = None) -> pl.DataFrame:
    """Return a and b, the rows of texts that are compared and alike, a < b; of equal forms the first row stands.

    All that meet in a bucket are judged, also those that clustering passes over since they are joined already.
    """
    index = TextIndex.build(texts, settings=settings)
    stored, likeness = index.stored, index.settings.likeness()
    rows = np.flatnonzero(stored.sizes)
    rows = rows[np.argsort(stored.digests[rows])].astype(np.int32)
    met = _meetings(stored.sketches.bands[rows], likeness)
    low, high = np.divmod(met, max(1, len(rows)))
    left, right = rows[low].astype(np.int32), rows[high].astype(np.int32)
    alike = judge_pairs(stored.forms, stored.sizes, left, right, likeness)
    row_of = _first_rows(texts, index)
    ends = np.sort(np.column_stack([row_of[left[alike]], row_of[right[alike]]]), axis=1)
    return pl.DataFrame({"a": ends[:, 0], "b": ends[:, 1]}).sort("a", "b")


def _meetings(bands: UInt32, likeness: Likeness) -> Pairs:
    """Return the pairs that clustering may compare, each as one number: place * texts + another place."""
    count, width = bands.shape
    found = [np.empty(0, np.int64)]
    for band in range(width):
        members, bounds, firsts = bucket_runs(bands[:, band], bands[:, (band + 1) % width], likeness.most_compared)
        found += _pairs_of_runs(members, bounds, firsts, likeness, count)
    return np.unique(np.concatenate(found))


def _pairs_of_runs(members: Int32, bounds: Int64, firsts: Int32, likeness: Likeness, count: int) -> list[Pairs]:
    sizes = np.diff(bounds)
    reach = np.repeat(np.where(sizes <= likeness.most_compared, sizes, likeness.neighbours), sizes)
    place = np.arange(len(members)) - np.repeat(bounds[:-1], sizes)
    others = [(place > 0, np.repeat(firsts, sizes))]
    others += [((place >= step) & (reach >= step), np.roll(members, step)) for step in range(1, likeness.most_compared)]
    pairs = []
    for meets, other in others:
        low, high = np.minimum(members, other)[meets], np.maximum(members, other)[meets]
        pairs.append((low.astype(np.int64) * count + high)[low < high])
    return pairs


def _first_rows(texts: pl.Series, index: TextIndex) -> Int64:
    """Return for each form of the index the first row whose text has it."""
    read = read_texts(texts.cast(pl.String), with_digests=False)
    stored = index.stored
    codes, _ = match_forms(read.forms, hash_forms(read.forms), stored.forms, hash_forms(stored.forms), add_new=False)
    first = np.empty(len(index), np.int64)
    first[codes[::-1]] = read.rows[::-1]
    return first
