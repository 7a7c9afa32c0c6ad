"""Similar hashes: all pairs of 256-bit hashes that differ in few bits, found without comparing each with each.

Multi-index hashing (M. Norouzi, A. Punjani, D. J. Fleet, "Fast Search in Hamming Space with Multi-Index Hashing",
2012): two hashes that differ in at most r of 256 bits differ in at most r // 16 bits in one of their sixteen chunks of
16 bits, so that only hashes with nearly equal chunks are compared. No pair is missed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels

Int32 = NDArray[np.int32]
Words = NDArray[np.uint64]

CHUNKS = 16
CHUNK_BITS = 16
LARGEST_DISTANCE = 47
"""Beyond it chunks would differ in three bits and more, and most hashes would be compared after all."""

PAIRS_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class SimilarPairs:
    """Rows of the left and the right table, and in how many bits they differ; no order is promised."""

    left: Int32
    right: Int32
    distance: Int32


@dataclass(frozen=True)
class _Buckets:
    """One table sorted by one chunk of 16 bits."""

    words: Words
    start: Int32
    rows: Int32


def pairs_within(words: Words, distance: int) -> SimilarPairs:
    """Return each pair of rows of one table (n, 4) that differs in at most so many bits once, left < right."""
    found = _join(lambda chunk: (_sorted_by(words, chunk),), distance, len(words))
    return SimilarPairs(np.minimum(found.left, found.right), np.maximum(found.left, found.right), found.distance)


def search_within(queries: Words, words: Words, distance: int) -> SimilarPairs:
    """Return every pair of a row of queries (m, 4) and a row of words (n, 4) that differs in at most so many bits."""
    return _join(lambda chunk: (_sorted_by(queries, chunk), _sorted_by(words, chunk)), distance, len(words))


def _join(tables_by: Callable[[int], tuple[_Buckets, ...]], distance: int, rows: int) -> SimilarPairs:
    if not 0 <= distance <= LARGEST_DISTANCE:
        raise ValueError(f"hashes can be searched within 0 to {LARGEST_DISTANCE} bits, not {distance}")
    each, rest = divmod(distance, CHUNKS)
    # Chunks after the first rest + 1 may differ in one bit less: were all others beyond, the sum would be as well.
    bounds = np.array([each if chunk <= rest else each - 1 for chunk in range(CHUNKS)], np.int32)
    rounds: list[list[Int32]] = [[np.empty(0, np.int32)] for _ in range(3)]
    for chunk in range(CHUNKS):
        if bounds[chunk] < 0:
            continue
        for columns in _join_by_chunk(tables_by(chunk), chunk, distance, bounds, max(PAIRS_AT_ONCE, rows)):
            for column, values in zip(rounds, columns, strict=True):
                column.append(values)
    left, right, apart = (np.concatenate(column) for column in rounds)
    return SimilarPairs(left, right, apart)


def _join_by_chunk(
    tables: tuple[_Buckets, ...], chunk: int, distance: int, bounds: Int32, room: int
) -> Iterator[list[Int32]]:
    left, right = tables[0], tables[-1]
    found = [np.empty(room, np.int32) for _ in range(3)]
    progress = np.zeros(3, np.int64)
    masks = _masks(int(bounds[chunk]))
    given = (left.words, left.start, left.rows, right.words, right.start, right.rows, int(len(tables) == 1))
    while progress[0] < 1 << CHUNK_BITS:
        written = _kernels()["join_buckets"](*given, chunk, distance, masks, bounds, progress, *found)
        yield [column[:written].copy() for column in found]


def _sorted_by(words: Words, chunk: int) -> _Buckets:
    values = ((words[:, chunk // 4] >> np.uint64(CHUNK_BITS * (chunk % 4))) & np.uint64(0xFFFF)).astype(np.uint16)
    rows = np.argsort(values, kind="stable").astype(np.int32)
    counts = np.bincount(values, minlength=1 << CHUNK_BITS)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return _Buckets(np.take(words, rows, axis=0), start, rows)


@cache
def _masks(bits: int) -> Int32:
    """Return every way in which a chunk can differ in at most so many bits."""
    ways = [sum(1 << place for place in chosen) for n in range(bits + 1) for chosen in combinations(range(16), n)]
    return np.array(ways, np.int32)


@cache
def _kernels() -> Kernels:
    return Kernels("hamming_kernels")
