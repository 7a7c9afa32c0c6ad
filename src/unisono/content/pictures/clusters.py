"""Clusters of re-uploads: which pictures show the same, re-encoded, resized, brightened or with their edges cut.

Two pictures are alike if any crop of one is within a bound of any crop of the other. A cluster is a star, never a
chain: every picture in it is alike to the picture in its middle, itself or through a picture with nearly the same hash.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.pictures.hashing import CROPS, crops_from_bytes, from_hex
from unisono.engine.acts import group_rows
from unisono.engine.hamming_search import Words, pairs_within

BOUND = 31
"""Bits of 256 in which two hashes may differ: the bound of PDQ's authors."""

MOST_CROPPED = 60_000
"""Different pictures up to which both sides of a comparison are cropped; beyond, edges are not made up for."""

Numbers = NDArray[np.int64]


def cluster_pictures(hashes: Sequence[str], crops: Sequence[bytes]) -> pl.DataFrame:
    """Return hash and middle (the hash in the middle of its cluster) for each different hash, sorted by hash.

    crops: of each hash the crops as MEDIA has them. The same set of pictures gives the same clusters in any order.
    """
    given = pl.DataFrame({"hash": list(hashes), "crops": list(crops)}, schema={"hash": pl.String, "crops": pl.Binary})
    # Different pictures may have one hash and crops that differ a little: the smallest stand for all.
    known = given.sort("hash", "crops").unique("hash", keep="first", maintain_order=True)
    words = from_hex(known["hash"].to_list()) if known.height else np.empty((0, 4), np.uint64)
    near = pairs_within(words, BOUND)
    middle = _stars(len(words), near.left.astype(np.int64), near.right.astype(np.int64))
    leaders = np.unique(middle)
    if len(leaders) <= MOST_CROPPED:
        cropped = crops_from_bytes(known["crops"].gather(leaders).to_list()) if len(leaders) else None
        if cropped is not None:
            left, right = _alike_when_cropped(cropped)
            middle = leaders[_stars(len(leaders), left, right)][np.searchsorted(leaders, middle)]
    return known.select("hash").with_columns(known["hash"].gather(middle).alias("middle"))


def cluster_name(first_hash: str) -> str:
    """Return the name of a cluster by the hash of the picture that was seen first in it: i- and 16 hex digits."""
    return "i-" + hashlib.sha256(first_hash.encode()).hexdigest()[:16]


def _alike_when_cropped(crops: Words) -> tuple[Numbers, Numbers]:
    """Return the pairs of pictures of which any two crops are within the bound; crops is (n, 16, 4)."""
    flat = np.ascontiguousarray(crops.reshape(-1, 4))
    found = pairs_within(flat, BOUND)
    left, right = found.left.astype(np.int64) // CROPS, found.right.astype(np.int64) // CROPS
    other = left != right
    pairs = np.unique(left[other] * len(crops) + right[other])
    return pairs // len(crops), pairs % len(crops)


def _stars(count: int, left: Numbers, right: Numbers) -> Numbers:
    """Return the middle of each of `count` pictures: most pictures alike come first, then the smaller number.

    A middle takes all pictures alike to it which no middle has taken before.
    """
    both = np.concatenate([left, right]), np.concatenate([right, left])
    start, order = group_rows(both[0].astype(np.int32), count)
    partners, degree = both[1][order], np.diff(start)
    middle = np.full(count, -1, np.int64)
    for number in np.lexsort((np.arange(count), -degree)).tolist():
        if middle[number] >= 0:
            continue
        own = partners[start[number] : start[number + 1]]
        middle[own[middle[own] < 0]] = number
        middle[number] = number
    return middle
